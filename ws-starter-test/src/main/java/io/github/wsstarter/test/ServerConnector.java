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

package io.github.wsstarter.test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.IntSupplier;

import io.github.wsstarter.test.WsTestHandshake.Header;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.SseClient;

/**
 * Connects to a web server on this machine.
 *
 * @author The ws-starter authors
 */
final class ServerConnector implements Connector {

	private final String contextPath;

	private final IntSupplier port;

	ServerConnector(String contextPath, IntSupplier port) {
		this.contextPath = contextPath;
		this.port = port;
	}

	@Override
	public Connection connect(WsTestHandshake request, Conversation conversation) throws IOException {
		InetSocketAddress address = Loopback.address(this.port.getAsInt());
		if (request.isSse()) {
			SseClient client = SseClient.open(address, request(request), 0, request.timeout());
			return SseConnection.start(client, conversation);
		}
		RawClient client = RawClient.connect(address, 0, request.timeout());
		try {
			client.open(request(request));
			return WebSocketConnection.start(client, conversation);
		}
		catch (Throwable ex) {
			client.close();
			throw ex;
		}
	}

	@Override
	public int status(WsTestHandshake request) throws IOException {
		InetSocketAddress address = Loopback.address(this.port.getAsInt());
		try (RawClient client = RawClient.connect(address, 0, request.timeout())) {
			return client.request(request(request)).status();
		}
	}

	@Override
	public Connector withPort(int port) {
		Loopback.requirePort(port);
		return new ServerConnector(this.contextPath, () -> port);
	}

	private HttpRequest request(WsTestHandshake handshake) {
		String path = this.contextPath + handshake.path();
		int port = this.port.getAsInt();
		HttpRequest request = (handshake.isSse())
				? HttpRequest.plain(path).header("Host", "localhost:" + port).header("Accept", "text/event-stream")
				: HttpRequest.upgrade(port, path);
		for (Header header : handshake.headers()) {
			request.header(header.name(), header.value());
		}
		return request;
	}

}
