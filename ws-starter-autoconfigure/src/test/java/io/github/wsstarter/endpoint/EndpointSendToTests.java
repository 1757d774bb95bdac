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

package io.github.wsstarter.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.message.MessageFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for methods whose return values are published to topics.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointSendToTests {

	private final Topics topics = mock(Topics.class);

	private final List<String> published = new ArrayList<>();

	private final TestSession session = new TestSession().withPathVariable("room", "7").withPathVariable("user", "ann");

	EndpointSendToTests() {
		willAnswer((invocation) -> this.published
			.add("%s: %s".formatted(invocation.getArgument(0), invocation.getArgument(1)))).given(this.topics)
			.publish(any(), any());
	}

	@Test
	void openMessageAndErrorPublish() throws Exception {
		EndpointTester tester = tester(Chat.class);
		tester.open();
		tester.text("hello");
		assertThat(tester.fail(new IllegalStateException("oops"))).isTrue();
		assertThat(this.published).containsExactly("chat.7: ann is here", "chat.7: hello", "copies: hello",
				"chat.7.errors.ann: oops");
		assertThat(tester.sent()).isEmpty();
	}

	@Test
	void methodsWithoutAnnotationReply() throws Exception {
		EndpointTester tester = tester(Chat.class);
		tester.pong("x");
		assertThat(this.published).isEmpty();
		assertThat(tester.sent()).containsExactly("pong");
	}

	@Test
	void everyKindOfValueIsPublished() throws Exception {
		EndpointTester tester = tester(Kinds.class);
		for (String kind : List.of("stage", "mono", "flux", "optional", "null", "value", "list")) {
			tester.text(kind);
		}
		assertThat(this.published).containsExactly("all: stage", "all: mono", "all: 1", "all: 2", "all: 3",
				"all: optional", "all: value", "all: [list]");
		assertThat(tester.sent()).isEmpty();
	}

	@Test
	void streamIsPublishedUntilSessionCloses() throws Exception {
		Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
		EndpointTester tester = tester(Streams.class);
		tester.session().getAttributes().put("flux", sink.asFlux());
		assertThat(tester.open()).isNull();
		sink.tryEmitNext("one");
		sink.tryEmitNext("two");
		assertThat(this.published).containsExactly("all: one", "all: two");
		tester.close(CloseStatus.NORMAL);
		assertThat(sink.currentSubscriberCount()).isZero();
	}

	@Test
	void placeholderIsResolved() throws Exception {
		EndpointTester tester = tester(Placeholder.class);
		tester.text("hello");
		assertThat(this.published).containsExactly("news.default: hello");
	}

	@Test
	void failureToPublishIsThatOfMethod() throws Exception {
		willThrow(new IllegalArgumentException("no JSON")).given(this.topics).publish(any(), any());
		EndpointTester tester = tester(Placeholder.class);
		CompletionStage<?> stage = tester.text("hello");
		assertThat(stage).isNotNull();
		assertThat(stage.toCompletableFuture()).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingRootCause()
			.withMessage("no JSON");
	}

	@Test
	void invalidMessageIsReportedToItsSender() throws Exception {
		EndpointTester tester = tester(Placeholder.class);
		tester.fail(new MessageFormatException("No.", null));
		assertThat(tester.sent()).hasSize(1);
		then(this.topics).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "7.8", "a b", "*", "ä", "{user}", "../7", "$1" })
	void pathVariableThatIsNoPartOfTopicClosesSession(String room, CapturedOutput output) throws Exception {
		EndpointTester tester = tester(Chat.class);
		this.session.withPathVariable("room", room);
		assertThat(tester.text("hello")).isNull();
		assertThat(tester.closeStatus())
			.isEqualTo(new CloseStatus(1008, "The path variable 'room' is not valid in a topic name"));
		assertThat(tester.session().getAttributes()).doesNotContainKey("called");
		assertThat(this.published).isEmpty();
		assertThat(output).contains(
				"The path variable 'room' is not valid in a topic name, which 'String say(String text, WsSession session)'");
	}

	@Test
	void pathVariableThatMakesTopicTooLongClosesSession() throws Exception {
		EndpointTester tester = tester(Chat.class);
		this.session.withPathVariable("room", "x".repeat(195));
		tester.text("fits");
		assertThat(this.published).hasSize(2);
		this.session.withPathVariable("room", "x".repeat(196));
		tester.text("does not");
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Path variables are too long for a topic"));
		assertThat(this.published).hasSize(2);
	}

	private EndpointTester tester(Class<?> type) {
		return new EndpointTester(EndpointTester.services(this.topics), type).with(this.session);
	}

	@WsEndpoint("/chat/{room}/{user}")
	static class Chat {

		@OnOpen
		@SendTo("chat.{room}")
		String open(WsSession session) {
			return session.getPathVariables().get("user") + " is here";
		}

		@OnMessage
		@SendTo({ "chat.{room}", "copies" })
		String say(String text, WsSession session) {
			session.getAttributes().put("called", true);
			return text;
		}

		@OnMessage
		String pong(PongMessage pong) {
			return "pong";
		}

		@OnError
		@SendTo("chat.{room}.errors.{user}")
		String failed(IllegalStateException ex) {
			return String.valueOf(ex.getMessage());
		}

	}

	@WsEndpoint("/a")
	static class Kinds {

		@OnMessage
		@SendTo("all")
		@Nullable Object on(String kind) {
			return switch (kind) {
				case "stage" -> CompletableFuture.completedFuture("stage");
				case "mono" -> Mono.just("mono");
				case "flux" -> Flux.range(1, 3);
				case "optional" -> Optional.of("optional");
				case "list" -> List.of("list");
				case "null" -> null;
				default -> kind;
			};
		}

	}

	@WsEndpoint("/a")
	static class Streams {

		@OnOpen
		@SendTo("all")
		Flux<?> open(WsSession session) {
			return (Flux<?>) session.getAttributes().get("flux");
		}

	}

	@WsEndpoint("/a")
	static class Placeholder {

		@OnMessage
		@SendTo("news.${no.such.property:default}")
		CompletionStage<String> on(String text) {
			return CompletableFuture.completedFuture(text);
		}

	}

}
