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

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.broker.Cursor;
import io.github.wsstarter.broker.HistoryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Payload}, {@link Cursor} and {@link HistoryOptions}.
 *
 * @author The ws-starter authors
 */
class PayloadTests {

	@Test
	void bytesAreReadOnlyAndEachReaderHasItsOwnPosition() {
		Payload.Binary payload = new Payload.Binary(ByteBuffer.wrap(new byte[] { 1, 2 }));
		payload.value().get();
		assertThat(payload.value().isReadOnly()).isTrue();
		assertThat(payload.value().remaining()).isEqualTo(2);
	}

	@Test
	void jsonIsNeverEmpty() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Payload.Json(""));
		assertThat(new Payload.Text("").value()).isEmpty();
	}

	@Test
	void cursorCoversWhatComesNoLater() {
		Cursor cursor = new Cursor("a", 2);
		assertThat(cursor.covers(new Cursor("a", 1))).isTrue();
		assertThat(cursor.covers(new Cursor("a", 2))).isTrue();
		assertThat(cursor.covers(new Cursor("a", 3))).isFalse();
		assertThat(cursor.covers(new Cursor("b", 1))).isFalse();
	}

	@Test
	void cursorIsChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Cursor("", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Cursor("a", -1));
	}

	@Test
	void sizeOfHistoryIsChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HistoryOptions(-1, HistoryOptions.NONE.ttl()));
		assertThat(HistoryOptions.NONE.isKept()).isFalse();
	}

}
