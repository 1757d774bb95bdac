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

package io.github.wsstarter.message;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JacksonMessageCodec}.
 *
 * @author The ws-starter authors
 */
class JacksonMessageCodecTests {

	private final JacksonMessageCodec codec = new JacksonMessageCodec(JsonMapper.shared());

	@Test
	void encodesObject() {
		assertThat(this.codec.encode(new Order("tea", 2, List.of()))).contains("\"item\":\"tea\"", "\"count\":2")
			.doesNotContain("type");
	}

	@Test
	void encodeWhenNotPossibleNamesClass() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.encode(new Broken("x")))
			.withMessageContaining(Broken.class.getName());
	}

	@Test
	void decodesObject() {
		assertThat(decode("{\"item\":\"tea\",\"count\":2,\"lines\":[{\"price\":1.5}]}", Order.class))
			.isEqualTo(new Order("tea", 2, List.of(new Line(new BigDecimal("1.5")))));
	}

	@Test
	void decodesGenericType() {
		Type type = new ParameterizedTypeReference<List<Line>>() {
		}.getType();
		assertThat(decode("[{\"price\":3}]", type)).isEqualTo(List.of(new Line(new BigDecimal(3))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n\t" })
	void decodeWhenEmptyFails(String text) {
		assertFailure(text, Order.class, "Empty message, JSON is expected");
	}

	@Test
	void decodeWhenNullFails() {
		assertFailure("null", Order.class, "The message must not be null");
		assertFailure("null", Command.class, "The message must not be null");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"item": tea}                  | Malformed JSON at line 1, column 10
			{"item":"tea"                  | Malformed JSON at line 1, column 14
			{"count":1} {"count":2}        | Malformed JSON at line 1, column 13
			{"count":1}}                   | Malformed JSON at line 1, column 12
			{}                             | Property 'count' is required
			{"count":null}                 | Property 'count' is required
			{"count":"many"}               | Property 'count' is not an integer
			{"count":{}}                   | Property 'count' is not an integer
			{"count":99999999999}          | Property 'count' is out of range
			{"count":1e999}                | Property 'count' is out of range
			{"lines":{}}                   | Property 'lines' is not an array
			{"lines":[{"price":1},7]}      | Property 'lines[1]' is not an object
			{"lines":[{"price":"x"}]}      | Property 'lines[0].price' is not a number
			{"lines":[{"price":true}]}     | Property 'lines[0].price' is not a number
			{"item":["tea"]}               | Property 'item' is not a string
			[]                             | The message is not an object
			7                              | The message is not an object
			"text"                         | The message is not an object
			""")
	void decodeWhenMalformedFails(String text, String message) {
		assertFailure(text, Order.class, message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"flag":"perhaps"} | Property 'flag' is not a boolean
			{"color":"PINK"}   | Property 'color' is not one of the allowed values
			{"when":"never"}   | Property 'when' is not a valid value
			{"ratio":"half"}   | Property 'ratio' is not a number
			{"small":300}      | Property 'small' is out of range
			{"initial":"ab"}   | Property 'initial' is not a string
			{"byName":[]}      | Property 'byName' is not an object
			""")
	void decodeWhenPropertyDoesNotFitFails(String text, String message) {
		assertFailure(text, Kinds.class, message);
	}

	@Test
	void decodeWhenControlCharacterFails() {
		assertFailure("\0", Order.class, "Malformed JSON at line 1, column 1");
	}

	@Test
	void decodeWhenTooDeeplyNestedFails() {
		String text = "[".repeat(100_000);
		assertThatExceptionOfType(MessageFormatException.class).isThrownBy(() -> decode(text, List.class))
			.withMessage("JSON that is nested too deeply or has too long a value");
		assertThatExceptionOfType(MessageFormatException.class)
			.isThrownBy(() -> decode("{\"type\":" + text, Command.class))
			.withMessage("JSON that is nested too deeply or has too long a value");
	}

	@Test
	void decodeWhenNumberIsHugeFails() {
		assertThatExceptionOfType(MessageFormatException.class)
			.isThrownBy(() -> decode("{\"count\":" + "9".repeat(100_000) + "}", Order.class))
			.withMessageStartingWith("JSON that is nested too deeply or has too long a value");
		assertThatExceptionOfType(MessageFormatException.class)
			.isThrownBy(() -> decode("1e1000000000", BigInteger.class))
			.withMessageStartingWith("JSON that is nested too deeply or has too long a value");
	}

	@Test
	void decodeWhenPropertyIsUnknownAndMapperIsStrictFails() {
		JacksonMessageCodec strict = new JacksonMessageCodec(
				JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
		assertThatExceptionOfType(MessageFormatException.class)
			.isThrownBy(() -> strict.decode("{\"%s\":1}".formatted("x".repeat(1000)), Line.class))
			.withMessage("Property '%s...' is unknown", "x".repeat(64));
		assertThat(strict.decode("{\"type\":\"join\",\"room\":\"a\"}", Command.class)).isEqualTo(new Join("a"));
		assertThatExceptionOfType(MessageFormatException.class)
			.isThrownBy(() -> strict.decode("{\"type\":\"join\",\"hall\":\"a\"}", Command.class))
			.withMessage("Property 'hall' is unknown");
	}

	@Test
	void decodeWhenConstructorRefusesKeepsItsMessageFromClient() {
		assertThatExceptionOfType(MessageFormatException.class).isThrownBy(() -> decode("{\"value\":-1}", Picky.class))
			.withMessage("The message is not valid")
			.withStackTraceContaining("secret");
	}

	@Test
	void decodeWhenTypeCannotBeConstructedIsNotTheClientsFault() {
		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> decode("{}", Runnable.class));
	}

	@Test
	void mappersOwnSettingForTrailingTokensIsOverruled() {
		JacksonMessageCodec lenient = new JacksonMessageCodec(
				JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build());
		assertThatExceptionOfType(MessageFormatException.class)
			.isThrownBy(() -> lenient.decode("{\"type\":\"leave\"} x", Command.class))
			.withMessageStartingWith("Malformed JSON at line 1");
	}

	private Object decode(String text, Type type) {
		return this.codec.decode(text, type);
	}

	private void assertFailure(String text, Type type, String message) {
		assertThatExceptionOfType(MessageFormatException.class).isThrownBy(() -> decode(text, type))
			.withMessage(message);
	}

	@Nested
	class SealedTypes {

		@ParameterizedTest
		@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
				{}                       | The message has no property 'type', expected one of: join, leave, chatMessage
				{"type":null}            | The message has no property 'type', expected one of: join, leave, chatMessage
				{"type":["join"]}        | The message has no property 'type', expected one of: join, leave, chatMessage
				{"type":"foo"}           | Unknown message type 'foo', expected one of: join, leave, chatMessage
				{"type":"Join"}          | Unknown message type 'Join', expected one of: join, leave, chatMessage
				[{"type":"join"}]        | The message is not an object
				"join"                   | The message is not an object
				{"type":"join"           | Malformed JSON at line 1, column 15
				{"type":"join","room":{}}| Property 'room' is not a string
				""")
		void decodeWhenTypeIsMissingOrUnknownFails(String text, String message) {
			assertFailure(text, Command.class, message);
		}

		@Test
		void unknownTypeIsQuotedOnlyInPart() {
			assertThatExceptionOfType(MessageFormatException.class)
				.isThrownBy(() -> decode("{\"type\":\"%s\"}".formatted("y".repeat(10_000)), Command.class))
				.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200));
		}

		@Test
		void decodesMembers() {
			assertThat(decode("{\"type\":\"join\",\"room\":\"a\"}", Command.class)).isEqualTo(new Join("a"));
			assertThat(decode("{\"type\":\"leave\"}", Command.class)).isEqualTo(new Leave());
			assertThat(decode("{\"text\":\"hi\",\"type\":\"chatMessage\"}", Command.class))
				.isEqualTo(new ChatMessage("hi"));
		}

		@Test
		void decodesSingleMemberOnlyWithItsOwnType() {
			assertThat(decode("{\"type\":\"join\",\"room\":\"a\"}", Join.class)).isEqualTo(new Join("a"));
			assertFailure("{\"type\":\"leave\"}", Join.class, "Unknown message type 'leave', expected one of: join");
		}

		@Test
		void encodesMemberWithItsType() {
			assertThat(JacksonMessageCodecTests.this.codec.encode(new Join("a")))
				.isEqualTo("{\"type\":\"join\",\"room\":\"a\"}");
		}

		@Test
		void memberMayHavePropertyNamedType() {
			String text = "{\"type\":\"typed\"}";
			assertThat(decode(text, WithTypeProperty.class)).isEqualTo(new Typed("typed"));
			assertThat(JacksonMessageCodecTests.this.codec.encode(new Typed("typed"))).isEqualTo(text);
		}

		@Test
		void namesDeclaredToJacksonWin() {
			assertThat(decode("{\"type\":\"first-one\"}", Named.class)).isEqualTo(new First());
			assertThat(decode("{\"type\":\"second-one\"}", Named.class)).isEqualTo(new Second());
		}

		@Test
		void typeInfoOfJacksonWins() {
			assertThat(decode("{\"kind\":\"on\"}", Switch.class)).isEqualTo(new On());
			assertThat(decode("{\"kind\":\"on\"}", On.class)).isEqualTo(new On());
			assertThat(JacksonMessageCodecTests.this.codec.encode(new On())).isEqualTo("{\"kind\":\"on\"}");
			assertFailure("{\"kind\":\"dim\"}", Switch.class, "Unknown message type 'dim', expected one of: on, off");
			assertFailure("{\"type\":\"on\"}", Switch.class,
					"The message does not say its type, expected one of: on, off");
		}

		@Test
		void checkWhenTwoMembersShareIdFails() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> JacksonMessageCodecTests.this.codec.check(Clash.class))
				.withMessageContaining("both known as message type 'join'");
		}

		@Test
		void checkWhenMemberIsOpenFails() {
			assertThatIllegalArgumentException().isThrownBy(() -> JacksonMessageCodecTests.this.codec.check(Open.class))
				.withMessageContaining(OpenMember.class.getName());
		}

		@Test
		void typesOfTheJdkAreNotTakenForSealedMessages() {
			assertThat(JacksonMessageCodecTests.this.codec.encode(Map.of("a", 1))).isEqualTo("{\"a\":1}");
			assertThat(JacksonMessageCodecTests.this.codec.encode(7)).isEqualTo("7");
			assertThat(decode("7", Integer.class)).isEqualTo(7);
		}

	}

	record Order(String item, int count, List<Line> lines) {
	}

	record Line(BigDecimal price) {
	}

	enum Color {

		RED

	}

	record Kinds(Boolean flag, Color color, Instant when, Double ratio, Byte small, Character initial,
			Map<String, String> byName) {
	}

	record Picky(int value) {

		Picky {
			if (value < 0) {
				throw new IllegalStateException("secret");
			}
		}

	}

	record Broken(String value) {

		@Override
		public String value() {
			throw new IllegalStateException("broken");
		}

	}

	sealed interface Command {

	}

	record Join(String room) implements Command {
	}

	record Leave() implements Command {
	}

	sealed interface Talk extends Command {

	}

	record ChatMessage(String text) implements Talk {
	}

	sealed interface WithTypeProperty {

	}

	record Typed(String type) implements WithTypeProperty {
	}

	@JsonSubTypes(@JsonSubTypes.Type(value = Second.class, name = "second-one"))
	sealed interface Named {

	}

	@JsonTypeName("first-one")
	record First() implements Named {
	}

	record Second() implements Named {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = On.class, name = "on"),
			@JsonSubTypes.Type(value = Off.class, name = "off") })
	sealed interface Switch {

	}

	record On() implements Switch {
	}

	record Off() implements Switch {
	}

	sealed interface Clash {

	}

	static class Inner {

		record Join() implements Clash {
		}

	}

	static class Outer {

		record Join() implements Clash {
		}

	}

	sealed interface Open {

	}

	non-sealed interface OpenMember extends Open {

	}

}
