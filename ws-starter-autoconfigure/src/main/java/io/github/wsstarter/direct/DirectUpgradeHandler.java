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

package io.github.wsstarter.direct;

import java.io.IOException;

import jakarta.servlet.http.WebConnection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Takes a connection over from Tomcat after Tomcat has answered the handshake.
 * <p>
 * Public, as Tomcat requires of upgrade handlers. Used by one thread.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class DirectUpgradeHandler implements InternalHttpUpgradeHandler {

	private static final Log logger = LogFactory.getLog(DirectUpgradeHandler.class);

	private @Nullable Takeover takeover;

	private Runnable onFailure = () -> {
	};

	private @Nullable SocketWrapperBase<?> wrapper;

	private volatile @Nullable SocketConnection connection;

	void prepare(Takeover takeover, Runnable onFailure) {
		this.takeover = takeover;
		this.onFailure = onFailure;
	}

	@Override
	public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
		this.wrapper = wrapper;
	}

	@Override
	public void init(WebConnection webConnection) {
		Takeover takeover = this.takeover;
		SocketWrapperBase<?> wrapper = this.wrapper;
		Assert.state(takeover != null && wrapper != null, "The connection was not upgraded by the engine");
		try {
			this.connection = takeover.open(wrapper);
		}
		catch (IOException ex) {
			logger.debug("Connection failed before its session opened", ex);
			this.onFailure.run();
		}
		catch (RuntimeException ex) {
			this.onFailure.run();
			throw ex;
		}
	}

	/**
	 * The engine does not register for events of the socket, so that every event means
	 * its end. Tomcat itself closes only sockets that the engine did not take over, as it
	 * does not know whether a thread of the engine is using the socket.
	 */
	@Override
	public SocketState upgradeDispatch(SocketEvent event) {
		SocketConnection connection = this.connection;
		if (connection == null) {
			return SocketState.CLOSED;
		}
		connection.abort();
		return SocketState.ASYNC_IO;
	}

	/**
	 * Without this, Tomcat would call {@link #upgradeDispatch} and close the connection.
	 */
	@Override
	public boolean hasAsyncIO() {
		return this.connection != null;
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
	public void destroy() {
	}

	/**
	 * Opens a session on a connection.
	 */
	interface Takeover {

		SocketConnection open(SocketWrapperBase<?> wrapper) throws IOException;

	}

}
