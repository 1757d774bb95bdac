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

package io.github.wsstarter.test.raw;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventStreamReader} and {@link ChunkedInputStream}.
 *
 * @author The ws-starter authors
 */
class EventStreamReaderTests {

	private int timeouts;

	@Test
	void readThatTimesOutLosesNothing() throws IOException {
		String content = chunks(": c\r\nev", "ent: greeting\rdata: one\r\ndat", "a: two\nid: 7\n\ndata: 3\n\n", "");
		EventStreamReader events = new EventStreamReader(new ChunkedInputStream(new ImpatientInputStream(content)));
		assertThat(read(events)).isEqualTo(new ServerSentEvent("greeting", "one\ntwo", "7"));
		assertThat(read(events)).isEqualTo(new ServerSentEvent("message", "3", "7"));
		assertThat(read(events)).isNull();
		assertThat(events.comments()).isOne();
		assertThat(this.timeouts).isEqualTo(content.length());
	}

	private static String chunks(String... chunks) {
		return Arrays.stream(chunks)
			.map((chunk) -> "%x\r\n%s\r\n".formatted(chunk.length(), chunk))
			.collect(Collectors.joining());
	}

	private @Nullable ServerSentEvent read(EventStreamReader events) throws IOException {
		while (true) {
			try {
				return events.read();
			}
			catch (SocketTimeoutException ex) {
				this.timeouts++;
			}
		}
	}

	/**
	 * An input that times out before each byte.
	 */
	private static final class ImpatientInputStream extends FilterInputStream {

		private boolean patient;

		ImpatientInputStream(String content) {
			super(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
		}

		@Override
		public int read() throws IOException {
			this.patient = !this.patient;
			if (this.patient) {
				throw new SocketTimeoutException();
			}
			return super.read();
		}

	}

}
