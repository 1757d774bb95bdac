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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handlers on virtual threads.
 *
 * @author The ws-starter authors
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsWireTests extends AbstractBothWiresTests {

	VirtualThreadsWireTests() {
		super(List.of(ThreadEndpoint.class), "spring.threads.virtual.enabled=true");
	}

	@Test
	void messagesAreHandledOnVirtualThreads() throws IOException {
		try (WireClient client = open("/ws/thread")) {
			assertThat(client.ask("direct")).contains("VirtualThread");
			client.closeNormally();
		}
	}

	@Test
	void heldMessagesAreHandledOnVirtualThreads() throws IOException {
		try (WireClient client = open("/ws/thread")) {
			client.sendText("later");
			client.sendText("held");
			assertThat(client.readText()).isEqualTo("later");
			assertThat(client.readText()).contains("VirtualThread");
			client.closeNormally();
		}
	}

	@WsEndpoint("/ws/thread")
	static class ThreadEndpoint {

		@OnMessage
		CompletionStage<String> on(String message) {
			return (message.equals("later"))
					? CompletableFuture.supplyAsync(() -> message,
							CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS))
					: CompletableFuture.completedFuture(Thread.currentThread().toString());
		}

	}

}
