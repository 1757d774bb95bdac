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

package io.github.wsstarter.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventIds}.
 *
 * @author The ws-starter authors
 */
class EventIdsTests {

	private final EventIds ids = new EventIds(Map.of());

	private static OutboundMessage.Place place(String topic, String epoch, long offset) {
		return new OutboundMessage.Place(topic, new Position(epoch, offset));
	}

	@Test
	void numbersAlone() {
		assertThat(next(this.ids, null)).isEqualTo("1");
		assertThat(next(this.ids, null)).isEqualTo("2");
	}

	@Test
	void positionsStayUntilTheyMove() {
		assertThat(next(this.ids, place("news", "k3f9", 41))).isEqualTo("1;news@k3f9:41");
		assertThat(next(this.ids, null)).isEqualTo("2;news@k3f9:41");
		assertThat(next(this.ids, place("chat", "z", 0))).isEqualTo("3;news@k3f9:41;chat@z:0");
		assertThat(next(this.ids, place("news", "k3f9", 42))).isEqualTo("4;chat@z:0;news@k3f9:42");
	}

	@Test
	void positionsOfTheStreamBeforeAreKept() {
		EventIds ids = new EventIds(EventIds.positions("9;news@k3f9:41"));
		assertThat(next(ids, null)).isEqualTo("1;news@k3f9:41");
	}

	@Test
	void topicsThatAreSilentForLongestAreLeftOut() {
		String id = "";
		for (int i = 0; i < 500; i++) {
			id = next(this.ids, place("topic." + i, "epoch", i));
			assertThat(id.length()).isLessThan(1100);
		}
		assertThat(id).endsWith(";topic.499@epoch:499").contains(";topic.470@").doesNotContain(";topic.400@");
		assertThat(EventIds.positions(id)).containsKey("topic.499").hasSizeGreaterThan(30);
	}

	@Test
	void namesThatAreTooLongAreLeftOut() {
		assertThat(next(this.ids, place("\u20ac".repeat(200), "epoch", 1))).isEqualTo("1");
	}

	@Test
	void namesSurvive() {
		OutboundMessage.Place place = place("a;b@c:d%e f\n+\u20ac", "\u0000@;", Long.MAX_VALUE / 10);
		assertThat(EventIds.positions(next(this.ids, place))).isEqualTo(Map.of(place.topic(), place.position()));
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "x", "1;", "1;a", "1;a@b:", "1;a@b:-1", "1;a@b:1;", "1;%zz@b:1", "-1", "1;a@b:1x",
			"1;a@b:1234567890123456789", "1;%20@b:1" })
	void garbageIsIgnored(String id) {
		assertThat(EventIds.positions(id)).isEmpty();
	}

	@Test
	void tooLongIsIgnored() {
		assertThat(EventIds.positions("1" + ";a@b:1".repeat(1000))).isEmpty();
	}

	private static String next(EventIds ids, OutboundMessage.@Nullable Place place) {
		ids.next(place);
		ByteBuffer target = ByteBuffer.allocate(ids.maxSize());
		ids.put(target);
		return new String(target.array(), 0, target.position(), StandardCharsets.US_ASCII);
	}

	@Test
	void numbersHaveTheirDigits() {
		for (int i = 1; i <= 1001; i++) {
			assertThat(next(this.ids, null)).isEqualTo(String.valueOf(i));
		}
	}

}
