/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsstarter.benchmarks.server.upgrade;

import java.io.IOException;
import java.nio.ByteBuffer;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Treats the first frame as a close frame with a code, answers it with 1000 and closes
 * the connection.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class GoodbyeHandler implements InternalHttpUpgradeHandler {

	private static final int FRAME_SIZE = 8;

	private static final byte[] GOODBYE = { (byte) 0x88, 2, 0x03, (byte) 0xE8 };

	private static final long NEVER = -1;

	private final ByteBuffer frame = ByteBuffer.allocate(FRAME_SIZE);

	private @Nullable SocketWrapperBase<?> socket;

	public GoodbyeHandler() {
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.socket = wrapper;
	}

	@Override
	public void init(WebConnection connection) {
		socket().setReadTimeout(NEVER);
		socket().setWriteTimeout(NEVER);
	}

	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		try {
			if (event != SocketEvent.OPEN_READ || socket().read(false, this.frame) < 0) {
				return SocketState.CLOSED;
			}
			if (this.frame.hasRemaining()) {
				return SocketState.UPGRADED;
			}
			socket().write(true, GOODBYE, 0, GOODBYE.length);
			socket().flush(true);
			return SocketState.CLOSED;
		}
		catch (IOException ex) {
			return SocketState.CLOSED;
		}
	}

	private SocketWrapperBase<?> socket() {
		SocketWrapperBase<?> socket = this.socket;
		if (socket == null) {
			throw new IllegalStateException("There is no socket");
		}
		return socket;
	}

	@Override
	public void timeoutAsync(long now) {
	}

	@Override
	public void setSslSupport(SSLSupport sslSupport) {
	}

	@Override
	public void pause() {
	}

	@Override
	public boolean hasAsyncIO() {
		return false;
	}

	@Override
	public void destroy() {
	}

}
