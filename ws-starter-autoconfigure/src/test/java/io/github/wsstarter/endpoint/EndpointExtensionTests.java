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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.TopicAccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for the kinds of parameters and return values that an application adds.
 *
 * @author The ws-starter authors
 */
class EndpointExtensionTests {

	private final TestSession session = new TestSession().withHeader("X-Color", "red");

	private EndpointTester tester(Class<?> endpoint, EndpointArgumentResolver... resolvers) {
		return new EndpointTester(resolvers(resolvers), endpoint).with(this.session);
	}

	private static EndpointServices resolvers(EndpointArgumentResolver... resolvers) {
		return EndpointTester.services(new EndpointExtensions(List.of(resolvers), List.of()));
	}

	private static EndpointServices handlers(EndpointReturnValueHandler... handlers) {
		return EndpointTester.services(new EndpointExtensions(List.of(), List.of(handlers)));
	}

	@Test
	void argumentsOfAllMethodsAreResolved() throws Exception {
		EndpointTester tester = tester(EveryMethod.class, new ColorResolver());
		tester.open();
		tester.text("hi");
		tester.fail(new IllegalStateException("broken"));
		assertThat(tester.subscribe("news")).isCompletedWithValue(TopicAccess.allowed("red news"));
		tester.close(CloseStatus.NORMAL);
		assertThat(tester.sent()).containsExactly("red null", "red hi", "red java.lang.IllegalStateException: broken");
		assertThat(this.session.getAttributes()).containsEntry("closed", "red " + CloseStatus.NORMAL);
	}

