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

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.web.bind.annotation.PathVariable;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for declarations of topics that fail at start-up.
 *
 * @author The ws-starter authors
 */
class EndpointTopicDefinitionTests {

	private static final String RULE = "A topic has 1 to 8 parts of letters, digits, '_', '-', ':' and '~', separated by "
			+ "dots, and at most 200 characters";

	@Test
	void subscribeWithoutTopic() {
		assertAnalysis(NoTopic.class, "it does not name a topic.", "@OnSubscribe(\"quotes.{symbol}\")");
		assertAnalysis(BlankTopic.class, "it does not name a topic.", "@OnSubscribe(\"quotes.{symbol}\")");
	}

	@Test
	void subscribeWithInvalidTopic() {
		assertAnalysis(UnclosedTopic.class, "the topic 'quotes.{symbol' is invalid: ", "'quotes.{symbol}'");
		assertAnalysis(InnerWildcards.class, "the topic 'a.**.b' is invalid: ", "'files.{*path}'");
	}

	@Test
	void subscribeWithTopicThatNothingMatches() {
		assertAnalysis(SlashTopic.class, "no topic can match '/topic/quotes'.", RULE);
		assertAnalysis(EmptyPart.class, "no topic can match 'quotes..{symbol}'.", RULE);
		assertAnalysis(DeepTopic.class, "no topic can match 'a.b.c.d.e.f.g.h.{i}'.", RULE);
	}

	@Test
	void subscribeToSameTopicTwice() {
		assertAnalysis(SameTopicTwice.class, "the topic 'a.{y}' is declared twice.", "Remove one of the two.");
		FailureAnalysis analysis = EndpointTester.analyze(SameTopicInTwoMethods.class);
		assertThat(analysis.getDescription()).contains("is declared twice, also by the method 'void ", "Method: void ")
			.contains("one()", "two()");
		assertThat(analysis.getAction()).isEqualTo("Remove one of the two.");
	}

	@Test
	void subscribeWithUnknownArgument() {
		assertAnalysis(UnknownSubscribe.class, "parameter 'payload' of type int is not supported.",
				"@OnSubscribe methods may take: the topic as String, WsSession, Principal or a subtype, HttpHeaders, "
						+ "@PathVariable, @PathParam, @DestinationVariable, @RequestParam, @RequestHeader, "
						+ "@CookieValue.");
		assertAnalysis(PayloadSubscribe.class, "parameter 'payload' of type String is not supported.",
				"@OnSubscribe methods may take: the topic");
		assertAnalysis(ReasonSubscribe.class,
				"parameter 'reason' of type CloseReason is not supported in @OnSubscribe methods.",
				"@OnSubscribe methods may take: the topic");
	}

	@Test
	void subscribeWithTwoTopics() {
		assertAnalysis(TwoTopics.class, "it has 2 parameters for the topic.",
				"annotate those for parts of the topic with @DestinationVariable");
	}

	@Test
	void topicVariableOutsideSubscribe() {
		assertAnalysis(VariableInOpen.class, "parameter 'x' of type String is not supported in @OnOpen methods.",
				"@OnOpen methods may take: WsSession");
		assertAnalysis(VariableInMessage.class, "parameter 'x' of type String is not supported in @OnMessage methods.",
				"@OnMessage methods may take: the message");
	}

	@Test
	void topicVariableThatPatternLacks() {
		assertAnalysis(MissingVariable.class,
				"parameter 'name' of type String takes the topic variable 'name', which the pattern 'quotes.{symbol}' "
						+ "lacks.",
				"Use one of the variables of the patterns (symbol), or add it to the pattern.");
		assertAnalysis(MissingInOne.class, "takes the topic variable 'x', which the pattern 'all' lacks.",
				"or make the parameter optional");
	}

