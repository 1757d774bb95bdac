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

import java.nio.ByteBuffer;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerFrame}, through {@link FrameCodec}.
 *
 * @author The ws-starter authors
 */
class ServerFrameTests {

	private static final Position POSITION = new Position("e1", 7);

	private final FrameCodec codec = new FrameCodec(new ProtocolTester.ToStringCodec());

	@Test
	void writesWelcome() {
		expect(new ServerFrame.Welcome("s", Duration.ofSeconds(25), 1, 2, 3),
				"{'type':'welcome','session':'s','heartbeat':25000,'limits':{'text':1,'binary':2,'subscriptions':3}}");
	}

	@Test
	void writesMessages() {
		expect(new ServerFrame.Message(new Payload.Text("hello")), "{'type':'message','data':'hello'}");
		expect(new ServerFrame.Message(new Payload.Json("{ 'n': 1.50 }".replace('\'', '"'))),
				"{'type':'message','data':{ 'n': 1.50 }}");
	}

	@Test
	void escapesText() {
		assertThat(this.codec.json(new ServerFrame.Message(new Payload.Text("a\"b\\c\n\u0000\u20ac\ud83d\ude00"))))
			.isEqualTo("{\"type\":\"message\",\"data\":\"a\\\"b\\\\c\\n\\u0000\u20ac\ud83d\ude00\"}");
	}

	@Test
	void writesReplies() {
		expect(new ServerFrame.Reply(1, new Payload.Text("x"), false), "{'type':'reply','id':1,'data':'x'}");
		expect(new ServerFrame.Reply(1, new Payload.Json("null"), true),
				"{'type':'reply','id':1,'data':null,'more':true}");
		expect(new ServerFrame.Reply(9007199254740991L, null, false), "{'type':'reply','id':9007199254740991}");
		expect(new ServerFrame.Reply(1, bytes(), true),
				"{'type':'reply','id':1,'data':'AAEC/w==','encoding':'base64','more':true}");
	}

	@Test
	void writesEvents() {
		expect(new ServerFrame.Event("a.b", POSITION, new Payload.Json("{'p':1}".replace('\'', '"')), false),
				"{'type':'event','topic':'a.b','epoch':'e1','offset':7,'data':{'p':1}}");
		expect(new ServerFrame.Event("a.b", POSITION, new Payload.Text("t"), true),
				"{'type':'event','topic':'a.b','epoch':'e1','offset':7,'data':'t','snapshot':true}");
		ServerFrame.Event binary = new ServerFrame.Event("a.b", POSITION, bytes(), true);
		for (int i = 0; i < 2; i++) {
			expect(binary, "{'type':'event','topic':'a.b','epoch':'e1','offset':7,'data':'AAEC/w==',"
					+ "'encoding':'base64','snapshot':true}");
		}
	}

	@Test
	void writesAcks() {
		expect(new ServerFrame.Ack(2, null), "{'type':'ack','id':2}");
		expect(new ServerFrame.Ack(2, new ServerFrame.Subscription("a.b", POSITION, true)),
				"{'type':'ack','id':2,'topic':'a.b','epoch':'e1','offset':7,'recovered':true}");
	}

	@Test
	void writesErrors() {
		expect(ServerFrame.Error.of(5L, ErrorCode.UNAVAILABLE, "m"),
				"{'type':'error','id':5,'code':'unavailable','message':'m','retryable':true}");
		expect(ServerFrame.Error.of(null, ErrorCode.TOO_MANY_SUBSCRIPTIONS, "m"),
				"{'type':'error','code':'too-many-subscriptions','message':'m','retryable':false}");
	}

	@Test
	void writesOtherFrames() {
		expect(new ServerFrame.Unsubscribe("a"), "{'type':'unsubscribe','topic':'a'}");
		expect(new ServerFrame.Pong(), "{'type':'pong'}");
		expect(new ServerFrame.Goodbye(Duration.ofMillis(3127)), "{'type':'goodbye','reconnect':3127}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", " {\"a\":[]} ", "\"x\"", "null", "-1.5e3" })
	void recognizesJson(String json) {
		assertThat(this.codec.isJson(json)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "hello", "{", "1 2", "{}}", "NaN", "\"x", "{\"a\":1},\"type\":\"event\"" })
	void recognizesTextThatIsNotJson(String text) {
		assertThat(this.codec.isJson(text)).isFalse();
	}

	private static Payload bytes() {
		return new Payload.Binary(ByteBuffer.wrap(new byte[] { 0, 1, 2, -1 }));
	}

	private void expect(ServerFrame frame, String json) {
		assertThat(this.codec.json(frame)).isEqualTo(json.replace('\'', '"'));
	}

}
