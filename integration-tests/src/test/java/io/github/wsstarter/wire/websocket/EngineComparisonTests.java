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

package io.github.wsstarter.wire.websocket;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.fail;

/**
 * Tests that both engines treat any sequence of bytes alike. The endpoint receives the
 * same messages and the session ends with the same code, or the difference is a known
 * one. {@code ws.test.streams} sets the number of streams, and {@code ws.test.seed} the
 * seed from which they are generated.
 *
 * @author The ws-starter authors
 */
@TestInstance(Lifecycle.PER_CLASS)
class EngineComparisonTests {

	private static final int LIMIT = 2000;

	private static final int STREAMS = Integer.getInteger("ws.test.streams", 500);

	private static final long SEED = Long.getLong("ws.test.seed", 1);

	/**
	 * All known differences. Each of them is described in docs/why.md.
	 */
	private static final List<Difference> DIFFERENCES = List.of(
			new Difference("a close frame without a code is 1005, not 1000", Set.of(1005), Set.of(1000)),
			new Difference("1012 to 1014 are codes like others, not errors", Set.of(1012, 1013, 1014), Set.of(1002)),
			new Difference("a close reason that is not UTF-8 is 1007, not 1002", Set.of(1007), Set.of(1002)),
			new Difference("a length over the limit is refused before its bytes are looked at", Set.of(1009),
					Set.of(1007)),
			new Difference("an error in the first bytes of a header is one, even if the rest of it never comes",
					Set.of(1002, 1009), Set.of(1006)),
			new Difference("frames in the wrong order are an error once the header is complete", Set.of(1006),
					Set.of(1002)));

	private final TestServer direct = start(Container.TOMCAT);

	private final TestServer container = start(Container.TOMCAT_CONTAINER);

	private static TestServer start(Container container) {
		return TestServer.start(container, List.of(RecordingEndpoint.class), "ws.buffer.text=" + LIMIT + "B",
				"ws.buffer.binary=" + LIMIT + "B", "logging.level.io.github.wsstarter=error",
				"logging.level.org.apache=off");
	}

	@AfterAll
	void stop() {
		this.direct.close();
		this.container.close();
	}

	@Test
	@Timeout(3600)
	void sameBytesHaveTheSameOutcome() throws IOException {
		RandomFrames frames = new RandomFrames(SEED, LIMIT);
		List<String> unknown = new ArrayList<>();
		for (int i = 0; i < STREAMS && unknown.size() < 10; i++) {
			byte[] stream = frames.stream();
			List<byte[]> parts = frames.split(stream);
			Outcome direct = play(this.direct, "" + i, parts);
			Outcome container = play(this.container, "" + i, parts);
			if (!direct.isLike(container) && !isKnown(direct, container) && !isPaddedLength(stream, direct, container)
					|| this.direct.isDirect() && !direct.isConsistent()) {
				unknown.add("Stream %d in %d parts, %s:%n direct    %s%n container %s".formatted(i, parts.size(),
						shorten(HexFormat.of().formatHex(stream)), direct, container));
			}
		}
		this.direct.awaitNoSession();
		this.container.awaitNoSession();
		if (!unknown.isEmpty()) {
			fail(String.join(System.lineSeparator(), unknown));
		}
	}

	private static Outcome play(TestServer server, String key, List<byte[]> parts) throws IOException {
		int closeFrame = 0;
		try (RawClient client = server.open("/ws/record?key=" + key)) {
			try {
				for (byte[] part : parts) {
					client.write(part);
				}
				client.shutdownOutput();
			}
			catch (SocketException ex) {
				// The server has closed the connection
			}
			for (Frame frame = client.read(); frame != null; frame = client.read()) {
				closeFrame = (frame.opcode() == Frame.CLOSE) ? frame.closeCode() : closeFrame;
			}
		}
		RecordingEndpoint.Recording recording = server.bean(RecordingEndpoint.class).take(key);
		return new Outcome(recording.messages(), recording.closeCode(), closeFrame);
	}

	private static boolean isKnown(Outcome direct, Outcome container) {
		return direct.messages().equals(container.messages()) && DIFFERENCES.stream()
			.anyMatch((difference) -> difference.direct().contains(direct.closeCode())
					&& difference.container().contains(container.closeCode()));
	}

	/**
	 * Return whether the outcomes differ because of a length in more bytes than it needs,
	 * which only the direct engine refuses.
	 */
	private static boolean isPaddedLength(byte[] stream, Outcome direct, Outcome container) {
		int messages = direct.messages().size();
		return direct.closeCode() == 1002 && messages <= container.messages().size()
				&& direct.messages().equals(container.messages().subList(0, messages)) && hasPaddedLength(stream);
	}

	private static boolean hasPaddedLength(byte[] stream) {
		ByteBuffer bytes = ByteBuffer.wrap(stream);
		while (bytes.remaining() >= 10) {
			int start = bytes.position();
			int code = bytes.get(start + 1) & 0x7F;
			long length = switch (code) {
				case 126 -> bytes.getShort(start + 2) & 0xFFFF;
				case 127 -> bytes.getLong(start + 2);
				default -> code;
			};
			if (code == 126 && length < 126 || code == 127 && length >= 0 && length < 65_536) {
				return true;
			}
			int header = switch (code) {
				case 126 -> 8;
				case 127 -> 14;
				default -> 6;
			};
			if (length < 0 || length > bytes.remaining() - header) {
				return false;
			}
			bytes.position(start + header + (int) length);
		}
		return false;
	}

	private static String shorten(String text) {
		return (text.length() > 300) ? text.substring(0, 300) + "... (" + text.length() + ")" : text;
	}

	/**
	 * The outcome of a stream.
	 *
	 * @param messages the messages that the endpoint received
	 * @param closeCode the close code that the endpoint received
	 * @param closeFrame the code in the close frame, or 0 if the client received none,
	 * because a reset may overtake the frame
	 */
	private record Outcome(List<String> messages, int closeCode, int closeFrame) {

		/**
		 * The close frame is not compared, because the container may answer a second
		 * error in the stream while it closes the connection because of the first.
		 */
		boolean isLike(Outcome other) {
			return this.messages.equals(other.messages) && this.closeCode == other.closeCode;
		}

		boolean isConsistent() {
			return this.closeFrame == 0 || this.closeFrame == this.closeCode
					|| this.closeCode == 1005 && this.closeFrame == 1000;
		}

		@Override
		public String toString() {
			return "%d (frame %d) after %d messages %s".formatted(this.closeCode, this.closeFrame, this.messages.size(),
					this.messages.stream().map(EngineComparisonTests::shorten).toList());
		}

	}

	/**
	 * A difference in the close code that the endpoint receives.
	 *
	 * @param description the behaviour of the direct engine
	 * @param direct the codes of the direct engine
	 * @param container the codes of the container engine
	 */
	private record Difference(String description, Set<Integer> direct, Set<Integer> container) {
	}

}
