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

package io.github.wsstarter.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for sending messages to one session from many threads.
 *
 * @author The ws-starter authors
 */
class ConcurrentSendWireTests extends AbstractBothWiresTests {

	private static final int THREADS = 8;

	private static final int MESSAGES = 500;

	ConcurrentSendWireTests() {
		super(List.of(EchoEndpoint.class), "ws.buffer.send=64MB");
	}

	@Test
	void textWithAnUnpairedSurrogateEndsNoSession() throws IOException {
		try (WireClient client = open("/ws/echo")) {
			String id = client.ask("id");
			WsSession session = this.server.sessions().find(id).orElseThrow();
			assertThatIllegalArgumentException().isThrownBy(() -> session.send("a\ud800b"))
				.withMessageContaining("index 1");
			session.send(List.of("a\ud800b"));
			assertThat(client.readText()).isEqualTo("[\"a\\ud800b\"]");
			assertThat(client.ask("still here")).isEqualTo("still here");
		}
	}

	@Test
	void eachThreadsMessagesArriveWholeAndInOrder() throws IOException {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try (WireClient client = open("/ws/echo")) {
			WsSession session = this.server.sessions().find(client.ask("id")).orElseThrow();
			for (int thread = 0; thread < THREADS; thread++) {
				String prefix = thread + ":";
				executor.execute(() -> send(session, prefix));
			}
			List<List<Integer>> received = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				received.add(new ArrayList<>());
			}
			for (int i = 0; i < THREADS * MESSAGES; i++) {
				String[] message = client.readAny().split(":");
				int number = Integer.parseInt(message[1]);
				assertThat(message[2]).isEqualTo(filler(number));
				received.get(Integer.parseInt(message[0])).add(number);
			}
			assertThat(received).allSatisfy((numbers) -> assertThat(numbers).hasSize(MESSAGES).isSorted());
			assertThat(client.ask("nothing else was sent")).isEqualTo("nothing else was sent");
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void send(WsSession session, String prefix) {
		for (int i = 0; i < MESSAGES; i++) {
			String message = prefix + i + ":" + filler(i);
			session.send((i % 3 == 0) ? message.getBytes(StandardCharsets.UTF_8) : message);
		}
	}

	/**
	 * Some messages are larger than the containers' buffers.
	 * @param number the message's number
	 * @return the text that fills up the message
	 */
	private static String filler(int number) {
		return "x".repeat((number % 50 == 0) ? 20_000 : number % 100 + 1);
	}

}
