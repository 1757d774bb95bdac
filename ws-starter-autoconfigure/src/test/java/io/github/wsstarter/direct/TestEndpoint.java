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
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

import static org.mockito.Mockito.mock;

/**
 * A Tomcat endpoint that does not listen on a port and receives its sockets from the
 * test.
 *
 * @author The ws-starter authors
 */
class TestEndpoint extends NioEndpoint {

	private static final int BUFFER_SIZE = 1024;

	final Handler<NioChannel> handler = mock();

	TestEndpoint(Executor executor) {
		setExecutor(executor);
		setHandler(this.handler);
		this.running = true;
	}

	void stopRunning() {
		this.running = false;
	}

	NioSocketWrapper wrap(SocketChannel socket) throws IOException {
		return wrap(socket, new SocketBufferHandler(BUFFER_SIZE, BUFFER_SIZE, false));
	}

	NioSocketWrapper wrap(SocketChannel socket, SocketBufferHandler buffers) throws IOException {
		NioChannel channel = new NioChannel(buffers);
		NioSocketWrapper wrapper = new NioSocketWrapper(channel, this);
		channel.reset(socket, wrapper);
		return wrapper;
	}

}
