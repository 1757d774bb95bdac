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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

import io.github.wsstarter.session.SessionFixture;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.TestHandler;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

/**
 * A connection over the loopback device, whose client is a plain socket.
 *
 * @author The ws-starter authors
 */
class TestConnection implements AutoCloseable {

	static final int SEND_LIMIT = 100_000;

	final ExecutorService executor = Executors.newCachedThreadPool();

	final DirectServices services = new DirectServices(2,
			new Dispatcher(this.executor, 2, 200, getClass().getClassLoader()), (bytes) -> {
			});

	final TestEndpoint endpoint = new TestEndpoint(this.executor);

	final SessionFixture sessions = new SessionFixture();

	private final TestHandler handler;

	final Socket client = new Socket();

	final SocketChannel channel;

	final NioSocketWrapper wrapper;

	private final DirectConnection connection;

	TestConnection(TestHandler handler) {
		this.handler = handler;
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			this.client.connect(server.getLocalAddress());
			this.client.setSoTimeout(10_000);
			this.channel = server.accept();
			this.channel.configureBlocking(false);
			this.wrapper = this.endpoint.wrap(this.channel);
			this.connection = new DirectConnection(UpgradedSocket.of(this.wrapper), this.services, null);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void open(boolean inline) {
		this.connection.open(inline, this::session);
	}

	TransportSession session(Transport transport) {
		SessionOptions options = new TestOptions().messageLimits(100_000, 100_000).sendLimit(SEND_LIMIT).build();
		return this.sessions.create(this.handler, options, transport);
	}

	DirectConnection get() {
		return this.connection;
	}

	@Override
	public void close() throws IOException {
		this.client.close();
		this.services.stop();
		this.executor.shutdown();
	}

}
