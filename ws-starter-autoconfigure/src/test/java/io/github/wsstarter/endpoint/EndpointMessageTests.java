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
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.MessageFormatException;
import io.github.wsstarter.session.SessionOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the selection of the method that handles a message.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointMessageTests {

	@Test
	void textBinaryAndPong() throws Exception {
		EndpointTester tester = new EndpointTester(Kinds.class);
		tester.text("a");
		tester.binary("b");
		tester.pong("c");
		assertThat(tester.sent()).containsExactly("text a", "binary b", "pong c");
	}

	@Test
	void bytesAreOnlyThoseOfTheMessage() throws Exception {
		EndpointTester tester = new EndpointTester(Bytes.class);
		ByteBuffer buffer = ByteBuffer.wrap("xxhixx".getBytes(StandardCharsets.UTF_8), 2, 2);
		tester.route().handler().message(tester.session(), new InboundMessage.Binary(buffer), new TestReplies());
		tester.route()
			.handler()
			.message(tester.session(), new InboundMessage.Binary(buffer.rewind().limit(6).slice(2, 2)),
					new TestReplies());
		tester.route()
			.handler()
			.message(tester.session(), new InboundMessage.Binary(ByteBuffer.wrap("hi".getBytes()).asReadOnlyBuffer()),
					new TestReplies());
		assertThat(tester.session().getAttributes()).containsEntry("count", 3);
	}

	@Test
	void kindThatNothingTakesClosesSession(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(OpenOnly.class);
		tester.pong("ignored");
		assertThat(tester.closeStatus()).isNull();
		tester.text("hello");
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1003, "Text messages are not accepted"));
		tester.with(new TestSession()).binary("hello");
		assertThat(tester.closeStatus()).isEqualTo(new CloseStatus(1003, "Binary messages are not accepted"));
		tester.with(new TestSession()).text("hello");
		assertThat(output.toString().split("Text messages are not accepted, because no @OnMessage method takes them"))
			.as("logged once")
			.hasSize(2);
	}

	@Test
	void singleJsonType() throws Exception {
		EndpointTester tester = new EndpointTester(Single.class);
		tester.text("[1, 2, 3]");
		assertThat(tester.sent()).containsExactly(6);
	}

	@Test
	void membersOfSealedInterface() throws Exception {
		EndpointTester tester = new EndpointTester(Members.class);
		tester.text("{\"type\":\"join\",\"room\":\"a\"}");
		tester.text("{\"type\":\"leave\"}");
		assertThat(tester.sent()).containsExactly("joined a", "left");
		assertThatExceptionOfType(MessageFormatException.class)
			.isThrownBy(() -> tester.text("{\"type\":\"kick\",\"user\":\"bob\"}"))
			.withMessage("Messages of this type are not accepted");
		assertThatExceptionOfType(MessageFormatException.class).isThrownBy(() -> tester.text("{\"type\":\"foo\"}"))
			.withMessage("Unknown message type 'foo', expected one of: join, leave, kick, ban");
	}

	@Test
	void sealedInterfaceTakesMembersThatNothingElseTakes() throws Exception {
		EndpointTester tester = new EndpointTester(CatchAll.class);
		tester.text("{\"type\":\"join\",\"room\":\"a\"}");
		tester.text("{\"type\":\"leave\"}");
		tester.text("{\"type\":\"kick\",\"user\":\"bob\"}");
		tester.text("{\"type\":\"ban\",\"user\":\"eve\"}");
		assertThat(tester.sent()).containsExactly("join a", "other Leave[]", "admin Kick[user=bob]", "ban eve");
	}

	@Test
	void messageIsValidated() {
		EndpointTester tester = new EndpointTester(Valids.class);
		assertThatExceptionOfType(ConstraintViolationException.class)
			.isThrownBy(() -> tester.text("{\"type\":\"order\",\"item\":\" \",\"count\":0}"))
			.satisfies((ex) -> assertThat(ex.getConstraintViolations()).hasSize(2));
		assertThat(tester.sent()).isEmpty();
	}

	@Test
	void messageIsValidatedInGroups() throws Exception {
		EndpointTester tester = new EndpointTester(Valids.class);
		assertThatExceptionOfType(ConstraintViolationException.class)
			.isThrownBy(() -> tester.text("{\"type\":\"refund\",\"reason\":\"\"}"));
		tester.text("{\"type\":\"order\",\"item\":\"tea\",\"count\":1}");
		assertThat(tester.sent()).containsExactly("tea");
	}

	@Test
	void elementsOfListAreValidated() {
		EndpointTester tester = new EndpointTester(ValidList.class);
		assertThatExceptionOfType(ConstraintViolationException.class)
			.isThrownBy(() -> tester.text("[{\"item\":\"tea\",\"count\":1},{\"item\":\"\",\"count\":1}]"));
	}

	@Test
	void limitOfMethodReachesRoute() {
		SessionOptions options = new EndpointTester(Limits.class).route().options();
		assertThat(options.textLimit()).isEqualTo(3000);
		assertThat(options.binaryLimit()).isEqualTo(5);
	}

	@Test
	void limitOfMethodThatIsLowestDoesNotHoldBackOthers() {
		assertThat(new EndpointTester(LowLimit.class).route().options().textLimit()).isEqualTo(1000);
	}

	@Test
	void messageOverLimitOfItsMethodClosesSession(CapturedOutput output) throws Exception {
		EndpointTester tester = new EndpointTester(LowLimit.class);
		tester.text("{\"type\":\"join\",\"room\":\"\u00e4\"}");
		assertThat(tester.sent()).containsExactly("joined");
		tester.text("{\"type\":\"join\",\"room\":\"\u00e4b\"}");
		assertThat(tester.closeStatus()).isEqualTo(CloseStatus.TOO_BIG_TO_PROCESS);
		assertThat(tester.sent()).containsExactly("joined");
		assertThat(output).contains("the message is larger than the 27 bytes that "
				+ "'String join(EndpointMessageTests.Join join)' takes (maxMessageSize)");
	}

	@Test
	void generalLimitHoldsForMethodWithoutOne() throws Exception {
		EndpointTester tester = new EndpointTester(Limits.class);
		tester.text("{\"type\":\"leave\"}" + " ".repeat(984));
		assertThat(tester.closeStatus()).isNull();
		tester.text("{\"type\":\"leave\"}" + " ".repeat(985));
		assertThat(tester.closeStatus()).isEqualTo(CloseStatus.TOO_BIG_TO_PROCESS);
	}

	@Test
	void limitOfOperatorWins() throws Exception {
		EndpointServices defaults = EndpointTester.services();
		EndpointTester tester = new EndpointTester(EndpointTester.services(defaults.codec(), defaults.validator(),
				new EndpointOptions(EndpointTester.OPTIONS, true, true)), Limits.class);
		assertThat(tester.route().options()).isEqualTo(EndpointTester.OPTIONS);
		tester.binary("longer than five bytes");
		assertThat(tester.closeStatus()).isNull();
	}

	@WsEndpoint("/a")
	static class Kinds {

		@OnMessage
		String text(CharSequence message) {
			return "text " + message;
		}

		@OnMessage
		String binary(ByteBuffer message) {
			return "binary " + StandardCharsets.UTF_8.decode(message);
		}

		@OnMessage
		String pong(PongMessage message) {
			return "pong " + StandardCharsets.UTF_8.decode(message.getApplicationData());
		}

	}

	@WsEndpoint("/a")
	static class Bytes {

		@OnMessage
		void binary(byte[] message, WsSession session) {
			assertThat(message).asString(StandardCharsets.UTF_8).isEqualTo("hi");
			session.getAttributes().merge("count", 1, (before, added) -> (Integer) before + (Integer) added);
		}

	}

	@WsEndpoint("/a")
	static class OpenOnly {

		@OnOpen
		void on() {
		}

	}

	@WsEndpoint("/a")
	static class Single {

		@OnMessage
		int sum(List<Integer> numbers) {
			return numbers.stream().mapToInt(Integer::intValue).sum();
		}

	}

	sealed interface Command {

	}

	record Join(String room) implements Command {
	}

	record Leave() implements Command {
	}

	sealed interface Admin extends Command {

	}

	record Kick(String user) implements Admin {
	}

	record Ban(String user) implements Admin {
	}

	@WsEndpoint("/a")
	static class Members {

		@OnMessage
		String join(Join join) {
			return "joined " + join.room();
		}

		@OnMessage
		String leave(Leave leave) {
			return "left";
		}

	}

	@WsEndpoint("/a")
	static class CatchAll {

		@OnMessage
		String other(Command command) {
			return "other " + command;
		}

		@OnMessage
		String admin(Admin command) {
			return "admin " + command;
		}

		@OnMessage
		String ban(Ban ban) {
			return "ban " + ban.user();
		}

		@OnMessage
		String join(Join join) {
			return "join " + join.room();
		}

	}

	interface Strict {

	}

	sealed interface Business {

	}

	record Order(@NotBlank String item, @Min(1) int count) implements Business {
	}

	record Refund(@NotBlank(groups = Strict.class) String reason) implements Business {
	}

	record Line(@NotBlank String item, int count) {
	}

	@WsEndpoint("/a")
	static class Valids {

		@OnMessage
		String order(@Valid Order order) {
			return order.item();
		}

		@OnMessage
		String refund(@Validated(Strict.class) Refund refund) {
			return refund.reason();
		}

	}

	@WsEndpoint("/a")
	static class ValidList {

		@OnMessage
		void on(@Valid List<Line> lines) {
		}

	}

	@WsEndpoint("/a")
	static class Limits {

		@OnMessage(maxMessageSize = 3000)
		void join(Join join) {
		}

		@OnMessage
		void leave(Leave leave) {
		}

		@OnMessage(maxMessageSize = 5)
		void bytes(byte[] bytes) {
		}

	}

	@WsEndpoint("/a")
	static class LowLimit {

		@OnMessage(maxMessageSize = 27)
		String join(Join join) {
			return "joined";
		}

		@OnMessage
		String leave(Leave leave) {
			return "left";
		}

	}

}
