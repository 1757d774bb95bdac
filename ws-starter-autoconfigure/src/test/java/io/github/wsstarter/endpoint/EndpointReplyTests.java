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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.MessageDroppedException;
import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the return values of annotated methods.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointReplyTests {

	private final TestReplies unconfirmed = new TestReplies(false);

	@Test
	void values() throws Exception {
		EndpointTester tester = new EndpointTester(Values.class);
		assertThat(tester.open()).isNull();
		assertThat(tester.text("\"json\"")).isNull();
		assertThat(tester.text("\"empty\"")).isNull();
		assertThat(tester.text("\"null\"")).isNull();
		assertThat(tester.binary("bytes")).isNull();
		assertThat(tester.pong("nothing")).isNull();
		assertThat(tester.sent()).first().isInstanceOf(StringBuilder.class).hasToString("welcome");
		assertThat(tester.sent()).element(1).isEqualTo(new Note("json"));
		assertThat(tester.sent()).element(2).isEqualTo(ByteBuffer.wrap("bytes".getBytes()));
		assertThat(tester.sent()).hasSize(3);
	}

	@Test
	void stage() throws Exception {
		CompletableFuture<Object> future = new CompletableFuture<>();
		EndpointTester tester = tester(StageEndpoint.class, () -> future);
		CompletionStage<?> stage = tester.text("go");
		assertThat(stage).isNotNull();
		assertThat(tester.sent()).isEmpty();
		assertThat(stage.toCompletableFuture()).isNotDone();
		future.complete(Optional.of("done"));
		assertThat(tester.sent()).containsExactly("done");
		assertThat(stage.toCompletableFuture()).isCompleted();
	}

	@Test
	void stageThatFailsOrYieldsNothing() throws Exception {
		EndpointTester failing = tester(StageEndpoint.class,
				() -> CompletableFuture.failedFuture(new IllegalStateException("no")));
		assertThat(future(failing.text("go"))).isCompletedExceptionally();
		EndpointTester empty = tester(StageEndpoint.class, () -> CompletableFuture.completedFuture(null));
		assertThat(future(empty.text("go"))).isCompleted();
		assertThat(empty.sent()).isEmpty();
		assertThat(tester(StageEndpoint.class, () -> null).text("go")).isNull();
	}

	@Test
	void mono() throws Exception {
		Sinks.One<Object> sink = Sinks.one();
		EndpointTester tester = tester(MonoEndpoint.class, sink::asMono);
		CompletableFuture<?> stage = future(tester.text("go"));
		assertThat(stage).isNotDone();
		sink.tryEmitValue("later");
		assertThat(tester.sent()).containsExactly("later");
		assertThat(stage).isCompleted();
	}

	@Test
	void monoThatFailsOrIsEmpty() throws Exception {
		EndpointTester failing = tester(MonoEndpoint.class, () -> Mono.error(new IllegalStateException("no")));
		assertThat(future(failing.text("go"))).isCompletedExceptionally();
		EndpointTester empty = tester(MonoEndpoint.class, Mono::empty);
		assertThat(future(empty.text("go"))).isCompleted();
		assertThat(empty.sent()).isEmpty();
		assertThat(tester(MonoEndpoint.class, () -> null).text("go")).isNull();
	}

	@Test
	void fluxWaitsForConfirmation() throws Exception {
		List<Long> requested = new ArrayList<>();
		EndpointTester tester = tester(FluxEndpoint.class,
				() -> Flux.just("a", "b", "c").hide().doOnRequest(requested::add))
			.with(this.unconfirmed);
		CompletableFuture<?> stage = future(tester.text("go"));
		assertThat(tester.sent()).containsExactly("a");
		assertThat(requested).containsExactly(1L);
		this.unconfirmed.confirm(null);
		assertThat(tester.sent()).containsExactly("a", "b");
		assertThat(requested).containsExactly(1L, 1L);
		this.unconfirmed.confirm(null);
		this.unconfirmed.confirm(null);
		assertThat(tester.sent()).containsExactly("a", "b", "c");
		assertThat(stage).isCompleted();
	}

	@Test
	void longFluxThatIsConfirmedAtOnceDoesNotOverflowStack() throws Exception {
		EndpointTester tester = tester(FluxEndpoint.class, () -> Flux.range(0, 100_000));
		assertThat(future(tester.text("go"))).isCompleted();
		assertThat(tester.sent()).hasSize(100_000).endsWith(99_999);
	}

	@Test
	void fluxThatFails() throws Exception {
		EndpointTester tester = tester(FluxEndpoint.class,
				() -> Flux.concat(Flux.just("a"), Flux.error(new IllegalStateException("no"))));
		assertThat(future(tester.text("go"))).isCompletedExceptionally();
		assertThat(tester.sent()).containsExactly("a");
	}

	@Test
	void fluxIsCancelledWhenSessionClosesBetweenElements() throws Exception {
		Sinks.Many<Object> sink = Sinks.many().unicast().onBackpressureBuffer();
		EndpointTester tester = tester(FluxEndpoint.class, sink::asFlux);
		CompletableFuture<?> stage = future(tester.text("go"));
		assertThat(sink.currentSubscriberCount()).isOne();
		tester.close(CloseStatus.GOING_AWAY);
		assertThat(sink.currentSubscriberCount()).isZero();
		assertThat(stage).isCompleted();
	}

	@Test
	void fluxOfSessionThatIsClosedAlreadyIsCancelled() throws Exception {
		Sinks.Many<Object> sink = Sinks.many().unicast().onBackpressureBuffer();
		EndpointTester tester = tester(FluxEndpoint.class, sink::asFlux);
		tester.session().close(CloseStatus.NORMAL);
		assertThat(future(tester.text("go"))).isCompleted();
		assertThat(sink.currentSubscriberCount()).isZero();
	}

	@Test
	void fluxIsCancelledWhenConfirmationFails() throws Exception {
		Sinks.Many<Object> sink = Sinks.many().unicast().onBackpressureBuffer();
		sink.tryEmitNext("a");
		EndpointTester tester = tester(FluxEndpoint.class, sink::asFlux).with(this.unconfirmed);
		CompletableFuture<?> stage = future(tester.text("go"));
		this.unconfirmed.confirm(new SessionClosedException("test", CloseStatus.NO_CLOSE_FRAME));
		assertThat(sink.currentSubscriberCount()).isZero();
		assertThat(stage).isCompleted();
	}

	@Test
	void fluxFailsWhenElementCannotBeSent() throws Exception {
		Sinks.Many<Object> sink = Sinks.many().unicast().onBackpressureBuffer();
		sink.tryEmitNext("a");
		EndpointTester tester = tester(FluxEndpoint.class, sink::asFlux).with(this.unconfirmed);
		CompletableFuture<?> stage = future(tester.text("go"));
		this.unconfirmed.confirm(new MessageDroppedException("test"));
		assertThat(sink.currentSubscriberCount()).isZero();
		assertThat(stage).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(MessageDroppedException.class);
	}

	@Test
	void streamOfOpenHoldsNothingBack() throws Exception {
		Sinks.Many<Object> sink = Sinks.many().unicast().onBackpressureBuffer();
		EndpointTester tester = tester(TickingEndpoint.class, sink::asFlux);
		assertThat(tester.open()).isNull();
		sink.tryEmitNext("tick");
		tester.text("meanwhile");
		sink.tryEmitNext("tock");
		assertThat(tester.sent()).containsExactly("tick", "meanwhile", "tock");
		tester.route().handler().closed(tester.session(), CloseStatus.NORMAL);
		assertThat(sink.currentSubscriberCount()).isZero();
	}

	@Test
	void streamOfOpenThatFailsClosesSession() throws Exception {
		Sinks.Many<Object> sink = Sinks.many().unicast().onBackpressureBuffer();
		EndpointTester tester = tester(TickingEndpoint.class, sink::asFlux);
		tester.open();
		sink.tryEmitError(new IllegalStateException("no"));
		assertThat(tester.closeStatus()).isEqualTo(CloseStatus.SERVER_ERROR);
	}

	@Test
	void otherPublishers() throws Exception {
		EndpointTester publisher = tester(PublisherEndpoint.class, () -> Flux.just(1, 2));
		assertThat(future(publisher.text("go"))).isCompleted();
		assertThat(publisher.sent()).containsExactly(1, 2);
		EndpointTester flow = tester(FlowEndpoint.class,
				() -> JdkFlowAdapter.publisherToFlowPublisher(Flux.just(1, 2)));
		assertThat(future(flow.text("go"))).isCompleted();
		assertThat(flow.sent()).containsExactly(1, 2);
	}

	@ParameterizedTest
	@ValueSource(classes = { ObjectEndpoint.class, VariableEndpoint.class })
	void valueDecidesWhereMethodDeclaresNoType(Class<? extends Supplied> type) throws Exception {
		CompletableFuture<Object> future = new CompletableFuture<>();
		EndpointTester stage = tester(type, () -> future);
		CompletableFuture<?> pending = future(stage.text("go"));
		assertThat(pending).isNotDone();
		future.complete("later");
		assertThat(pending).isCompleted();
		assertThat(stage.sent()).containsExactly("later");
		EndpointTester value = tester(type, () -> "now");
		assertThat(value.text("go")).isNull();
		assertThat(value.sent()).containsExactly("now");
		EndpointTester optional = tester(type, () -> Optional.of("maybe"));
		assertThat(optional.text("go")).isNull();
		assertThat(optional.sent()).containsExactly("maybe");
		EndpointTester nothing = tester(type, () -> null);
		assertThat(nothing.text("go")).isNull();
		assertThat(nothing.sent()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { ObjectEndpoint.class, VariableEndpoint.class })
	void publisherIsRecognizedWhereMethodDeclaresNoType(Class<? extends Supplied> type) throws Exception {
		EndpointTester mono = tester(type, () -> Mono.just("one"));
		assertThat(future(mono.text("go"))).isCompleted();
		assertThat(mono.sent()).containsExactly("one");
		EndpointTester flow = tester(type, () -> JdkFlowAdapter.publisherToFlowPublisher(Flux.just(1, 2)));
		assertThat(future(flow.text("go"))).isCompleted();
		assertThat(flow.sent()).containsExactly(1, 2);
		Sinks.Many<Object> sink = Sinks.many().unicast().onBackpressureBuffer();
		sink.tryEmitNext("a");
		sink.tryEmitNext("b");
		EndpointTester flux = tester(type, sink::asFlux).with(this.unconfirmed);
		assertThat(future(flux.text("go"))).isNotDone();
		assertThat(flux.sent()).containsExactly("a");
		flux.close(CloseStatus.GOING_AWAY);
		assertThat(sink.currentSubscriberCount()).isZero();
	}

	@Test
	void stageOfCloseThatFailsIsLogged(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(AsyncClose.class);
		tester.close(CloseStatus.NORMAL);
		assertThat(output)
			.contains("The return value of 'CompletionStage<Void> on()' failed (session 'test' of endpoint "
					+ "'endpointReplyTests.AsyncClose')")
			.contains("IllegalStateException: late");
	}

	private static CompletableFuture<?> future(@Nullable CompletionStage<?> stage) {
		assertThat(stage).isNotNull();
		return stage.toCompletableFuture();
	}

	private static EndpointTester tester(Class<? extends Supplied> type, Supplier<@Nullable Object> supplier)
			throws Exception {
		EndpointTester tester = new EndpointTester(type);
		tester.session().getAttributes().put("supplier", supplier);
		return tester;
	}

	record Note(String text) {
	}

	@WsEndpoint("/a")
	static class Values {

		@OnOpen
		StringBuilder open() {
			return new StringBuilder("welcome");
		}

		@OnMessage
		@Nullable Optional<Note> json(StringBuilder text) {
			return switch (text.toString()) {
				case "empty" -> Optional.empty();
				case "null" -> null;
				default -> Optional.of(new Note(text.toString()));
			};
		}

		@OnMessage
		ByteBuffer binary(ByteBuffer bytes) {
			return bytes;
		}

		@OnMessage
		void pong(PongMessage pong) {
		}

	}

	abstract static class Supplied {

		@SuppressWarnings("unchecked")
		<T> T get(WsSession session) {
			return (T) ((Supplier<Object>) session.getAttributes().get("supplier")).get();
		}

	}

	@WsEndpoint("/a")
	static class ObjectEndpoint extends Supplied {

		@OnMessage
		Object on(String text, WsSession session) {
			return get(session);
		}

	}

	@WsEndpoint("/a")
	static class VariableEndpoint extends Supplied {

		@OnMessage
		<T> T on(String text, WsSession session) {
			return get(session);
		}

	}

	@WsEndpoint("/a")
	static class StageEndpoint extends Supplied {

		@OnMessage
		CompletableFuture<?> on(String text, WsSession session) {
			return get(session);
		}

	}

	@WsEndpoint("/a")
	static class MonoEndpoint extends Supplied {

		@OnMessage
		Mono<Object> on(String text, WsSession session) {
			return get(session);
		}

	}

	@WsEndpoint("/a")
	static class FluxEndpoint extends Supplied {

		@OnMessage
		Flux<Object> on(String text, WsSession session) {
			return get(session);
		}

	}

	@WsEndpoint("/a")
	static class TickingEndpoint extends Supplied {

		@OnOpen
		Flux<Object> open(WsSession session) {
			return get(session);
		}

		@OnMessage
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/a")
	static class PublisherEndpoint extends Supplied {

		@OnMessage
		Publisher<Integer> on(String text, WsSession session) {
			return get(session);
		}

	}

	@WsEndpoint("/a")
	static class FlowEndpoint extends Supplied {

		@OnMessage
		Flow.Publisher<Integer> on(String text, WsSession session) {
			return get(session);
		}

	}

	@WsEndpoint("/a")
	static class AsyncClose {

		@OnClose
		CompletionStage<Void> on() {
			return CompletableFuture.failedFuture(new IllegalStateException("late"));
		}

	}

}
