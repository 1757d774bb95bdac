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

package io.github.wsstarter.sample.chat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChatEndpoint}, with clients that send arbitrary messages.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.chat.rooms=3")
class ChatEndpointTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "a.b", "UPPER", "sp%20ace", "%C3%A4", "0123456789012345678901234567890" })
	void sessionsOfBadRoomNamesAreClosed(String room) throws Exception {
		try (Client client = connect(room)) {
			assertThat(client.closeCode()).isEqualTo(4000);
		}
	}

	@Test
	void numberOfRoomsIsLimited() throws Exception {
		try (Client one = connect("1"); Client two = connect("2"); Client three = connect("3")) {
			assertThat(one.next()).contains("welcome");
			assertThat(two.next()).contains("welcome");
			assertThat(three.next()).contains("welcome");
			try (Client again = connect("3"); Client four = connect("4")) {
				assertThat(four.closeCode()).isEqualTo(4001);
				assertThat(again.request("subscribe", "\"topic\":\"chat.3\"")).contains("\"ack\"");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "chat.2", "chat.2.presence" })
	void onlyTheTopicsOfTheOwnRoomMayBeSubscribedTo(String topic) throws Exception {
		try (Client client = connect("1")) {
			assertThat(client.request("subscribe", "\"topic\":\"%s\"".formatted(topic))).contains("\"forbidden\"");
		}
	}

	@Test
	void clientThatHasNotJoinedReceivesAnError() throws Exception {
		try (Client client = connect("1")) {
			assertThat(client.request("request", "\"data\":{\"type\":\"say\",\"text\":\"hello\"}"))
				.contains("\"type\":\"problem\"", "Join the room first");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''
			' '
			' Ada'
			'Ada '
			'<b>'
			'-'
			'0123456789012345678901234'
			""")
	void badNamesAreRefused(String name) throws Exception {
		try (Client client = connect("1")) {
			assertThat(client.request("request", "\"data\":{\"type\":\"join\",\"name\":\"%s\"}".formatted(name)))
				.contains("constraint-violation");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "Ada", "José", "李", "0123456789abcdefghijklmn", "R. O'Hara-Smith Jr." })
	void goodNamesAreAccepted(String name) throws Exception {
		try (Client client = connect("1")) {
			assertThat(client.request("request", "\"data\":{\"type\":\"join\",\"name\":\"%s\"}".formatted(name)))
				.contains("\"reply\"");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1001 })
	void badMessagesAreRefused(int length) throws Exception {
		try (Client client = connect("1")) {
			assertThat(client.request("request", "\"data\":{\"type\":\"join\",\"name\":\"Ada\"}"))
				.contains("\"reply\"");
			assertThat(client.request("request",
					"\"data\":{\"type\":\"say\",\"text\":\"%s\"}".formatted("x".repeat(length))))
				.contains("constraint-violation");
		}
	}

	private Client connect(String room) throws Exception {
		Client client = new Client();
		client.socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.subprotocols("ws-starter.v1")
			.buildAsync(URI.create("ws://localhost:%d/ws/chat/%s".formatted(this.port, room)), client)
			.get(10, TimeUnit.SECONDS);
		return client;
	}

	private static final class Client implements WebSocket.Listener, AutoCloseable {

		private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		private final BlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();

		private @Nullable WebSocket socket;

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.messages.add(data.toString());
			socket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
			this.closeCodes.add(code);
			return null;
		}

		String request(String type, String fields) throws Exception {
			this.socket.sendText("{\"type\":\"%s\",\"id\":7,%s}".formatted(type, fields), true)
				.get(10, TimeUnit.SECONDS);
			String answer = next();
			while (!answer.contains("\"id\":7")) {
				answer = next();
			}
			return answer;
		}

		String next() throws InterruptedException {
			String message = this.messages.poll(10, TimeUnit.SECONDS);
			assertThat(message).as("message").isNotNull();
			return message;
		}

		int closeCode() throws InterruptedException {
			Integer code = this.closeCodes.poll(10, TimeUnit.SECONDS);
			assertThat(code).as("close code").isNotNull();
			return code;
		}

		@Override
		public void close() {
			this.socket.abort();
		}

	}

}
