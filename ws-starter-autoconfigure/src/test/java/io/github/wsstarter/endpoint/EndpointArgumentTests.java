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

import java.security.Principal;
import java.util.List;
import java.util.Optional;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the arguments of annotated methods.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointArgumentTests {

	private final TestSession session = new TestSession();

	@Test
	void sessionAndHeaders() throws Exception {
		EndpointTester tester = new EndpointTester(SessionAndHeaders.class)
			.with(this.session.withHeader("X-Test", "yes"));
		tester.open();
		assertThat(tester.sent()).containsExactly("test yes");
	}

	@Test
	void pathVariables() throws Exception {
		EndpointTester tester = new EndpointTester(PathVariables.class)
			.with(this.session.withPathVariable("room", "7").withPathVariable("user", "ann"));
		tester.open();
		assertThat(tester.sent()).containsExactly("8 ann none");
	}

	@Test
	void pathVariableOfOneOfSeveralPatterns() throws Exception {
		EndpointTester tester = new EndpointTester(PathVariables.class).with(this.session.withPathVariable("room", "7")
			.withPathVariable("user", "ann")
			.withPathVariable("rest", "/a/b"));
		tester.open();
		assertThat(tester.sent()).containsExactly("8 ann /a/b");
	}

	@Test
	void queryParameters() throws Exception {
		EndpointTester tester = new EndpointTester(QueryParameters.class)
			.with(this.session.withQueryParameter("one", "1")
				.withQueryParameter("many", "2")
				.withQueryParameter("many", "3"));
		tester.open();
		assertThat(tester.sent()).containsExactly("1 [2, 3] 42 Optional.empty null");
	}

	@Test
	void queryParametersThatAreOptional() throws Exception {
		EndpointTester tester = new EndpointTester(QueryParameters.class)
			.with(this.session.withQueryParameter("one", "1")
				.withQueryParameter("many", "2,3")
				.withQueryParameter("size", "5")
				.withQueryParameter("maybe", "6")
				.withQueryParameter("other", "x"));
		tester.open();
		assertThat(tester.sent()).containsExactly("1 [2, 3] 5 Optional[6] x");
	}

	@Test
	void emptyValueGivesWayToDefault() throws Exception {
		EndpointTester tester = new EndpointTester(QueryParameters.class)
			.with(this.session.withQueryParameter("one", "1")
				.withQueryParameter("many", "2")
				.withQueryParameter("size", ""));
		tester.open();
		assertThat(tester.sent()).containsExactly("1 [2] 42 Optional.empty null");
	}

	@Test
	void headersAndCookies() throws Exception {
		EndpointTester tester = new EndpointTester(HeadersAndCookies.class)
			.with(this.session.withHeader("X-Trace", "abc")
				.withHeader("Accept-Language", "de")
				.withHeader("Accept-Language", "en")
				.withCookie("theme", "DARK"));
		tester.open();
		assertThat(tester.sent()).containsExactly("abc [de, en] DARK");
	}

	@Test
	void missingValueClosesSession(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(QueryParameters.class).with(this.session);
		tester.open();
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Missing query parameter 'one'"));
		assertThat(tester.sent()).isEmpty();
		assertThat(output).contains("Closing session 'test' of endpoint 'endpointArgumentTests.QueryParameters' with "
				+ "1008: Missing query parameter 'one', which 'String on(");
	}

	@Test
	void valueThatCannotBeConvertedClosesSession() throws Exception {
		EndpointTester tester = new EndpointTester(PathVariables.class)
			.with(this.session.withPathVariable("room", "seven").withPathVariable("user", "ann"));
		tester.open();
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Invalid path variable 'room'"));
	}

	@Test
	void missingValueOfMessageClosesSession() throws Exception {
		EndpointTester tester = new EndpointTester(LongName.class).with(this.session);
		tester.text("hello");
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Missing or invalid value in the handshake"));
	}

	@Test
	void emptyValueOfPrimitiveIsMissing() throws Exception {
		EndpointTester tester = new EndpointTester(HeadersAndCookies.class).with(
				this.session.withHeader("X-Trace", "abc").withHeader("Accept-Language", "de").withCookie("theme", ""));
		tester.open();
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Missing cookie 'theme'"));
	}

	@Test
	void principal() throws Exception {
		Authentication user = new TestingAuthenticationToken("ann", "secret");
		EndpointTester tester = new EndpointTester(Principals.class).with(this.session.withPrincipal(user));
		tester.open();
		tester.text("hello");
		tester.binary("hello");
		assertThat(tester.sent()).containsExactly("ann", "ann true", "Optional[ann]");
	}

	@Test
	void missingPrincipal() throws Exception {
		EndpointTester tester = new EndpointTester(Principals.class).with(this.session);
		tester.open();
		tester.binary("hello");
		assertThat(tester.sent()).containsExactly("nobody", "Optional.empty");
		assertThat(tester.closeStatus()).isNull();
		tester.text("hello");
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Missing principal"));
	}

	@Test
	void principalOfOtherTypeIsMissing() throws Exception {
		EndpointTester tester = new EndpointTester(Principals.class).with(this.session.withPrincipal(() -> "ann"));
		tester.text("hello");
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Missing principal"));
	}

	@Test
	void closeStatus() throws Exception {
		EndpointTester tester = new EndpointTester(Status.class).with(this.session);
		tester.close(new CloseStatus(4711, "over"));
		assertThat(tester.session().getAttributes()).containsEntry("status", new CloseStatus(4711, "over"));
	}

	@Test
	void closeReason() throws Exception {
		EndpointTester tester = new EndpointTester(Reason.class).with(this.session);
		tester.close(CloseStatus.NO_CLOSE_FRAME);
		assertThat(tester.session().getAttributes()).containsEntry("code", CloseReason.CloseCodes.CLOSED_ABNORMALLY);
		tester.close(new CloseStatus(4711, "over"));
		assertThat(tester.session().getAttributes()).extractingByKey("code")
			.isInstanceOfSatisfying(CloseReason.CloseCode.class, (code) -> assertThat(code.getCode()).isEqualTo(4711));
		assertThat(tester.session().getAttributes()).containsEntry("phrase", "over");
	}

	@Test
	void missingValueOfCloseIsLogged(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(CloseWithHeader.class).with(this.session);
		tester.close(CloseStatus.NORMAL);
		assertThat(output).contains("Missing header 'X-Reason', which 'void on(");
	}

	@Test
	void missingValueOfErrorClosesSession() throws Exception {
		EndpointTester tester = new EndpointTester(ErrorWithHeader.class).with(this.session);
		assertThat(tester.fail(new IllegalStateException())).isTrue();
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1008, "Missing header 'X-Reason'"));
	}

	@Test
	void annotationsOnInterfaceCount() throws Exception {
		EndpointTester tester = new EndpointTester(FromInterface.class).with(this.session.withPathVariable("id", "7"));
		tester.text("hello");
		assertThat(tester.sent()).containsExactly("7 hello");
	}

	@Test
	void methodOfGenericSuperclassIsCalledOnce() throws Exception {
		EndpointTester tester = new EndpointTester(FromSuperclass.class);
		tester.text("{\"text\":\"hi\"}");
		tester.text("{\"text\":\"ho\"}");
		assertThat(tester.sent()).containsExactly("Note[text=hi]", "Note[text=ho]");
	}

	@Test
	void annotatedMethodsAreInherited() throws Exception {
		EndpointTester tester = new EndpointTester(Inheriting.class);
		tester.text("[{\"text\":\"hi\"}]");
		assertThat(tester.sent()).containsExactly("[Note[text=hi]]");
	}

	@WsEndpoint("/a")
	static class SessionAndHeaders {

		@OnOpen
		String on(WsSession session, HttpHeaders headers) {
			return session.getId() + " " + headers.getFirst("X-Test");
		}

	}

	@WsEndpoint({ "/rooms/{room}/{user}", "/halls/{room}/{user}/{*rest}" })
	static class PathVariables {

		@OnOpen
		String on(@PathVariable int room, @PathParam("user") String name, @PathVariable Optional<String> rest) {
			return (room + 1) + " " + name + " " + rest.orElse("none");
		}

	}

	@WsEndpoint("/a")
	static class QueryParameters {

		@OnOpen
		String on(@RequestParam long one, @RequestParam List<Integer> many,
				@RequestParam(name = "size", defaultValue = "${no.such.property:42}") int number,
				@RequestParam Optional<Integer> maybe, @RequestParam @Nullable String other) {
			return one + " " + many + " " + number + " " + maybe + " " + other;
		}

	}

	enum Theme {

		DARK

	}

	@WsEndpoint("/a")
	static class HeadersAndCookies {

		@OnOpen
		String on(@RequestHeader("X-Trace") String trace, @RequestHeader("Accept-Language") List<String> languages,
				@CookieValue Theme theme) {
			return trace + " " + languages + " " + theme;
		}

	}

	@WsEndpoint("/a")
	static class LongName {

		@OnMessage
		void on(String message,
				@RequestParam("a-name-of-a-query-parameter-that-is-longer-than-what-the-reason-of-a-close-frame-can-hold"
						+ "-which-is-123-bytes") String value) {
		}

	}

	@WsEndpoint("/a")
	static class Principals {

		@OnOpen
		String open(@Nullable Principal principal) {
			return (principal != null) ? principal.getName() : "nobody";
		}

		@OnMessage
		String text(String message, Authentication authentication) {
			return authentication.getName() + " " + authentication.getCredentials().equals("secret");
		}

		@OnMessage
		String binary(byte[] message, Optional<Principal> principal) {
			return String.valueOf(principal.map(Principal::getName));
		}

	}

	@WsEndpoint("/a")
	static class Status {

		@OnClose
		void on(CloseStatus status, WsSession session) {
			session.getAttributes().put("status", status);
		}

	}

	@WsEndpoint("/a")
	static class Reason {

		@OnClose
		void on(WsSession session, CloseReason reason) {
			session.getAttributes().put("code", reason.getCloseCode());
			session.getAttributes().put("phrase", reason.getReasonPhrase());
		}

	}

	@WsEndpoint("/a")
	static class CloseWithHeader {

		@OnClose
		void on(@RequestHeader("X-Reason") String reason) {
		}

	}

	@WsEndpoint("/a")
	static class ErrorWithHeader {

		@OnMessage
		void on(String message) {
		}

		@OnError
		void on(@RequestHeader("X-Reason") String reason, Throwable failure) {
		}

	}

	interface Contract {

		@OnMessage
		String on(@PathVariable("id") int id, String message);

	}

	@WsEndpoint("/{id}")
	static class FromInterface implements Contract {

		@Override
		public String on(int number, String message) {
			return number + " " + message;
		}

	}

	record Note(String text) {
	}

	abstract static class Base<T> {

		@OnMessage
		abstract String on(T message);

	}

	@WsEndpoint("/a")
	static class FromSuperclass extends Base<Note> {

		@Override
		String on(Note message) {
			return message.toString();
		}

	}

	abstract static class ListBase<T> {

		@OnMessage
		String on(List<T> messages) {
			return messages.toString();
		}

	}

	@WsEndpoint("/a")
	static class Inheriting extends ListBase<Note> {

	}

}
