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

package io.github.wsstarter;

import java.util.List;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsEndpointHints}.
 *
 * @author The ws-starter authors
 */
class WsEndpointHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void registersMethodsAndTypesOfMessages() throws Exception {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, Chat.class);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Base.class.getDeclaredMethod("open")))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Chat.class.getDeclaredMethod("on", Command.class))).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Chat.class.getDeclaredMethod("subscribe")))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(State.class.getDeclaredMethod("names")))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Chat.class.getDeclaredMethod("other")))
			.rejects(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Join.class.getDeclaredMethod("room")))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Reply.class.getDeclaredMethod("text")))
			.accepts(this.hints);
	}

	sealed interface Command {

	}

	record Join(String room) implements Command {
	}

	record Reply(String text) {
	}

	record State(List<String> names) {
	}

	abstract static class Base {

		@OnOpen
		void open() {
		}

	}

	@WsEndpoint("/chat")
	static class Chat extends Base {

		@OnMessage
		List<Reply> on(Command command) {
			return List.of();
		}

		@OnSubscribe("chat")
		State subscribe() {
			return new State(List.of());
		}

		void other() {
		}

	}

}
