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

import io.github.wsstarter.broker.HistoryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Payload}, {@link Position} and {@link HistoryOptions}.
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
	void textAndBytesDoNotReachTheCodec() {
		MessageCodec codec = mock(MessageCodec.class);
		assertThat(Payload.of(new StringBuilder("text"), codec)).isEqualTo(new Payload.Text("text"));
		assertThat(Payload.of("", codec)).isEqualTo(new Payload.Text(""));
		byte[] bytes = { 1, 2 };
		Payload binary = new Payload.Binary(ByteBuffer.wrap(bytes));
		assertThat(Payload.of(bytes, codec)).isEqualTo(binary);
		assertThat(Payload.of(ByteBuffer.wrap(bytes), codec)).isEqualTo(binary);
		assertThat(Payload.of(binary, codec)).isSameAs(binary);
		then(codec).shouldHaveNoInteractions();
	}

	@Test
	void otherObjectsAreEncodedAsTheCodecSays() {
		MessageCodec codec = mock(MessageCodec.class);
		given(codec.encode(17)).willReturn("seventeen");
		given(codec.encode(18)).willReturn("");
		assertThat(Payload.of(17, codec)).isEqualTo(new Payload.Json("seventeen"));
		assertThat(Payload.of(18, codec)).isEqualTo(new Payload.Json(""));
		assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(null, codec));
	}

	@Test
	void messageHasThePayloadAlone() {
		assertThat(OutboundMessage.of(new Payload.Text("a"))).isEqualTo(OutboundMessage.text("a"));
		assertThat(OutboundMessage.of(new Payload.Json("{}"))).isEqualTo(OutboundMessage.text("{}"));
		ByteBuffer bytes = ByteBuffer.wrap(new byte[] { 0, 1, 2 }, 1, 2);
		assertThat(OutboundMessage.of(new Payload.Binary(bytes))).isEqualTo(OutboundMessage.binary(bytes));
		assertThat(new Payload.Binary(bytes).size()).isEqualTo(2);
	}

	@Test
	void positionCoversEarlierPositionsAndItself() {
		Position position = new Position("a", 2);
		assertThat(position.covers(new Position("a", 1))).isTrue();
		assertThat(position.covers(new Position("a", 2))).isTrue();
		assertThat(position.covers(new Position("a", 3))).isFalse();
		assertThat(position.covers(new Position("b", 1))).isFalse();
	}

	@Test
	void positionIsChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Position("", 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Position("a", -1));
	}

	@Test
	void sizeOfHistoryIsChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HistoryOptions(-1, HistoryOptions.NONE.ttl()));
		assertThat(HistoryOptions.NONE.isKept()).isFalse();
	}

}
