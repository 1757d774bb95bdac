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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.Topics;
import io.github.wsstarter.sample.chat.ChatMessage.Entered;
import io.github.wsstarter.sample.chat.ChatMessage.Left;
import io.github.wsstarter.sample.chat.ChatMessage.People;
import io.github.wsstarter.sample.chat.ChatMessage.Said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Room}.
 *
 * @author The ws-starter authors
 */
class RoomTests {

	private final List<Object> published = new ArrayList<>();

	private final Topics topics = mock(Topics.class);

	private final Room room = new Room("lobby", 3, this.topics, Clock.systemUTC());

	RoomTests() {
		willAnswer((invocation) -> {
			assertThat(invocation.<String>getArgument(0))
				.isEqualTo((invocation.getArgument(1) instanceof People) ? "chat.lobby.presence" : "chat.lobby");
			return this.published.add(invocation.getArgument(1));
		}).given(this.topics).publish(anyString(), any());
	}

	@Test
	void announcesPeopleWhoJoinAndLeave() {
		this.room.join("1", "Ada");
		this.room.join("2", "Bob");
		this.room.leave("1");
		assertThat(this.published).containsExactly(new Entered("Ada"), new People(List.of("Ada")), new Entered("Bob"),
				new People(List.of("Ada", "Bob")), new Left("Ada"), new People(List.of("Bob")));
		assertThat(this.room.people()).isEqualTo(new People(List.of("Bob")));
	}

	@Test
	void personWithTwoSessionsIsListedOnce() {
		this.room.join("1", "Ada");
		this.published.clear();
		this.room.join("2", "Ada");
		this.room.leave("1");
		assertThat(this.published).isEmpty();
		assertThat(this.room.people()).isEqualTo(new People(List.of("Ada")));
		this.room.leave("2");
		assertThat(this.published).containsExactly(new Left("Ada"), new People(List.of()));
	}

	@Test
	void newNameReplacesTheOldOne() {
		this.room.join("1", "Ada");
		this.room.join("1", "Augusta");
		this.room.join("1", "Augusta");
		assertThat(this.room.people()).isEqualTo(new People(List.of("Augusta")));
		assertThat(this.published).filteredOn(Left.class::isInstance).containsExactly(new Left("Ada"));
		assertThat(this.published).filteredOn(Entered.class::isInstance).hasSize(2);
	}

	@Test
	void leavingWithoutHavingJoinedIsNotAnnounced() {
		this.room.leave("1");
		assertThat(this.published).isEmpty();
	}

	@Test
	void keepsTheLastMessages() {
		this.room.join("1", "Ada");
		for (int i = 0; i < 10; i++) {
			this.room.say("1", "message " + i);
		}
		assertThat(this.room.messages()).extracting(Said::text).containsExactly("message 7", "message 8", "message 9");
		assertThat(this.room.messages()).extracting(Said::id).doesNotHaveDuplicates();
	}

	@Test
	void onlyPeopleWhoHaveJoinedMayPost() {
		this.room.join("1", "Ada");
		assertThatExceptionOfType(NotJoinedException.class).isThrownBy(() -> this.room.say("2", "hello"));
		this.room.leave("1");
		assertThatExceptionOfType(NotJoinedException.class).isThrownBy(() -> this.room.say("1", "hello"));
		assertThat(this.room.messages()).isEmpty();
	}

}
