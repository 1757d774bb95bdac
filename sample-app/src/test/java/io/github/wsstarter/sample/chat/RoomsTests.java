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

package io.github.wsstarter.sample.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Rooms}.
 *
 * @author The ws-starter authors
 */
class RoomsTests {

	private static final Duration KEEP = Duration.ofMinutes(5);

	private final Clock clock = mock(Clock.class);

	private final Rooms rooms = new Rooms(new ChatProperties(2, 10, KEEP), mock(Topics.class), this.clock);

	RoomsTests() {
		setTime(Duration.ZERO);
	}

	@Test
	void visitorsOfARoomShareIt() {
		Room room = this.rooms.enter("one");
		assertThat(room).isNotNull().isSameAs(this.rooms.enter("one")).isNotSameAs(this.rooms.enter("two"));
	}

	@Test
	void numberOfRoomsIsLimited() {
		this.rooms.enter("one");
		this.rooms.enter("two");
		setTime(KEEP.multipliedBy(10));
		assertThat(this.rooms.enter("three")).isNull();
		assertThat(this.rooms.enter("two")).isNotNull();
	}

	@Test
	void emptyRoomIsKeptForSomeTime() {
		Room one = this.rooms.enter("one");
		this.rooms.enter("two");
		this.rooms.leave("one");
		setTime(KEEP.minusSeconds(1));
		assertThat(this.rooms.enter("three")).isNull();
		assertThat(this.rooms.enter("one")).isSameAs(one);
	}

	@Test
	void roomThatHasBeenEmptyLongestIsReplacedFirst() {
		Room one = this.rooms.enter("one");
		this.rooms.enter("two");
		this.rooms.leave("two");
		setTime(Duration.ofSeconds(1));
		this.rooms.leave("one");
		setTime(KEEP.plusSeconds(1));
		assertThat(this.rooms.enter("three")).isNotNull();
		assertThat(this.rooms.enter("one")).isSameAs(one);
		assertThat(this.rooms.enter("two")).isNull();
	}

	@Test
	void roomThatOneOfTwoPeopleHasLeftIsNotEmpty() {
		this.rooms.enter("one");
		this.rooms.enter("one");
		this.rooms.enter("two");
		this.rooms.leave("one");
		setTime(KEEP.multipliedBy(2));
		assertThat(this.rooms.enter("three")).isNull();
	}

	private void setTime(Duration time) {
		given(this.clock.instant()).willReturn(Instant.EPOCH.plus(time).atZone(ZoneOffset.UTC).toInstant());
	}

}
