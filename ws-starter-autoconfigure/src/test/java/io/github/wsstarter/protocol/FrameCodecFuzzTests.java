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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.wsstarter.message.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Randomized tests for {@link FrameCodec}, with random text and mutated frames. The seed
 * is fixed, so that a failure can be reproduced.
 *
 * @author The ws-starter authors
 */
class FrameCodecFuzzTests {

	private static final List<String> FRAMES = List.of("{\"type\":\"message\",\"data\":{\"a\":[1.50,\"x\\u00e9\",{}]}}",
			"{\"data\":\"hello \\\"you\\\"\",\"id\":1,\"type\":\"request\"}",
			"{\"type\":\"subscribe\",\"id\":2,\"topic\":\"a.b\",\"since\":{\"epoch\":\"e\",\"offset\":17}}",
			"{\"type\":\"publish\",\"id\":9007199254740991,\"topic\":\"a\",\"data\":-1e5}",
			"{\"type\":\"unsubscribe\",\"id\":0,\"topic\":\"a\"}", "{\"type\":\"ping\",\"x\":null}");

	private static final String ALPHABET = "{}[]\":,\\u0019 -+.eEtruefalsn\t\n\u0000\ud800\udc00\u20ac'/\ufeff";

	private final FrameCodec codec = new FrameCodec(new ProtocolTester.ToStringCodec());

	private final JsonMapper mapper = new JsonMapper();

	private final Random random = new Random(4711);

	@Test
	void randomBytes() {
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[this.random.nextInt(64)];
			this.random.nextBytes(bytes);
			check(new String(bytes, StandardCharsets.UTF_8));
			check(new String(bytes, StandardCharsets.ISO_8859_1));
			check("{\"type\":\"message\",\"data\":" + new String(bytes, StandardCharsets.UTF_16) + "}");
		}
	}

	@Test
	void mutatedFrames() {
		int taken = 0;
		for (int i = 0; i < 200_000; i++) {
			StringBuilder frame = new StringBuilder(FRAMES.get(this.random.nextInt(FRAMES.size())));
			for (int mutations = 1 + this.random.nextInt(4); mutations > 0; mutations--) {
				mutate(frame);
			}
			taken += check(frame.toString()) ? 1 : 0;
		}
		assertThat(taken).isBetween(2_000, 100_000);
	}

	private void mutate(StringBuilder frame) {
		int from = this.random.nextInt(frame.length() + 1);
		int to = Math.min(frame.length(), from + this.random.nextInt(4));
		switch (this.random.nextInt(4)) {
			case 0 -> frame.delete(from, to);
			case 1 -> frame.insert(from, ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
			case 2 -> frame.insert(from, frame.substring(from, to));
			default -> frame.insert(this.random.nextInt(frame.length() + 1), frame.substring(from));
		}
	}

	/**
	 * Check that a text is either accepted with its own data, or refused with an error
	 * for the client.
	 * @param text the text
	 * @return whether it was accepted
	 */
	private boolean check(String text) {
		ClientFrame frame;
		try {
			frame = this.codec.decode(text);
		}
		catch (InvalidFrameException ex) {
			assertThat(ex.error().code()).as(text).isIn("invalid-frame", "unknown-type");
			assertThat(this.mapper.readTree(this.codec.json(ex.error())).get("message").stringValue()).as(text)
				.isEqualTo(ex.getMessage());
			return false;
		}
		JsonNode tree = this.mapper.readTree(text);
		Payload data = data(frame);
		if (data instanceof Payload.Text string) {
			assertThat(string.value()).as(text).isEqualTo(tree.get("data").stringValue());
		}
		else if (data instanceof Payload.Json json) {
			assertThat(this.mapper.readTree(json.value())).as(text).isEqualTo(tree.get("data"));
			assertThat(this.codec.json(new ServerFrame.Message(json))).as(text)
				.isEqualTo("{\"type\":\"message\",\"data\":" + json.value() + "}");
		}
		return true;
	}

	private static Payload data(ClientFrame frame) {
		if (frame instanceof ClientFrame.Message message) {
			return message.data();
		}
		if (frame instanceof ClientFrame.Request request) {
			return request.data();
		}
		return (frame instanceof ClientFrame.Publish publish) ? publish.data()
				: new Payload.Binary(StandardCharsets.UTF_8.encode(""));
	}

}