	@Test
	void variableOfOtherPattern() {
		assertAnalysis(PathInsteadOfTopic.class,
				"takes the path variable 'symbol', which the pattern '/rooms/{room}' lacks.",
				"Use @DestinationVariable instead.");
		assertAnalysis(TopicInsteadOfPath.class,
				"takes the topic variable 'room', which the pattern 'quotes.{symbol}' lacks.",
				"Use @PathVariable instead.");
	}

	@Test
	void topicVariableThatCannotBeConverted() {
		assertAnalysis(Inconvertible.class, "cannot be converted from a String.", "register a converter");
	}

	@Test
	void subscribeThatReturnsManyValues() {
		String action = "void, boolean, the state of the topic, or a CompletionStage";
		assertAnalysis(ReturnsFlux.class, "it returns Flux, which may have many values.", action);
		assertAnalysis(ReturnsPublisher.class, "it returns Publisher, which may have many values.", action);
		assertAnalysis(ReturnsFlow.class, "it returns Publisher, which may have many values.", action);
	}

	@Test
	void stateThatNeedsJsonWithoutCodec() {
		FailureAnalysis analysis = EndpointTester.analyze(
				EndpointTester.services(null, null, new EndpointOptions(EndpointTester.OPTIONS, false, false)),
				ReturnsJson.class);
		assertThat(analysis.getDescription()).contains("it returns List, which needs JSON");
	}

	@Test
	void subscribeThatCannotBeCalled() {
		assertAnalysis(PrivateSubscribe.class, "it is private.", "at least package-private");
		FailureAnalysis analysis = EndpointTester.analyze(FinalSubscribe.class,
				EndpointDefinitionTests.CglibProxies.class);
		assertThat(analysis.getDescription()).contains("Method: void on()",
				"it is final, but a proxy has to override it.");
	}

	@Test
	void sendToWithoutTopic() {
		assertAnalysis(SendToNothing.class, "its @SendTo does not name a topic.", "@SendTo(\"chat.{room}\")");
		assertAnalysis(SendToBlank.class, "its @SendTo does not name a topic.", "@SendTo(\"chat.{room}\")");
	}

	@Test
	void sendToInvalidTopic() {
		assertAnalysis(SendToSlashes.class, "it has @SendTo with '/topic/chat', which is not a valid topic name.",
				RULE);
		assertAnalysis(SendToWildcard.class, "it has @SendTo with 'chat.*', which is not a valid topic name.", RULE);
		assertAnalysis(SendToUnclosed.class, "it has @SendTo with 'chat.{room', which is not a valid topic name.",
				RULE);
	}

	@Test
	void placeholderThatCannotBeResolved() {
		EndpointServices services = EndpointTester.services(mock(Topics.class));
		FailureAnalysis subscribe = EndpointTester.analyze(services, UnresolvableTopic.class,
				PropertySourcesPlaceholderConfigurer.class);
		assertThat(subscribe.getDescription()).contains(
				"the topic 'quotes.${no.such.property}' is invalid: Could not resolve placeholder 'no.such.property'");
		assertThat(subscribe.getAction()).contains("Set the property");
		FailureAnalysis sendTo = EndpointTester.analyze(services, SendToUnresolvable.class,
				PropertySourcesPlaceholderConfigurer.class);
		assertThat(sendTo.getDescription()).contains(
				"its @SendTo with '${no.such.property}' is invalid: Could not resolve placeholder 'no.such.property'");
		assertThat(sendTo.getAction()).contains("Set the property");
	}

	@Test
	void sendToVariableThatPathLacks() {
		assertAnalysis(SendToMissing.class,
				"it has @SendTo with 'chat.{name}', but the pattern '/chat/{room}' lacks the path variable 'name'.",
				"(room)");
		assertAnalysis(SendToMissingInOne.class, "but the pattern '/lobby' lacks the path variable 'room'.",
				"a variable that all patterns of the endpoint have");
		assertAnalysis(SendToSegments.class, "but 'path' captures several segments of the pattern '/files/{*path}'.",
				"Use a variable that captures one segment, '{path}'");
	}

