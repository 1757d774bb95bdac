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

package io.github.wsstarter.protocol;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FrameReader}, through {@link FrameCodec}.
 *
 * @author The ws-starter authors
 */
class FrameReaderTests {

	private static final String ID_MESSAGE = "'id' must be an integer from 0 to 9007199254740991";

	private final FrameCodec codec = new FrameCodec(new ProtocolTester.ToStringCodec());

	@Test
	void readsEachFrame() {
		assertThat(decode("{'type':'message','data':'hello'}")).isEqualTo(new ClientFrame.Message(text("hello")));
		assertThat(decode("{'type':'request','id':1,'data':'hello'}"))
			.isEqualTo(new ClientFrame.Request(1, text("hello")));
		assertThat(decode("{'type':'subscribe','id':2,'topic':'a.b'}"))
			.isEqualTo(new ClientFrame.Subscribe(2, "a.b", null));
		assertThat(decode("{'type':'subscribe','id':2,'topic':'a','since':{'epoch':'e','offset':7}}"))
			.isEqualTo(new ClientFrame.Subscribe(2, "a", new Position("e", 7)));
		assertThat(decode("{'type':'unsubscribe','id':3,'topic':'a'}")).isEqualTo(new ClientFrame.Unsubscribe(3, "a"));
		assertThat(decode("{'type':'publish','id':4,'topic':'a','data':1}"))
			.isEqualTo(new ClientFrame.Publish(4, "a", new Payload.Json("1")));
		assertThat(decode("{'type':'ping'}")).isEqualTo(new ClientFrame.Ping());
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.50", "-0", "1e400", "123456789012345678901234567890", "true", "false", "null", "{}",
			"[]", "{ \"b\" : [ 1.0 , {\"x\":\"\\u00e9\\n\"} ],\t\"a\":null }", "[[[]]]",
			"{\"n\":1.50,\"list\":[true,null]}", "[\"\\ud800\", \"\u20ac\ud83d\ude00\"]" })
	void keepsTheTextOfData(String json) {
		assertThat(this.codec.decode("{\"type\":\"message\",\"data\":" + json + "}"))
			.isEqualTo(new ClientFrame.Message(new Payload.Json(json)));
		assertThat(this.codec.decode("{\"data\" :\n " + json + " , \"type\":\"request\",\"id\":9}"))
			.isEqualTo(new ClientFrame.Request(9, new Payload.Json(json)));
	}

	@Test
	void keepsTheTextOfLargeData() {
		String json = "[\"" + "\u20ac\\\"".repeat(60_000) + "\"," + "7".repeat(50_000) + "]";
		assertThat(this.codec.decode("{\"id\":3,\"data\":" + json + ",\"type\":\"request\"}"))
			.isEqualTo(new ClientFrame.Request(3, new Payload.Json(json)));
		String number = "1" + "0".repeat(100_000);
		assertThat(this.codec.decode("{\"type\":\"message\",\"data\":" + number + "}"))
			.isEqualTo(new ClientFrame.Message(new Payload.Json(number)));
	}

	@Test
	void unescapesDataThatIsAString() {
		assertThat(this.codec.decode("{\"type\":\"message\",\"data\":\"a\\\"\\\\\\/\\n\\u20ac\\ud83d\\ude00{}\"}"))
			.isEqualTo(new ClientFrame.Message(text("a\"\\/\n\u20ac\ud83d\ude00{}")));
		assertThat(decode("{'type':'message','data':''}")).isEqualTo(new ClientFrame.Message(text("")));
		assertThat(this.codec.decode("{\"type\":\"message\",\"data\":\"\\ud800\"}"))
			.isEqualTo(new ClientFrame.Message(text("\ud800")));
	}

	@Test
	void skipsUnknownFields() {
		assertThat(decode("{'x':{'type':'no','id':[{}]},'type':'request','y':[1,[2]],'id':5,'data':0,'z':null}"))
			.isEqualTo(new ClientFrame.Request(5, new Payload.Json("0")));
	}

	@Test
	void lastOfSeveralEqualFieldsCounts() {
		assertThat(decode("{'type':7,'id':'x','data':1,'type':'dance','type':'request','id':5,'data':'a'}"))
			.isEqualTo(new ClientFrame.Request(5, text("a")));
		assertThat(decode("{'type':'subscribe','id':1,'topic':'a','since':7,'since':null}"))
			.isEqualTo(new ClientFrame.Subscribe(1, "a", null));
		expectError("{'type':'request','id':1,'id':null,'data':1}", null, "invalid-frame", ID_MESSAGE);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 9007199254740991L })
	void readsIds(long id) {
		assertThat(decode("{'type':'request','id':" + id + ",'data':1}"))
			.isEqualTo(new ClientFrame.Request(id, new Payload.Json("1")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "9007199254740992", "1.0", "1e3", "'1'", "null", "true", "[1]", "{'a':1}",
			"99999999999999999999999999" })
	void refusesIds(String id) {
		expectError("{'type':'request','id':" + id + ",'data':1}", null, "invalid-frame", ID_MESSAGE);
		expectError("{'type':'unsubscribe','topic':'a','id':" + id + "}", null, "invalid-frame", ID_MESSAGE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
	// @formatter:off
			"{'id':1,'data':1} | 'type' must be a string",
			"{'type':null,'id':1,'data':1} | 'type' must be a string",
			"{'type':['ping'],'id':1} | 'type' must be a string",
			"{'type':'message','id':1} | 'data' is missing",
			"{'type':'request','id':1} | 'data' is missing",
			"{'type':'publish','id':1,'topic':'a'} | 'data' is missing",
			"{'type':'publish','id':1,'data':1} | 'topic' must be a string",
			"{'type':'subscribe','id':1} | 'topic' must be a string",
			"{'type':'subscribe','id':1,'topic':{'topic':'a'}} | 'topic' must be a string",
			"{'type':'unsubscribe','id':1,'topic':5} | 'topic' must be a string"
	// @formatter:on
	})
	void refusesFieldsThatAreMissingOrWrong(String frame, String message) {
		expectError(frame, 1L, "invalid-frame", message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "'x'", "[]", "true", "{}", "{'epoch':'e'}", "{'offset':1}", "{'epoch':1,'offset':1}",
			"{'epoch':'e','offset':-1}", "{'epoch':'e','offset':1.5}", "{'epoch':'e','offset':9007199254740992}",
			"{'epoch':'e','offset':'1'}", "{'epoch':{'epoch':'e'},'offset':1}" })
	void refusesSince(String since) {
		expectError("{'type':'subscribe','id':1,'topic':'a','since':" + since + "}", 1L, "invalid-frame",
				"'since' must be an object with an 'epoch', which is a string, and an 'offset', which is an integer "
						+ "from 0 to 9007199254740991");
	}

	@Test
	void readsSinceWithUnknownFieldsAndAnyEpoch() {
		assertThat(decode("{'type':'subscribe','id':1,'topic':'a','since':{'x':[{}],'offset':2,'epoch':''}}"))
			.isEqualTo(new ClientFrame.Subscribe(1, "a", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dance", "welcome", "event", "Ping", "", " ping" })
	void refusesUnknownTypes(String type) {
		expectError("{'type':'" + type + "','id':5}", 5L, "unknown-type",
				"There is no frame of type '%s'".formatted(type));
	}

	@Test
	void quotesTheBeginningOfALongType() {
		expectError("{'type':'" + "x".repeat(10_000) + "'}", null, "unknown-type",
				"There is no frame of type '%s...'".formatted("x".repeat(64)));
		expectError("{'type':'" + "x".repeat(63) + "\ud83d\ude00'}", null, "unknown-type",
				"There is no frame of type '%s...'".formatted("x".repeat(63)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "1", "'ping'", "true", "[]", "[{'type':'ping'}]" })
	void refusesOtherJsonThanObjects(String frame) {
		expectError(frame, null, "invalid-frame", "A frame is a JSON object");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = { "{ | 1, column 2", "hello | 1, column 1",
			"{'type':'ping'} {} | 1, column 17", "{'type':'ping'}x | 1, column 16", "{'type':'ping', | 1, column 16",
			"{'type':'message','data':NaN} | 1, column 29", "{type:'ping'} | 1, column 2",
			"\ufeff{'type':'ping'} | 1, column 1", "{'type':'message','data':[1,]} | 1, column 29",
			"{'type':'message','data':01} | 1, column 27", "{'type':'message','data':+1} | 1, column 27",
			"{'type':'message','data':'a} | 1, column 29", "{'type':'message','data':{'a':'\\x'}} | 1, column 33",
			"{'type':'message','data':['\\u12G4']} | 1, column 32", "{'type':'ping'/**/} | 1, column 15",
			"{'a':1 'type':'ping'} | 1, column 8", "'abc | 1, column 5" })
	void refusesMalformedJson(String frame, String location) {
		assertThatExceptionOfType(InvalidFrameException.class).isThrownBy(() -> decode(frame))
			.satisfies((ex) -> assertThat(ex.error().code()).isEqualTo("invalid-frame"))
			.withMessageMatching("Malformed JSON at line 1, column \\d+")
			.withMessageEndingWith(location);
	}

	@Test
	void errorHasTheIdThatPrecedesTheMistake() {
		assertThatExceptionOfType(InvalidFrameException.class)
			.isThrownBy(() -> decode("{'type':'request','id':8,'data':[}"))
			.satisfies((ex) -> assertThat(ex.error().id()).isEqualTo(8));
	}

	@Test
	void acceptsAHundredLevels() {
		String data = "[".repeat(99) + "]".repeat(99);
		assertThat(decode("{'type':'message','data':" + data + "}"))
			.isEqualTo(new ClientFrame.Message(new Payload.Json(data)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "data", "unknown", "since", "type", "id", "topic" })
	void refusesMoreThanAHundredLevels(String field) {
		String deep = "[".repeat(100) + "]".repeat(100);
		expectError("{'type':'request','id':6,'" + field + "':" + deep + "}", 6L, "invalid-frame",
				"JSON is nested deeper than 100 levels");
		expectError("[".repeat(60_000), null, "invalid-frame", "A frame is a JSON object");
		expectError("{'a':".repeat(60_000), null, "invalid-frame", "JSON is nested deeper than 100 levels");
	}

	private void expectError(String frame, @Nullable Long id, String code, String message) {
		assertThatExceptionOfType(InvalidFrameException.class).isThrownBy(() -> decode(frame))
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(new ServerFrame.Error(id, code, message, false)));
	}

	private ClientFrame decode(String frame) {
		return this.codec.decode(frame.replace('\'', '"'));
	}

	private static Payload text(String text) {
		return new Payload.Text(text);
	}

}
