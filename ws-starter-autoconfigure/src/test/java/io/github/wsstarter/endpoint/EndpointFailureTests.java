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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.MessageFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the handling of failures.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointFailureTests {

	@Test
	void whatMethodThrowsComesOutUnwrapped() {
		EndpointTester tester = new EndpointTester(Throwing.class);
		assertThatIOException().isThrownBy(tester::open).withMessage("checked");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> tester.text("x")).withMessage("error");
		assertThatIllegalStateException().isThrownBy(() -> tester.close(CloseStatus.NORMAL)).withMessage("unchecked");
	}

	@Test
	void mostSpecificMethodHandlesFailure() throws Exception {
		EndpointTester tester = new EndpointTester(Specific.class);
		assertThat(tester.fail(new FileNotFoundException("a"))).isTrue();
		assertThat(tester.fail(new IOException("b"))).isTrue();
		assertThat(tester.fail(new IllegalStateException("c"))).isTrue();
		assertThat(tester.fail(new StackOverflowError("d"))).isTrue();
		assertThat(tester.sent()).containsExactly("file a", "io b", "any c", "any d");
	}

	@Test
	void failureIsUnwrapped() throws Exception {
		EndpointTester tester = new EndpointTester(Specific.class);
		IOException cause = new IOException("b");
		tester.fail(new CompletionException(cause));
		tester.fail(new ExecutionException(new CompletionException(cause)));
		tester.fail(new InvocationTargetException(cause));
		tester.fail(new UncheckedIOException(cause));
		assertThat(tester.sent()).containsExactly("io b", "io b", "io b", "any java.io.IOException: b");
	}

	@Test
	void failureThatNoMethodTakesIsNotDealtWith() throws Exception {
		EndpointTester tester = new EndpointTester(Narrow.class);
		assertThat(tester.fail(new IllegalArgumentException("secret"))).isFalse();
		assertThat(tester.sent()).isEmpty();
	}

	@Test
	void methodThatThrowsDoesNotDealWithFailure(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(Narrow.class);
		assertThat(tester.fail(new IllegalStateException("first"))).isFalse();
		assertThat(output).contains("'void on(IllegalStateException failure)' failed (session 'test' of endpoint",
				"java.lang.UnsupportedOperationException: second");
	}

	@Test
	void replyThatFailsLaterIsLogged(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(Late.class);
		assertThat(tester.fail(new IllegalStateException("first"))).isTrue();
		assertThat(output).contains("The return value of 'CompletionStage<String> on()' failed",
				"java.lang.UnsupportedOperationException: late");
	}

	@Test
	void invalidMessageIsReportedToClient() throws Exception {
		EndpointTester tester = new EndpointTester(Valids.class);
		Throwable failure = catchThrowable(() -> tester.text("{"));
		assertThat(tester.fail(failure)).isTrue();
		assertThat(tester.sent())
			.containsExactly(new ErrorMessage("invalid-message", "Malformed JSON at line 1, column 2"));
		assertThat(tester.closeStatus()).isNull();
	}

	@Test
	void errorReplyHasReadableOrder() throws Exception {
		EndpointTester tester = new EndpointTester(Valids.class);
		tester.fail(new MessageFormatException("No.", null));
		assertThat(EndpointTester.services().codec().encode(tester.sent().get(0)))
			.isEqualTo("{\"type\":\"error\",\"code\":\"invalid-message\",\"message\":\"No.\"}");
	}

	@Test
	void constraintViolationIsReportedToClient() throws Exception {
		EndpointTester tester = new EndpointTester(Valids.class);
		Throwable failure = catchThrowable(() -> tester.text("{\"item\":\"\",\"count\":0}"));
		assertThat(tester.fail(failure)).isTrue();
		assertThat(tester.sent()).containsExactly(new ErrorMessage("constraint-violation",
				"count: must be greater than or equal to 1, item: must not be blank"));
	}

	@Test
	void constraintViolationOfMethodValidationIsReportedToClient() throws Exception {
		EndpointTester tester = new EndpointTester(MethodValidation.class, ValidatedEndpoint.class);
		Throwable failure = catchThrowable(() -> tester.text(" "));
		assertThat(failure).isInstanceOf(ConstraintViolationException.class);
		assertThat(tester.fail(failure)).isTrue();
		assertThat(tester.sent())
			.containsExactly(new ErrorMessage("constraint-violation", "message: must not be blank"));
	}

	@Test
	void constraintViolationOfReturnValueIsNotTheClients() throws Exception {
		EndpointTester tester = new EndpointTester(MethodValidation.class, ValidatedEndpoint.class);
		Throwable failure = catchThrowable(() -> tester.binary("x"));
		assertThat(failure).isInstanceOf(ConstraintViolationException.class);
		assertThat(tester.fail(failure)).isFalse();
		assertThat(tester.sent()).isEmpty();
	}

	@Test
	void constraintViolationFromElsewhereIsNotTheClients() throws Exception {
		EndpointTester tester = new EndpointTester(Valids.class);
		MessageValidator elsewhere = EndpointTester.validator();
		Throwable failure = catchThrowable(() -> elsewhere.validate(new Order("", 1)));
		assertThat(tester
			.fail(new ConstraintViolationException(((ConstraintViolationException) failure).getConstraintViolations())))
			.isFalse();
		assertThat(tester.fail(new ConstraintViolationException("secret", null))).isFalse();
		assertThat(tester.sent()).isEmpty();
	}

	@Test
	void methodMayTakeOverInvalidMessages() throws Exception {
		EndpointTester tester = new EndpointTester(OwnReply.class);
		assertThat(tester.fail(new MessageFormatException("No.", null))).isTrue();
		assertThat(tester.sent()).containsExactly("own");
	}

	@WsEndpoint("/a")
	static class Throwing {

		@OnOpen
		void open() throws IOException {
			throw new IOException("checked");
		}

		@OnMessage
		void message(String message) {
			throw new AssertionError("error");
		}

		@OnClose
		void close() {
			throw new IllegalStateException("unchecked");
		}

	}

	@WsEndpoint("/a")
	static class Specific {

		@OnMessage
		void on(String message) {
		}

		@OnError
		String any(WsSession session, Throwable failure) {
			return "any " + failure.getMessage();
		}

		@OnError
		String file(FileNotFoundException failure) {
			return "file " + failure.getMessage();
		}

		@OnError
		String io(IOException failure) {
			return "io " + failure.getMessage();
		}

	}

	@WsEndpoint("/a")
	static class Narrow {

		@OnMessage
		void on(String message) {
		}

		@OnError
		void on(IllegalStateException failure) {
			throw new UnsupportedOperationException("second");
		}

	}

	@WsEndpoint("/a")
	static class Late {

		@OnMessage
		void on(String message) {
		}

		@OnError
		CompletionStage<String> on() {
			return CompletableFuture.failedFuture(new UnsupportedOperationException("late"));
		}

	}

	record Order(@NotBlank String item, @Min(1) int count) {
	}

	@WsEndpoint("/a")
	static class Valids {

		@OnMessage
		void on(@Valid Order order) {
		}

	}

	@WsEndpoint("/a")
	static class OwnReply {

		@OnMessage
		void on(Order order) {
		}

		@OnError
		String on(MessageFormatException failure) {
			return "own";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MethodValidation {

		@Bean
		static LocalValidatorFactoryBean validator() {
			return new LocalValidatorFactoryBean();
		}

		@Bean
		static MethodValidationPostProcessor methodValidation() {
			return new MethodValidationPostProcessor();
		}

	}

	@WsEndpoint("/a")
	@Validated
	static class ValidatedEndpoint {

		@OnMessage
		void text(@NotBlank String message) {
		}

		@OnMessage
		@NotBlank
		String binary(byte[] message) {
			return "";
		}

	}

}