	@Test
	void sendToOnMethodThatReturnsNothing() {
		for (Class<?> type : List.of(SendToVoid.class, SendToVoidStage.class, SendToVoidMono.class)) {
			assertAnalysis(type, "it has @SendTo, but returns no value to publish.", "return the value to publish");
		}
	}

	@Test
	void sendToOnMethodOfOtherKind() {
		assertAnalysis(SendToFromClose.class, "it has @SendTo, but @OnClose methods return nothing.",
				"publish with io.github.wsstarter.Topics");
		assertAnalysis(SendToFromSubscribe.class,
				"it has @SendTo, but its return value is the answer to the client that subscribes.",
				"publish with io.github.wsstarter.Topics");
		assertAnalysis(SendToOnClass.class, "it has @SendTo, which has no effect on a class.", "Annotate the methods");
	}

	@Test
	void sendToWithoutTopics() {
		FailureAnalysis analysis = EndpointTester.analyze(EndpointTester.services((Topics) null), SendToFine.class);
		assertThat(analysis.getDescription()).contains("Method: String on(Exception ex)",
				"its @SendTo publishes to a topic, but there is no bean of type Topics.");
		assertThat(analysis.getAction()).contains("declare a bean of type io.github.wsstarter.Topics");
	}

	@Test
	void onSubscribeWithoutTopics() {
		FailureAnalysis analysis = EndpointTester.analyze(EndpointTester.services((Topics) null), Subscribable.class);
		assertThat(analysis.getDescription()).contains("Method: void on()",
				"its @OnSubscribe declares a topic, but there is no bean of type Topics.");
		assertThat(analysis.getAction()).contains("io.github.wsstarter.autoconfigure.TopicAutoConfiguration",
				"declare a bean of type io.github.wsstarter.Topics");
	}

	private static void assertAnalysis(Class<?> component, String problem, String action) {
		FailureAnalysis analysis = EndpointTester.analyze(EndpointTester.services(mock(Topics.class)), component);
		assertThat(analysis.getDescription()).contains("Class: " + component.getName()).contains(problem);
		assertThat(analysis.getAction()).contains(action);
	}

	@WsEndpoint("/a")
	static class Subscribable {

