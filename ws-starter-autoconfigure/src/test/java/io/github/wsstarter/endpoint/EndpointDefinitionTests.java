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

import java.io.Reader;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import jakarta.validation.Valid;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.http.ResponseEntity;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.session.SessionRoute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for declarations that fail at start-up.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointDefinitionTests {

	@Test
	void applicationFailsToStartWithAnalysis(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> new SpringApplicationBuilder(RoutesConfiguration.class, PrivateMethod.class)
				.web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.run());
		assertThat(output).contains("APPLICATION FAILED TO START", "An endpoint is not declared correctly:",
				"Class: " + PrivateMethod.class.getName(), "Method: void on(String message)", "Problem: it is private.",
				"Make it an instance method that is at least package-private.");
	}

	@Test
	void withoutPath() {
		assertAnalysis(NoPath.class, "it has no path.", "@WsEndpoint(\"/ws/chat\")");
		assertAnalysis(BlankPath.class, "it has no path.", "@WsEndpoint(\"/ws/chat\")");
	}

	@Test
	void withInvalidPath() {
		assertAnalysis(InvalidPath.class, "the path '/a/{b' is invalid: ", "Use a path pattern of Spring");
		FailureAnalysis analysis = EndpointTester.analyze(EndpointTester.services(), UnresolvablePath.class,
				PropertySourcesPlaceholderConfigurer.class);
		assertThat(analysis.getDescription()).contains("the path '/${no.such.property}' is invalid: ");
		assertThat(analysis.getAction()).contains("Set the property");
	}

	@Test
	void withSamePathTwice() {
		assertAnalysis(SamePathTwice.class, "the path '/a/{y:[0-9]{2}}' is declared twice.", "Remove one");
	}

	@Test
	void withPathOfOtherEndpoint() {
		FailureAnalysis analysis = EndpointTester.analyze(RoomOne.class, RoomTwo.class);
		assertThat(analysis.getDescription()).contains("Class: " + RoomTwo.class.getName(),
				"the path '/rooms/{id}' is taken by the endpoint 'endpointDefinitionTests.RoomOne' of class "
						+ RoomOne.class.getName());
		assertThat(analysis.getAction()).isEqualTo("Give one of the two another path.");
	}

	@Test
	void withNameOfOtherEndpoint() {
		FailureAnalysis analysis = EndpointTester.analyze(TwoNames.class);
		assertThat(analysis.getDescription()).contains("the name 'same' is taken by the endpoint of class ");
	}

	@Test
	void withInvalidSubprotocol() {
		assertAnalysis(IllegalSubprotocol.class, "the subprotocol 'a b' is not a token.", "Use letters, digits");
		assertAnalysis(DuplicateSubprotocol.class, "the subprotocol 'a' is declared twice.", "Remove one");
	}

	@Test
	void withoutMethod() {
		assertAnalysis(NoMethod.class, "it has no method that handles an event.", "OnOpen, OnMessage or OnClose");
	}

	@Test
	void withSecondMethodOfItsKind() {
		assertAnalysis(SecondOpen.class, "there is another @OnOpen method, 'void ", "Keep one of the two.");
		assertAnalysis(SecondClose.class, "there is another @OnClose method, 'void ", "Keep one of the two.");
		assertAnalysis(SecondText.class, "could both take a text message.", "one method for text (String)");
		assertAnalysis(SecondBinary.class, "could both take a binary message.", "byte[] or ByteBuffer");
		assertAnalysis(SecondPong.class, "could both take a pong.", "PongMessage");
		assertAnalysis(SecondError.class, "both handle java.lang.IllegalStateException.", "different exceptions");
	}

	@Test
	void withTextAndJson() {
		assertAnalysis(TextAndJson.class, "could both take a text message, which includes JSON.",
				"members of one sealed interface");
		assertThat(EndpointTester.analyze(TextAndJson.class).getDescription()).contains(
				"Method: void json(EndpointDefinitionTests.Pojo pojo)", "it and the method 'void text(String text)'");
	}

	@Test
	void withAmbiguousJson() {
		assertAnalysis(UnrelatedJson.class,
				"could both take the same JSON, as their types are not members of one sealed interface.",
				"members of one sealed interface");
		assertAnalysis(GenericJson.class,
				"could both take the same JSON, as their types are not members of one sealed interface.",
				"members of one sealed interface");
		assertAnalysis(SameMember.class, "could both take the same message.", "Keep one of them");
		assertAnalysis(OverlappingMembers.class, "could both take the same message.", "Keep one of them");
	}

	@Test
	void withUndecodableJson() {
		assertAnalysis(ClashingMembers.class,
				"parameter 'clash' of type EndpointDefinitionTests.Clash cannot be " + "decoded from JSON: ",
				"Correct the declaration");
	}

	@Test
	void withReturnTypeThatIsNoMessage() {
		assertAnalysis(ReturnsFuture.class, "it returns Future, which is not a message.", "CompletionStage");
		assertAnalysis(ReturnsResponseEntity.class, "it returns ResponseEntity, which is not a message.",
				"Return the message");
		assertAnalysis(ReturnsDeferredResult.class, "it returns DeferredResult, which is not a message.",
				"CompletionStage");
		assertAnalysis(ReturnsStageOfCallable.class, "it returns Callable, which is not a message.",
				"Return the message");
	}

	@Test
	void withoutCodec() {
		EndpointServices services = EndpointTester.services(null, null,
				new EndpointOptions(EndpointTester.OPTIONS, false, false));
		FailureAnalysis parameter = EndpointTester.analyze(services, TakesJson.class);
		assertThat(parameter.getDescription())
			.contains("parameter 'pojo' of type EndpointDefinitionTests.Pojo needs JSON");
		assertThat(parameter.getAction()).contains("org.springframework.boot:spring-boot-jackson");
		FailureAnalysis reply = EndpointTester.analyze(services, ReturnsJson.class);
		assertThat(reply.getDescription()).contains("it returns Pojo, which needs JSON");
		assertThat(reply.getAction()).contains("org.springframework.boot:spring-boot-jackson");
	}

	@Test
	void withValidButNoValidator() {
		EndpointServices services = EndpointTester.services(EndpointTester.services().codec(), null,
				new EndpointOptions(EndpointTester.OPTIONS, false, false));
		FailureAnalysis analysis = EndpointTester.analyze(services, Validated.class);
		assertThat(analysis.getDescription()).contains("is to be validated, but there is no validator.");
		assertThat(analysis.getAction()).contains("spring-boot-starter-validation");
	}

	@Test
	void withWrongNumberOfMessages() {
		assertAnalysis(NoMessage.class, "it has no parameter for the message.",
				"@OnMessage methods may take: the message as String, byte[], ByteBuffer, PongMessage or a type to "
						+ "decode from JSON, WsSession, Principal or a subtype, HttpHeaders, @PathVariable, @PathParam, "
						+ "@RequestParam, @RequestHeader, @CookieValue.");
		assertAnalysis(PartialMessage.class, "it has 2 parameters for the message: parameter '", "exactly one");
	}

	@Test
	void withMessageSizeThatCannotBe() {
		assertAnalysis(ZeroSize.class, "its maxMessageSize is 0.", "from 1 to 2147483647");
		assertAnalysis(HugeSize.class, "its maxMessageSize is 4294967296.", "from 1 to 2147483647");
	}

	@Test
	void withUnknownArgument() {
		assertAnalysis(UnknownOpen.class, "parameter 'pojo' of type EndpointDefinitionTests.Pojo is not supported.",
				"@OnOpen methods may take: WsSession, Principal or a subtype, HttpHeaders, @PathVariable, @PathParam, "
						+ "@RequestParam, @RequestHeader, @CookieValue.");
		assertAnalysis(UnknownClose.class, "parameter 'text' of type String is not supported.",
				"@OnClose methods may take: WsSession, Principal or a subtype, HttpHeaders, CloseStatus or "
						+ "CloseReason, @PathVariable");
		assertAnalysis(UnknownError.class, "parameter 'text' of type String is not supported.",
				"@OnError methods may take: WsSession, Principal or a subtype, HttpHeaders, Throwable or a subtype");
		assertAnalysis(UnknownAnnotation.class, "parameter 'text' of type String is not supported.",
				"@OnMessage methods may take");
	}

	@Test
	void withArgumentOfOtherApi() {
		assertAnalysis(JakartaSession.class, "parameter 'session' of type Session is not supported.",
				"Use io.github.wsstarter.WsSession instead.");
		assertAnalysis(SpringSession.class, "parameter 'session' of type WebSocketSession is not supported.",
				"Use io.github.wsstarter.WsSession instead.");
		assertAnalysis(JakartaConfig.class, "parameter 'config' of type EndpointConfig is not supported.",
				"Use io.github.wsstarter.WsSession instead.");
		assertAnalysis(StreamedMessage.class, "parameter 'reader' of type Reader is not supported.",
				"Take the whole message instead");
	}

	@Test
	void withArgumentOfOtherKindOfMethod() {
		assertAnalysis(ThrowableOutsideError.class,
				"parameter 'failure' of type Exception is not supported in @OnMessage methods.",
				"@OnMessage methods may take");
		assertAnalysis(StatusOutsideClose.class,
				"parameter 'status' of type CloseStatus is not supported in @OnOpen methods.",
				"@OnOpen methods may take");
		assertAnalysis(ReasonOutsideClose.class,
				"parameter 'reason' of type CloseReason is not supported in @OnError methods.",
				"@OnError methods may take");
	}

	@Test
	void withTwoFailures() {
		assertAnalysis(TwoFailures.class, "it has 2 parameters for the failure.", "Declare at most one.");
	}

	@Test
	void withArgumentOfTwoKinds() {
		assertAnalysis(TwoKinds.class,
				"parameter 'x' of type String can be taken as @PathVariable and as @RequestParam.",
				"Declare it as one of them.");
	}

	@Test
	void withPathVariableThatPatternLacks() {
		assertAnalysis(MissingVariable.class,
				"parameter 'id' of type String takes the path variable 'id', which the pattern '/rooms/{room}' lacks.",
				"Use one of the variables of the patterns (room)");
		assertAnalysis(MissingParam.class, "takes the path variable 'nr', which the pattern '/rooms' lacks.",
				"(there are none)");
		assertAnalysis(MissingInOne.class, "takes the path variable 'room', which the pattern '/lobby' lacks.",
				"or make the parameter optional");
		assertAnalysis(MissingOptional.class, "takes the path variable 'room', which the pattern '/lobby' lacks.",
				"(there are none)");
	}

	@Test
	void withValueThatCannotBeConverted() {
		assertAnalysis(Inconvertible.class, "cannot be converted from a String.", "register a converter");
		assertAnalysis(WrongDefault.class, "has the default value 'x', which cannot be converted.",
				"Correct the default value.");
		assertAnalysis(OptionalPrimitive.class, "is primitive, but its value is not required.", "use Integer");
	}

	@Test
	void withUnresolvableGeneric() {
		assertAnalysis(RawSubclass.class, "parameter 'message' of type T has a type variable",
				"Specify the type argument");
		assertAnalysis(GenericMethod.class, "parameter 'message' of type List<T> has a type variable",
				"Specify the type argument");
		assertAnalysis(BoundedSubclass.class, "parameter 'message' of type T has a type variable",
				"Specify the type argument");
	}

	@Test
	void withMethodThatCannotBeCalled() {
		assertAnalysis(PrivateMethod.class, "it is private.", "at least package-private");
		assertAnalysis(StaticMethod.class, "it is static.", "instance method");
	}

	@Test
	void withReplyFromClose() {
		assertAnalysis(ReplyFromClose.class, "it returns a reply, but the session is closed.",
				"void or CompletionStage<Void>");
	}

	@Test
	void withOtherScopeThanSingleton() {
		assertAnalysis(Prototype.class, "the scope of bean 'endpointDefinitionTests.Prototype' is 'prototype'.",
				"Make it a singleton");
		assertAnalysis(ScopedProxy.class, "the scope of bean 'endpointDefinitionTests.ScopedProxy' is 'prototype'.",
				"Make it a singleton");
	}

	@Test
	void withJdkProxyThatLacksMethod() {
		FailureAnalysis analysis = EndpointTester.analyze(JdkProxied.class, JdkProxies.class);
		assertThat(analysis.getDescription()).contains("Class: " + JdkProxied.class.getName(),
				"Method: void on(String message)",
				"the bean is a JDK proxy whose interfaces do not declare the method.");
		assertThat(analysis.getAction()).contains("spring.aop.proxy-target-class=true");
	}

	@Test
	void withFinalMethodOfCglibProxy() {
		FailureAnalysis analysis = EndpointTester.analyze(FinalMethod.class, CglibProxies.class);
		assertThat(analysis.getDescription()).contains("Class: " + FinalMethod.class.getName(),
				"Method: void on(String message)", "it is final, but a proxy has to override it.");
	}

	@Test
	void exceptionTellsAllParts() {
		EndpointDefinitionException ex = new EndpointDefinitionException(Pojo.class, null, "a problem.", "An action.");
		assertThat(ex).hasMessage("Invalid endpoint %s: a problem.", Pojo.class.getName());
		assertThat(ex.getEndpointType()).isEqualTo(Pojo.class);
		assertThat(ex.getMethod()).isNull();
		assertThat(ex.getProblem()).isEqualTo("a problem.");
		assertThat(ex.getAction()).isEqualTo("An action.");
	}

	private static void assertAnalysis(Class<?> component, String problem, String action) {
		FailureAnalysis analysis = EndpointTester.analyze(component);
		assertThat(analysis.getDescription()).contains("Class: io.github.wsstarter.endpoint.EndpointDefinitionTests$")
			.contains(problem);
		assertThat(analysis.getAction()).contains(action);
	}

	record Pojo(String text) {
	}

	@Configuration(proxyBeanMethods = false)
	static class RoutesConfiguration {

		@Bean
		List<SessionRoute> routes(ConfigurableListableBeanFactory beanFactory) {
			return EndpointTester.routes(EndpointTester.services(), beanFactory);
		}

	}

	@WsEndpoint
	static class NoPath {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint("")
	static class BlankPath {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint("/a/{b")
	static class InvalidPath {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint("/${no.such.property}")
	static class UnresolvablePath {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint("/a")
	static class ReturnsFuture {

		@OnMessage
		Future<String> on(String message) {
			return new FutureTask<>(() -> message);
		}

	}

	@WsEndpoint("/a")
	static class ReturnsResponseEntity {

		@OnMessage
		ResponseEntity<String> on(String message) {
			return ResponseEntity.ok(message);
		}

	}

	@WsEndpoint("/a")
	static class ReturnsDeferredResult {

		@OnMessage
		DeferredResult<String> on(String message) {
			return new DeferredResult<>();
		}

	}

	@WsEndpoint("/a")
	static class ReturnsStageOfCallable {

		@OnMessage
		CompletionStage<Callable<String>> on(String message) {
			return CompletableFuture.completedStage(() -> message);
		}

	}

	@WsEndpoint({ "/a/{x:[0-9]{3}}", "/a/{x:[0-9]{2}}", "/a/{y:[0-9]{2}}" })
	static class SamePathTwice {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint("/rooms/{room}")
	static class RoomOne {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint({ "/other", "/rooms/{id}" })
	static class RoomTwo {

		@OnMessage
		void on(String message) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoNames {

		@Bean
		NamedOne one() {
			return new NamedOne();
		}

		@Bean
		NamedTwo two() {
			return new NamedTwo();
		}

	}

	@WsEndpoint(path = "/one", name = "same")
	static class NamedOne {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint(path = "/two", name = "same")
	static class NamedTwo {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint(path = "/a", subprotocols = "a b")
	static class IllegalSubprotocol {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint(path = "/a", subprotocols = { "a", "b", "a" })
	static class DuplicateSubprotocol {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint("/a")
	static class NoMethod {

		@OnError
		void on(Throwable failure) {
		}

	}

	@WsEndpoint("/a")
	static class SecondOpen {

		@OnOpen
		void one() {
		}

		@OnOpen
		void two() {
		}

	}

	@WsEndpoint("/a")
	static class SecondClose {

		@OnClose
		void one() {
		}

		@OnClose
		void two() {
		}

	}

	@WsEndpoint("/a")
	static class SecondText {

		@OnMessage
		void one(String text) {
		}

		@OnMessage
		void two(CharSequence text) {
		}

	}

	@WsEndpoint("/a")
	static class SecondBinary {

		@OnMessage
		void one(byte[] bytes) {
		}

		@OnMessage
		void two(ByteBuffer bytes) {
		}

	}

	@WsEndpoint("/a")
	static class SecondPong {

		@OnMessage
		void one(PongMessage pong) {
		}

		@OnMessage
		void two(PongMessage pong) {
		}

	}

	@WsEndpoint("/a")
	static class SecondError {

		@OnMessage
		void on(String text) {
		}

		@OnError
		void one(IllegalStateException failure) {
		}

		@OnError
		void two(IllegalStateException failure) {
		}

	}

	@WsEndpoint("/a")
	static class TextAndJson {

		@OnMessage
		void text(String text) {
		}

		@OnMessage
		void json(Pojo pojo) {
		}

	}

	@WsEndpoint("/a")
	static class UnrelatedJson {

		@OnMessage
		void one(Pojo pojo) {
		}

		@OnMessage
		void two(Map<String, String> map) {
		}

	}

	sealed interface Left {

	}

	sealed interface Right {

	}

	sealed interface Message extends Left, Right {

	}

	record Both() implements Message {
	}

	@WsEndpoint("/a")
	static class GenericJson {

		@OnMessage
		void one(List<Both> both) {
		}

		@OnMessage
		void two(Both both) {
		}

	}

	@WsEndpoint("/a")
	static class SameMember {

		@OnMessage
		void one(Both both) {
		}

		@OnMessage
		void two(Both both) {
		}

	}

	sealed interface Root {

	}

	sealed interface Branch1 extends Root {

	}

	sealed interface Branch2 extends Root {

	}

	record InBoth() implements Branch1, Branch2 {
	}

	record InOne() implements Branch1 {
	}

	record InTwo() implements Branch2 {
	}

	@WsEndpoint("/a")
	static class OverlappingMembers {

		@OnMessage
		void one(Branch1 message) {
		}

		@OnMessage
		void two(Branch2 message) {
		}

	}

	sealed interface Clash {

	}

	static class Inner {

		record Member() implements Clash {
		}

	}

	static class Outer {

		record Member() implements Clash {
		}

	}

	@WsEndpoint("/a")
	static class ClashingMembers {

		@OnMessage
		void on(Clash clash) {
		}

	}

	@WsEndpoint("/a")
	static class TakesJson {

		@OnMessage
		void on(Pojo pojo) {
		}

	}

	@WsEndpoint("/a")
	static class ReturnsJson {

		@OnMessage
		Optional<Pojo> on(String text) {
			return Optional.empty();
		}

	}

	@WsEndpoint("/a")
	static class Validated {

		@OnMessage
		void on(@Valid Pojo pojo) {
		}

	}

	@WsEndpoint("/a")
	static class NoMessage {

		@OnMessage
		void on(WsSession session, Principal principal) {
		}

	}

	@WsEndpoint("/a")
	static class PartialMessage {

		@OnMessage
		void on(String text, boolean last) {
		}

	}

	@WsEndpoint("/a")
	static class ZeroSize {

		@OnMessage(maxMessageSize = 0)
		void on(String text) {
		}

	}

	@WsEndpoint("/a")
	static class HugeSize {

		@OnMessage(maxMessageSize = 1L << 32)
		void on(String text) {
		}

	}

	@WsEndpoint("/a")
	static class UnknownOpen {

		@OnOpen
		void on(Pojo pojo) {
		}

	}

	@WsEndpoint("/a")
	static class UnknownClose {

		@OnClose
		void on(String text) {
		}

	}

	@WsEndpoint("/a")
	static class UnknownError {

		@OnMessage
		void on(byte[] bytes) {
		}

		@OnError
		void on(String text) {
		}

	}

	@WsEndpoint("/a")
	static class UnknownAnnotation {

		@OnMessage
		void on(@Payload String text) {
		}

	}

	@WsEndpoint("/a")
	static class JakartaSession {

		@OnOpen
		void on(Session session) {
		}

	}

	@WsEndpoint("/a")
	static class SpringSession {

		@OnMessage
		void on(String text, WebSocketSession session) {
		}

	}

	@WsEndpoint("/a")
	static class JakartaConfig {

		@OnOpen
		void on(EndpointConfig config) {
		}

	}

	@WsEndpoint("/a")
	static class StreamedMessage {

		@OnMessage
		void on(Reader reader) {
		}

	}

	@WsEndpoint("/a")
	static class ThrowableOutsideError {

		@OnMessage
		void on(String text, Exception failure) {
		}

	}

	@WsEndpoint("/a")
	static class StatusOutsideClose {

		@OnOpen
		void on(CloseStatus status) {
		}

	}

	@WsEndpoint("/a")
	static class ReasonOutsideClose {

		@OnMessage
		void on(String text) {
		}

		@OnError
		void on(CloseReason reason) {
		}

	}

	@WsEndpoint("/a")
	static class TwoFailures {

		@OnMessage
		void on(String text) {
		}

		@OnError
		void on(Exception one, Error two) {
		}

	}

	@WsEndpoint("/a/{x}")
	static class TwoKinds {

		@OnOpen
		void on(@PathVariable @RequestParam String x) {
		}

	}

	@WsEndpoint("/rooms/{room}")
	static class MissingVariable {

		@OnOpen
		void on(@PathVariable String id) {
		}

	}

	@WsEndpoint("/rooms")
	static class MissingParam {

		@OnOpen
		void on(@PathParam("nr") int number) {
		}

	}

	@WsEndpoint({ "/rooms/{room}", "/lobby" })
	static class MissingInOne {

		@OnOpen
		void on(@PathVariable String room) {
		}

	}

	@WsEndpoint("/lobby")
	static class MissingOptional {

		@OnOpen
		void on(@PathVariable Optional<String> room) {
		}

	}

	@WsEndpoint("/a")
	static class Inconvertible {

		@OnOpen
		void on(@RequestHeader Runnable thread) {
		}

	}

	@WsEndpoint("/a")
	static class WrongDefault {

		@OnOpen
		void on(@CookieValue(defaultValue = "x") int number) {
		}

	}

	@WsEndpoint("/a")
	static class OptionalPrimitive {

		@OnOpen
		void on(@RequestParam(required = false) int number) {
		}

	}

	abstract static class GenericBase<T> {

		@OnMessage
		void on(T message) {
		}

	}

	@WsEndpoint("/a")
	@SuppressWarnings("rawtypes")
	static class RawSubclass extends GenericBase {

	}

	abstract static class BoundedBase<T extends Message> {

		@OnMessage
		void on(T message) {
		}

	}

	@WsEndpoint("/a")
	static class BoundedSubclass<T extends Message> extends BoundedBase<T> {

	}

	@WsEndpoint("/a")
	static class GenericMethod {

		@OnMessage
		<T> void on(List<T> message) {
		}

	}

	@WsEndpoint("/a")
	static class PrivateMethod {

		@OnMessage
		private void on(String message) {
		}

	}

	@WsEndpoint("/a")
	static class StaticMethod {

		@OnMessage
		static void on(String message) {
		}

	}

	@WsEndpoint("/a")
	static class ReplyFromClose {

		@OnClose
		String on() {
			return "too late";
		}

	}

	@WsEndpoint("/a")
	@Scope("prototype")
	static class Prototype {

		@OnMessage
		void on(String message) {
		}

	}

	@WsEndpoint("/a")
	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedProxy {

		@OnMessage
		void on(String message) {
		}

	}

	interface Marker {

	}

	@WsEndpoint("/a")
	static class JdkProxied implements Marker {

		@OnMessage
		void on(String message) {
		}

	}

	static class JdkProxies implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof Marker) ? new ProxyFactory(bean).getProxy() : bean;
		}

	}

	@WsEndpoint("/a")
	static class FinalMethod {

		@OnMessage
		final void on(String message) {
		}

	}

	static class CglibProxies implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			return factory.getProxy();
		}

	}

}
