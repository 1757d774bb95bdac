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

import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.websocket.OnOpen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.session.TopicAccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for methods that decide who may subscribe to topics.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointSubscribeTests {

	private final TestSession session = new TestSession();

	@ParameterizedTest
	@CsvSource({ "quotes.EUR, literal", "quotes.eur, 'one eur'", "quotes.USD, 'one USD'", "quotes.USD.daily, wildcard",
			"quotes.USD.daily.high, 'rest daily.high of USD'", "quotes.7.x.y.z, 'rest x.y.z of 7'", "logs.a, any",
			"logs, any", "a.b.c.d.e.f.g.h, any" })
	void mostSpecificPatternWins(String topic, String state) throws Exception {
		assertThat(access(new EndpointTester(Patterns.class), topic)).isEqualTo(TopicAccess.allowed(state));
	}

	@ParameterizedTest
	@ValueSource(strings = { "quotes", "quotes.EUR.x", "logs.a.b", "x.logs.a", "quote.EUR", "Orders.7", "orders.x" })
	void topicThatNoPatternMatchesIsUndeclared(String topic) throws Exception {
		assertThat(access(new EndpointTester(Some.class), topic)).isEqualTo(TopicAccess.undeclared());
	}

	@ParameterizedTest
	@ValueSource(strings = { "quotes.EUR", "logs.a", "first.topic", "orders.7" })
	void oneMethodMayHaveSeveralPatterns(String topic) throws Exception {
		assertThat(access(new EndpointTester(Some.class), topic)).isEqualTo(TopicAccess.allowed(topic));
	}

	@Test
	void endpointWithoutSuchMethodDeclaresNothing() throws Exception {
		assertThat(access(new EndpointTester(OpenOnly.class), "a")).isEqualTo(TopicAccess.undeclared());
	}

	@Test
	void placeholderInPatternIsResolved() throws Exception {
		EndpointTester tester = new EndpointTester(Placeholder.class);
		assertThat(access(tester, "news.default")).isEqualTo(TopicAccess.allowed("default"));
	}

	@Test
	void arguments() throws Exception {
		EndpointTester tester = new EndpointTester(Arguments.class)
			.with(this.session.withPrincipal(new TestingAuthenticationToken("ann", ""))
				.withPathVariable("room", "7")
				.withQueryParameter("size", "3")
				.withHeader("X-Trace", "abc")
				.withCookie("theme", "dark"));
		assertThat(access(tester, "rooms.8.x"))
			.isEqualTo(TopicAccess.allowed("test ann 7 3 abc dark 8 rooms.8.x true none"));
	}

	@Test
	void variableOfOneOfSeveralPatternsMayBeOptional() throws Exception {
		EndpointTester tester = new EndpointTester(OptionalVariable.class);
		assertThat(access(tester, "all")).isEqualTo(TopicAccess.allowed("Optional.empty"));
		assertThat(access(tester, "one.5")).isEqualTo(TopicAccess.allowed("Optional[5]"));
	}

	@Test
	void topicVariableThatCannotBeConvertedMakesTopicUndeclared() throws Exception {
		EndpointTester tester = new EndpointTester(OptionalVariable.class);
		assertThat(access(tester, "one.five")).isEqualTo(TopicAccess.undeclared());
		assertThat(tester.closeStatus()).isNull();
	}

	@Test
	void clientWithoutRequiredValueMayNotSubscribe(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(Required.class);
		assertThat(access(tester, "principal")).isEqualTo(TopicAccess.forbidden());
		assertThat(access(tester, "header")).isEqualTo(TopicAccess.forbidden());
		assertThat(tester.closeStatus()).isNull();
		assertThat(output).contains("Session 'test' of endpoint 'test' may not subscribe to 'principal': "
				+ "Missing principal, which 'void principal(Principal principal)' needs");
		tester.with(new TestSession().withPrincipal(new TestingAuthenticationToken("ann", "")));
		assertThat(access(tester, "principal")).isEqualTo(TopicAccess.allowed(null));
	}

	@Test
	void nothingAllows() throws Exception {
		EndpointTester tester = new EndpointTester(Values.class);
		for (String topic : List.of("void", "null", "empty", "stage-void", "stage-null", "no-stage", "mono-void",
				"mono-empty", "object-null")) {
			assertThat(access(tester, topic)).as(topic).isEqualTo(TopicAccess.allowed(null));
		}
	}

	@Test
	void booleanDecides() throws Exception {
		EndpointTester tester = new EndpointTester(Verdicts.class);
		for (String kind : List.of("primitive", "boxed", "optional", "stage", "mono", "object", "object-stage")) {
			assertThat(access(tester, kind + ".true")).as(kind).isEqualTo(TopicAccess.allowed(null));
			assertThat(access(tester, kind + ".false")).as(kind).isEqualTo(TopicAccess.forbidden());
		}
	}

	@Test
	void booleanThatIsMissingRefuses() throws Exception {
		EndpointTester tester = new EndpointTester(Verdicts.class);
		for (String kind : List.of("boxed", "optional", "stage", "mono")) {
			assertThat(access(tester, kind + ".null")).as(kind).isEqualTo(TopicAccess.forbidden());
		}
	}

	@Test
	void otherValueIsState() throws Exception {
		EndpointTester tester = new EndpointTester(Values.class);
		for (String topic : List.of("state", "optional", "stage", "stage-optional", "mono", "object", "object-mono")) {
			assertThat(access(tester, topic)).as(topic).isEqualTo(TopicAccess.allowed(new Quote(7)));
		}
		assertThat(access(tester, "list")).isEqualTo(TopicAccess.allowed(List.of(new Quote(7))));
	}

	@Test
	void answerMayComeLater() throws Exception {
		Sinks.One<Quote> sink = Sinks.one();
		CompletionStage<TopicAccess> stage = tester(sink::asMono).subscribe("mono");
		assertThat(stage.toCompletableFuture()).isNotDone();
		sink.tryEmitValue(new Quote(8));
		assertThat(stage.toCompletableFuture()).isCompletedWithValue(TopicAccess.allowed(new Quote(8)));
	}

	@Test
	void answerThatIsPendingIsCancelledWithItsSession() throws Exception {
		Sinks.One<Quote> sink = Sinks.one();
		EndpointTester tester = tester(sink::asMono);
		CompletionStage<TopicAccess> stage = tester.subscribe("mono");
		assertThat(sink.currentSubscriberCount()).isOne();
		tester.close(CloseStatus.NORMAL);
		assertThat(sink.currentSubscriberCount()).isZero();
		assertThat(stage.toCompletableFuture()).isCompletedWithValue(TopicAccess.forbidden());
	}

	@ParameterizedTest
	@ValueSource(strings = { "throw", "stage", "mono" })
	void securityExceptionRefuses(String topic) throws Exception {
		assertThat(access(failing(new SecurityException("no")), topic)).isEqualTo(TopicAccess.forbidden());
		assertThat(access(failing(new AccessDeniedException("no")), topic)).isEqualTo(TopicAccess.forbidden());
		assertThat(access(failing(new AuthorizationDeniedException("no")), topic)).isEqualTo(TopicAccess.forbidden());
	}

	@Test
	void otherExceptionIsNoAnswer() throws Exception {
		RuntimeException failure = new UnsupportedOperationException("no");
		EndpointTester tester = failing(failure);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> tester.subscribe("throw"))
			.isSameAs(failure);
		for (String topic : List.of("stage", "mono")) {
			assertThat(tester.subscribe(topic).toCompletableFuture()).failsWithin(Duration.ofSeconds(5))
				.withThrowableThat()
				.havingCause()
				.isSameAs(failure);
		}
	}

	@Test
	void checkedExceptionIsNoAnswer() {
		assertThatIOException().isThrownBy(() -> new EndpointTester(Checked.class).subscribe("a"));
	}

	@Test
	void manyValuesAreNoAnswer() throws Exception {
		EndpointTester tester = new EndpointTester(Values.class);
		assertThat(tester.subscribe("object-flux").toCompletableFuture()).isCompletedExceptionally()
			.failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.withMessage("The state of a topic is a single value");
	}

	@Test
	void lazyEndpointDecides() throws Exception {
		EndpointTester tester = new EndpointTester(LazyConfiguration.class);
		assertThat(access(tester, "orders.7")).isEqualTo(TopicAccess.allowed("orders.7"));
		assertThat(access(tester, "none")).isEqualTo(TopicAccess.undeclared());
	}

	@Test
	void methodsMayBeInherited() throws Exception {
		EndpointTester tester = new EndpointTester(Inherited.class);
		assertThat(access(tester, "base.1")).isEqualTo(TopicAccess.allowed("1"));
	}

	private static TopicAccess access(EndpointTester tester, String topic) throws Exception {
		return tester.subscribe(topic).toCompletableFuture().join();
	}

	private static EndpointTester tester(Supplier<@Nullable Object> supplier) {
		EndpointTester tester = new EndpointTester(Supplied.class);
		tester.session().getAttributes().put("supplier", supplier);
		return tester;
	}

	private static EndpointTester failing(RuntimeException failure) {
		return tester(() -> {
			throw failure;
		});
	}

	record Quote(int price) {
	}

	@WsEndpoint("/a")
	static class Patterns {

		@OnSubscribe("quotes.{symbol:[A-Za-z]{3}}.*")
		String wildcard(@DestinationVariable String symbol) {
			return "wildcard";
		}

		@OnSubscribe("**")
		String any() {
			return "any";
		}

		@OnSubscribe("quotes.{symbol}.{*rest}")
		String rest(@DestinationVariable String symbol, @DestinationVariable String rest) {
			return "rest %s of %s".formatted(rest, symbol);
		}

		@OnSubscribe("quotes.{symbol}")
		String one(@DestinationVariable String symbol) {
			return "one " + symbol;
		}

		@OnSubscribe("quotes.EUR")
		String literal() {
			return "literal";
		}

	}

	@WsEndpoint("/a")
	static class Some {

		@OnSubscribe({ "quotes.{symbol:[A-Z]+}", "logs.*", "**.topic", "orders.{id:[0-9]+}" })
		String on(String topic) {
			return topic;
		}

	}

	@WsEndpoint("/a")
	static class OpenOnly {

		@OnOpen
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class Placeholder {

		@OnSubscribe("news.${no.such.property:default}")
		String on() {
			return "default";
		}

	}

	@WsEndpoint("/a/{room}")
	static class Arguments {

		@OnSubscribe("rooms.{number}.{name}")
		String on(WsSession session, Principal principal, @PathVariable int room, @RequestParam int size,
				@RequestHeader("X-Trace") String trace, @CookieValue String theme, @DestinationVariable int number,
				String topic, HttpHeaders headers, @RequestParam(defaultValue = "none") String other) {
			return "%s %s %d %d %s %s %d %s %s %s".formatted(session.getId(), principal.getName(), room, size, trace,
					theme, number, topic, headers.containsHeader("X-Trace"), other);
		}

	}

	@WsEndpoint("/a")
	static class OptionalVariable {

		@OnSubscribe({ "all", "one.{number}" })
		String on(@DestinationVariable Optional<Integer> number) {
			return number.toString();
		}

	}

	@WsEndpoint("/a")
	static class Required {

		@OnSubscribe("principal")
		void principal(Principal principal) {
		}

		@OnSubscribe("header")
		void header(@RequestHeader("X-Missing") String value) {
		}

	}

	@WsEndpoint("/a")
	static class Values {

		@OnSubscribe("void")
		void nothing() {
		}

		@OnSubscribe("null")
		@Nullable Quote none() {
			return null;
		}

		@OnSubscribe({ "empty", "optional" })
		Optional<Quote> optional(String topic) {
			return (topic.equals("empty")) ? Optional.empty() : Optional.of(new Quote(7));
		}

		@OnSubscribe("stage-void")
		CompletionStage<Void> stageOfNothing() {
			return CompletableFuture.completedFuture(null);
		}

		@OnSubscribe({ "stage", "stage-null", "no-stage" })
		@Nullable CompletableFuture<@Nullable Quote> stage(String topic) {
			return switch (topic) {
				case "stage" -> CompletableFuture.supplyAsync(() -> new Quote(7));
				case "stage-null" -> CompletableFuture.completedFuture(null);
				default -> null;
			};
		}

		@OnSubscribe("stage-optional")
		CompletionStage<Optional<Quote>> stageOfOptional() {
			return CompletableFuture.completedFuture(Optional.of(new Quote(7)));
		}

		@OnSubscribe("mono-void")
		Mono<Void> monoOfNothing() {
			return Mono.empty();
		}

		@OnSubscribe({ "mono", "mono-empty" })
		Mono<Quote> mono(String topic) {
			return (topic.equals("mono")) ? Mono.just(new Quote(7)) : Mono.empty();
		}

		@OnSubscribe({ "object", "object-null", "object-mono", "object-flux" })
		@Nullable Object object(String topic) {
			return switch (topic) {
				case "object" -> new Quote(7);
				case "object-mono" -> Mono.just(new Quote(7));
				case "object-flux" -> Flux.just(new Quote(7), new Quote(8));
				default -> null;
			};
		}

		@OnSubscribe("state")
		Quote state() {
			return new Quote(7);
		}

		@OnSubscribe("list")
		List<Quote> list() {
			return List.of(new Quote(7));
		}

	}

	@WsEndpoint("/a")
	static class Verdicts {

		@OnSubscribe("primitive.{verdict}")
		boolean primitive(@DestinationVariable boolean verdict) {
			return verdict;
		}

		@OnSubscribe("boxed.{verdict}")
		@Nullable Boolean boxed(@DestinationVariable String verdict) {
			return verdict(verdict);
		}

		@OnSubscribe("optional.{verdict}")
		Optional<Boolean> optional(@DestinationVariable String verdict) {
			return Optional.ofNullable(verdict(verdict));
		}

		@OnSubscribe("stage.{verdict}")
		CompletionStage<@Nullable Boolean> stage(@DestinationVariable String verdict) {
			return CompletableFuture.completedFuture(verdict(verdict));
		}

		@OnSubscribe("mono.{verdict}")
		Mono<Boolean> mono(@DestinationVariable String verdict) {
			return Mono.justOrEmpty(verdict(verdict));
		}

		@OnSubscribe("object.{verdict}")
		Object object(@DestinationVariable boolean verdict) {
			return verdict;
		}

		@OnSubscribe("object-stage.{verdict}")
		Object objectStage(@DestinationVariable boolean verdict) {
			return CompletableFuture.completedFuture(verdict);
		}

		private static @Nullable Boolean verdict(String verdict) {
			return (verdict.equals("null")) ? null : Boolean.valueOf(verdict);
		}

	}

	@WsEndpoint("/a")
	static class Supplied {

		@OnSubscribe("throw")
		@Nullable Object on(WsSession session) {
			return supply(session);
		}

		@OnSubscribe("stage")
		CompletionStage<Object> stage(WsSession session) {
			return CompletableFuture.supplyAsync(() -> supply(session));
		}

		@OnSubscribe("mono")
		Mono<?> mono(WsSession session) {
			return Mono.defer(() -> (Mono<?>) supply(session));
		}

		private static Object supply(WsSession session) {
			return ((Supplier<?>) session.getAttributes().get("supplier")).get();
		}

	}

	@WsEndpoint("/a")
	static class Checked {

		@OnSubscribe("a")
		void on() throws IOException {
			throw new IOException("no");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConfiguration {

		@Bean
		@Lazy
		Some some() {
			return new Some();
		}

	}

	abstract static class Base {

		@OnSubscribe("base.{number}")
		String on(@DestinationVariable String number) {
			return number;
		}

	}

	@WsEndpoint("/a")
	static class Inherited extends Base {

	}

}