		@OnSubscribe("a")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class NoTopic {

		@OnSubscribe({})
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class BlankTopic {

		@OnSubscribe(" ")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class UnclosedTopic {

		@OnSubscribe("quotes.{symbol")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class UnresolvableTopic {

		@OnSubscribe("quotes.${no.such.property}")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class InnerWildcards {

		@OnSubscribe("a.**.b")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class SlashTopic {

		@OnSubscribe("/topic/quotes")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class EmptyPart {

		@OnSubscribe("quotes..{symbol}")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class DeepTopic {

		@OnSubscribe("a.b.c.d.e.f.g.h.{i}")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class SameTopicTwice {

		@OnSubscribe({ "a.{x}", "a.{y}" })
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class SameTopicInTwoMethods {

		@OnSubscribe({ "b", "a.{x}" })
		void one() {
		}

		@OnSubscribe({ "a.{y}", "c" })
		void two() {
		}

	}

	@WsEndpoint("/a")
	static class UnknownSubscribe {

		@OnSubscribe("a")
		void on(int payload) {
		}

	}

	@WsEndpoint("/a")
	static class PayloadSubscribe {

		@OnSubscribe("a")
		void on(@Payload String payload) {
		}

	}

	@WsEndpoint("/a")
	static class ReasonSubscribe {

		@OnSubscribe("a")
		void on(CloseReason reason) {
		}

	}

	@WsEndpoint("/a")
	static class TwoTopics {

		@OnSubscribe("a.{x}")
		void on(String topic, String x) {
		}

	}

	@WsEndpoint("/a")
	static class VariableInOpen {

		@OnOpen
		void on(@DestinationVariable String x) {
		}

	}

	@WsEndpoint("/a")
	static class VariableInMessage {

		@OnMessage
		void on(String message, @DestinationVariable String x) {
		}

	}

	@WsEndpoint("/a")
	static class MissingVariable {

		@OnSubscribe("quotes.{symbol}")
		void on(@DestinationVariable String name) {
		}

	}

	@WsEndpoint("/a")
	static class MissingInOne {

		@OnSubscribe({ "one.{x}", "all" })
		void on(@DestinationVariable String x) {
		}

	}

	@WsEndpoint("/rooms/{room}")
	static class PathInsteadOfTopic {

		@OnSubscribe("quotes.{symbol}")
		void on(@PathVariable String symbol) {
		}

	}

	@WsEndpoint("/rooms/{room}")
	static class TopicInsteadOfPath {

		@OnSubscribe("quotes.{symbol}")
		void on(@DestinationVariable String room) {
		}

	}

	@WsEndpoint("/a")
	static class Inconvertible {

		@OnSubscribe("a.{x}")
		void on(@DestinationVariable Runnable x) {
		}

	}

	@WsEndpoint("/a")
	static class ReturnsFlux {

		@OnSubscribe("a")
		Flux<String> on() {
			return Flux.empty();
		}

	}

	@WsEndpoint("/a")
	static class ReturnsPublisher {

		@OnSubscribe("a")
		Publisher<Boolean> on() {
			return Mono.empty();
		}

	}

	@WsEndpoint("/a")
	static class ReturnsFlow {

		@OnSubscribe("a")
		Flow.Publisher<Boolean> on() {
			return (subscriber) -> {
			};
		}

	}

	@WsEndpoint("/a")
	static class ReturnsJson {

		@OnSubscribe("a")
		List<String> on() {
			return List.of();
		}

	}

	@WsEndpoint("/a")
	static class PrivateSubscribe {

		@OnSubscribe("a")
		private void on() {
		}

	}

	@WsEndpoint("/a")
	static class FinalSubscribe {

		@OnSubscribe("a")
		final void on() {
		}

	}

	@WsEndpoint("/a")
	static class SendToNothing {

		@OnMessage
		@SendTo
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/a")
	static class SendToBlank {

		@OnMessage
		@SendTo("")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/a")
	static class SendToSlashes {

		@OnMessage
		@SendTo("/topic/chat")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/a")
	static class SendToWildcard {

		@OnMessage
		@SendTo("chat.*")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/chat/{room}")
	static class SendToUnclosed {

		@OnMessage
		@SendTo("chat.{room")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/a")
	static class SendToUnresolvable {

		@OnMessage
		@SendTo("${no.such.property}")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/chat/{room}")
	static class SendToMissing {

		@OnMessage
		@SendTo("chat.{name}")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint({ "/chat/{room}", "/lobby" })
	static class SendToMissingInOne {

		@OnMessage
		@SendTo("chat.{room}")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/files/{*path}")
	static class SendToSegments {

		@OnMessage
		@SendTo("files.{path}")
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/a")
	static class SendToVoid {

		@OnMessage
		@SendTo("all")
		void on(String text) {
		}

	}

	@WsEndpoint("/a")
	static class SendToVoidStage {

		@OnMessage
		@SendTo("all")
		CompletionStage<Void> on(String text) {
			throw new UnsupportedOperationException();
		}

	}

	@WsEndpoint("/a")
	static class SendToVoidMono {

		@OnMessage
		@SendTo("all")
		Mono<Void> on(String text) {
			return Mono.empty();
		}

	}

	@WsEndpoint("/a")
	static class SendToFromClose {

		@OnClose
		@SendTo("all")
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class SendToFromSubscribe {

		@OnSubscribe("a")
		@SendTo("all")
		String on() {
			return "";
		}

	}

	@WsEndpoint("/a")
	@SendTo("all")
	static class SendToOnClass {

		@OnMessage
		String on(String text) {
			return text;
		}

	}

	@WsEndpoint("/a")
	static class SendToFine {

		@OnOpen
		void open() {
		}

		@OnError
		@SendTo("all")
		String on(Exception ex) {
			return String.valueOf(ex.getMessage());
		}

	}

}