	@Test
	void supportIsAskedForOncePerParameterAtStartUp() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		EndpointTester tester = tester(OneMessage.class, new ColorResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				if (parameter.getParameterType() == Color.class) {
					asked.incrementAndGet();
				}
				return super.supportsParameter(parameter);
			}

		});
		tester.text("a");
		tester.text("b");
		assertThat(tester.sent()).containsExactly("red a", "red b");
		assertThat(asked).hasValue(1);
	}

	@Test
	void firstResolverInOrderResolves() throws Exception {
		EndpointTester tester = tester(OneMessage.class, new ColorResolver(), new ColorResolver() {

			@Override
			public Object resolveArgument(MethodParameter parameter, WsSession session, @Nullable Object event) {
				throw new IllegalStateException("not asked");
			}

		});
		tester.text("a");
		assertThat(tester.sent()).containsExactly("red a");
	}

	@Test
	void resolverComesBeforeTheMessageAndReplacementsOfUnsupportedTypes() throws Exception {
		EndpointTester tester = tester(Foreign.class, resolver(Session.class, null));
		tester.text("a");
		assertThat(tester.sent()).containsExactly("null a");
	}

	@Test
	void resolverSupportsAnnotationsOfOtherLibraries() throws Exception {
		EndpointTester tester = tester(Annotated.class, new EndpointArgumentResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				return parameter.hasParameterAnnotation(AuthenticationPrincipal.class);
			}

			@Override
			public Object resolveArgument(MethodParameter parameter, WsSession session, @Nullable Object event) {
				return "ann";
			}

		});
		tester.text("a");
		assertThat(tester.sent()).containsExactly("ann a");
	}

	@Test
	void parameterThatABuiltInKindAlsoTakesFails() {
		FailureAnalysis analysis = EndpointTester.analyze(resolvers(resolver(WsSession.class, "x")),
				TakesSession.class);
		assertThat(analysis.getDescription())
			.contains("parameter 'session' of type WsSession can be taken as WsSession and as what ")
			.contains(EndpointExtensionTests.class.getName());
		assertThat(EndpointTester.analyze(resolvers(resolver(String.class, "x")), TakesPathVariable.class)
			.getDescription()).contains("can be taken as @PathVariable and as what ");
	}

	@Test
	void resolvedTypesAreAmongThoseAllowed() {
		assertThat(EndpointTester.analyze(resolvers(new ColorResolver()), Unknown.class).getAction())
			.contains("what " + ColorResolver.class.getName() + " supports");
	}

	@Test
	void valueThatTheClientDidNotSendClosesTheSession() throws Exception {
		EndpointTester tester = tester(OneMessage.class, new ColorResolver()).with(new TestSession());
		assertThat(tester.text("a")).isNull();
		assertThat(tester.closeStatus()).isEqualTo(CloseStatus.POLICY_VIOLATION.withReason("Missing color"));
	}

	@Test
	void valueThatTheClientDidNotSendForbidsTheSubscription() throws Exception {
		EndpointTester tester = tester(EveryMethod.class, new ColorResolver()).with(new TestSession());
		assertThat(tester.subscribe("news")).isCompletedWithValue(TopicAccess.forbidden());
	}

	@Test
	void failureOfAResolverIsThatOfTheMethod() {
		EndpointTester tester = tester(OneMessage.class, new ColorResolver() {

			@Override
			public Object resolveArgument(MethodParameter parameter, WsSession session, @Nullable Object event)
					throws Exception {
				throw new IOException("no color");
			}

		});
		assertThatIOException().isThrownBy(() -> tester.text("a")).withMessage("no color");
	}

	@Test
	void valueOfAnotherTypeNamesTheResolver() {
		EndpointTester tester = tester(OneMessage.class, resolver(Color.class, 42));
		assertThatIllegalStateException().isThrownBy(() -> tester.text("a"))
			.withMessageContaining(EndpointExtensionTests.class.getName())
			.withMessageContaining("parameter 0")
			.withMessageContaining("java.lang.Integer");
	}

	@Test
	void nullForAPrimitiveNamesTheResolver() {
		EndpointTester tester = tester(Primitive.class, resolver(int.class, null));
		assertThatIllegalStateException().isThrownBy(() -> tester.text("a")).withMessageContaining("type int");
	}

	@Test
	void returnValuesAreHandled() throws Exception {
		TestReplies replies = new TestReplies(false);
		EndpointTester tester = new EndpointTester(handlers(new PartsHandler()), ReturnsParts.class).with(replies);
		assertThat(tester.open()).isNull();
		CompletionStage<?> stage = tester.text("a b");
		assertThat(tester.sent()).containsExactly("a", "b");
		assertThat(stage).isNotNull();
		assertThat(stage.toCompletableFuture()).isNotDone();
		replies.confirm(null);
		replies.confirm(null);
		assertThat(stage.toCompletableFuture()).isCompleted();
	}

	@Test
	void supportIsAskedForOncePerMethodAtStartUp() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		EndpointTester tester = new EndpointTester(handlers(new PartsHandler() {

			@Override
			public boolean supportsReturnType(MethodParameter returnType) {
				asked.incrementAndGet();
				return super.supportsReturnType(returnType);
			}

		}), OneReply.class);
		tester.text("a");
		tester.text("b");
		assertThat(tester.sent()).containsExactly("a", "b");
		assertThat(asked).hasValue(1);
	}

	@Test
	void handlerComesBeforeBuiltInKinds() throws Exception {
		EndpointTester tester = new EndpointTester(handlers(new FutureHandler()), ReturnsFuture.class);
		tester.text("a");
		assertThat(tester.sent()).containsExactly("future");
	}

	@Test
	void failureOfAHandlerIsThatOfTheMethod() {
		EndpointTester tester = new EndpointTester(handlers(new PartsHandler() {

			@Override
			public CompletionStage<?> handleReturnValue(@Nullable Object returnValue, MethodParameter returnType,
					WsSession session, Replies replies) throws Exception {
				throw new IOException("no parts");
			}

		}), ReturnsParts.class);
		assertThatIOException().isThrownBy(() -> tester.text("a")).withMessage("no parts");
	}

	@Test
	void stateOfATopicMayBeHandled() throws Exception {
		EndpointTester tester = new EndpointTester(handlers(new FutureHandler()), SubscribeReturnsFuture.class);
		assertThat(tester.subscribe("news")).isCompletedWithValue(TopicAccess.allowed("future"));
	}

	@Test
	void handledValuesMayBePublished() throws Exception {
		Topics topics = mock();
		EndpointServices services = EndpointTester.services(topics);
		EndpointTester tester = new EndpointTester(
				new EndpointServices(services.pathPatternParser(), services.conversionService(),
						services.reactiveAdapterRegistry(), services.codec(), services.validator(), services.topics(),
						services.options(), new EndpointExtensions(List.of(), List.of(new PartsHandler()))),
				PublishesParts.class);
		tester.text("a b");
		then(topics).should().publish("news", "a");
		then(topics).should().publish("news", "b");
	}

	@Test
	void closeMethodMustNotReply() {
		assertThat(EndpointTester.analyze(handlers(new PartsHandler()), CloseReturnsParts.class).getDescription())
			.contains("it returns a reply, but the session is closed.");
	}

	@Test
	void resolverThatFailsToAnswerIsNamed() {
		FailureAnalysis analysis = EndpointTester.analyze(resolvers(new ColorResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				throw new IllegalStateException("no idea");
			}

		}), OneMessage.class);
		assertThat(analysis.getDescription()).contains("Method: String message(")
			.contains("parameter 'color' of type", "was refused by " + EndpointExtensionTests.class.getName() + "$")
			.contains("IllegalStateException: no idea");
		assertThat(analysis.getAction()).contains("Return false from supportsParameter");
	}

	@Test
	void handlerThatFailsToAnswerIsNamed() {
		FailureAnalysis analysis = EndpointTester.analyze(handlers(new PartsHandler() {

			@Override
			public boolean supportsReturnType(MethodParameter returnType) {
				throw new IllegalStateException("no idea");
			}

		}), OneMessage.class);
		assertThat(analysis.getDescription()).contains("its return type was refused by")
			.contains("IllegalStateException: no idea");
		assertThat(analysis.getAction()).contains("Return false from supportsReturnType");
	}

	private static EndpointArgumentResolver resolver(Class<?> type, @Nullable Object value) {
		return new EndpointArgumentResolver() {

			@Override
			public boolean supportsParameter(MethodParameter parameter) {
				return parameter.getParameterType() == type;
			}

			@Override
			public @Nullable Object resolveArgument(MethodParameter parameter, WsSession session,
					@Nullable Object event) {
				return value;
			}

		};
	}

	record Color(String name, String event) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	record Parts(List<String> values) {
	}

	static class ColorResolver implements EndpointArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Color.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, WsSession session, @Nullable Object event)
				throws Exception {
			String name = session.getHeaders().getFirst("X-Color");
			if (name == null) {
				throw new UnusableArgumentException("Missing color", null);
			}
			return new Color(name, String.valueOf(event));
		}

	}

	static class PartsHandler implements EndpointReturnValueHandler {

		@Override
		public boolean supportsReturnType(MethodParameter returnType) {
			return returnType.getParameterType() == Parts.class;
		}

		@Override
		public @Nullable CompletionStage<?> handleReturnValue(@Nullable Object returnValue, MethodParameter returnType,
				WsSession session, Replies replies) throws Exception {
			if (!(returnValue instanceof Parts parts)) {
				return null;
			}
			CompletionStage<Void> last = CompletableFuture.completedFuture(null);
			for (String value : parts.values()) {
				last = replies.replyAndConfirm(value);
			}
			return last;
		}

	}

	static class FutureHandler implements EndpointReturnValueHandler {

		@Override
		public boolean supportsReturnType(MethodParameter returnType) {
			return returnType.getParameterType() == CompletableFuture.class;
		}

		@Override
		public @Nullable CompletionStage<?> handleReturnValue(@Nullable Object returnValue, MethodParameter returnType,
				WsSession session, Replies replies) {
			replies.reply("future");
			return null;
		}

	}

	@WsEndpoint("/test")
	static class EveryMethod {

		@OnOpen
		String open(Color color) {
			return color + " " + color.event();
		}

		@OnMessage
		String message(Color color, String message) {
			assertThat(color.event()).isEqualTo(message);
			return color + " " + message;
		}

		@OnError
		String error(Color color) {
			return color + " " + color.event();
		}

		@OnSubscribe("news")
		String subscribe(Color color) {
			return color + " " + color.event();
		}

		@OnClose
		void close(WsSession session, Color color) {
			session.getAttributes().put("closed", color + " " + color.event());
		}

	}

	@WsEndpoint("/test")
	static class OneMessage {

		@OnMessage
		String message(Color color, String message) {
			return color + " " + message;
		}

	}

	@WsEndpoint("/test")
	static class OneReply {

		@OnOpen
		void open() {
		}

		@OnMessage
		String message(String message) {
			return message;
		}

	}

	@WsEndpoint("/test")
	static class Foreign {

		@OnMessage
		String message(@Nullable Session session, String message) {
			return session + " " + message;
		}

	}

	@WsEndpoint("/test")
	static class Annotated {

		@OnMessage
		String message(@AuthenticationPrincipal String user, String message) {
			return user + " " + message;
		}

	}

	@WsEndpoint("/test")
	static class TakesSession {

		@OnOpen
		void open(WsSession session) {
		}

	}

	@WsEndpoint("/test/{x}")
	static class TakesPathVariable {

		@OnOpen
		void open(@PathVariable String x) {
		}

	}

	@WsEndpoint("/test")
	static class Unknown {

		@OnOpen
		void open(Thread thread) {
		}

	}

	@WsEndpoint("/test")
	static class Primitive {

		@OnMessage
		void message(int number, String message) {
		}

	}

	@WsEndpoint("/test")
	static class ReturnsParts {

		@OnOpen
		@Nullable Parts open() {
			return null;
		}

		@OnMessage
		Parts message(String message) {
			return new Parts(List.of(message.split(" ")));
		}

	}

	@WsEndpoint("/test")
	static class ReturnsFuture {

		@OnMessage
		CompletableFuture<Parts> message(String message) {
			return new CompletableFuture<>();
		}

	}

	@WsEndpoint("/test")
	static class SubscribeReturnsFuture {

		@OnSubscribe("news")
		CompletableFuture<Parts> news() {
			return new CompletableFuture<>();
		}

	}

	@WsEndpoint("/test")
	static class PublishesParts {

		@OnMessage
		@SendTo("news")
		Parts message(String message) {
			return new Parts(List.of(message.split(" ")));
		}

	}

	@WsEndpoint("/test")
	static class CloseReturnsParts {

		@OnClose
		Parts close() {
			return new Parts(List.of());
		}

	}

}
