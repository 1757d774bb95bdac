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

package io.github.wsstarter.wire.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.test.raw.WireClient;

/**
 * A wire: the kind of connection that carries a session.
 *
 * @author The ws-starter authors
 */
public enum Wire {

	WEBSOCKET {

		@Override
		public HttpRequest request(int port, String path) {
			return HttpRequest.upgrade(port, path);
		}

		@Override
		public WireClient open(InetSocketAddress address, HttpRequest request, int receiveBuffer) throws IOException {
			RawClient client = RawClient.connect(address, receiveBuffer);
			client.open(request);
			return client.answerPings();
		}

	},

	SSE {

		@Override
		public HttpRequest request(int port, String path) {
			return HttpRequest.plain(path).header("Host", "localhost:" + port).header("Accept", "text/event-stream");
		}

		@Override
		public WireClient open(InetSocketAddress address, HttpRequest request, int receiveBuffer) throws IOException {
			return SseClient.open(address, request, receiveBuffer);
		}

	};

	public abstract HttpRequest request(int port, String path);

	public abstract WireClient open(InetSocketAddress address, HttpRequest request, int receiveBuffer)
			throws IOException;

	public WireClient open(TestServer server, HttpRequest request) throws IOException {
		return open(address(server), request, 0);
	}

	public WireClient open(TestServer server, String path) throws IOException {
		return open(server, request(server.port(), path));
	}

	/**
	 * Open a session with a small receive buffer, so that the server soon notices that
	 * the client does not read.
	 * @param server the server
	 * @param path the path
	 * @return the client
	 * @throws IOException if the connection fails
	 */
	public WireClient openNarrow(TestServer server, String path) throws IOException {
		return open(address(server), request(server.port(), path), 4096);
	}

	private static InetSocketAddress address(TestServer server) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
	}

	/**
	 * Return each wire on each container. The WebSocket engine does not affect event
	 * streams, so that they are left out for the second engine on Tomcat.
	 * @return the arguments
	 */
	public static Stream<Arguments> onEachContainer() {
		return Stream.of(Container.values())
			.flatMap((container) -> Stream.of(values()).map((wire) -> Arguments.of(container, wire)));
	}

}
