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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import io.github.wsstarter.Topics;

/**
 * The open rooms. Visitors create rooms. The number of rooms is limited: a new room
 * replaces a room that has been empty for some time. Thread-safe.
 *
 * @author The ws-starter authors
 */
@Component
class Rooms {

	private final ChatProperties properties;

	private final Topics topics;

	private final Clock clock;

	private final Map<String, Place> places = new HashMap<>();

	@Autowired
	Rooms(ChatProperties properties, Topics topics) {
		this(properties, topics, Clock.systemUTC());
	}

	Rooms(ChatProperties properties, Topics topics, Clock clock) {
		this.properties = properties;
		this.topics = topics;
		this.clock = clock;
	}

	/**
	 * Add a visitor to a room, and create the room if necessary.
	 * @param name the room's name
	 * @return the room, or {@code null} if the limit is reached
	 */
	synchronized @Nullable Room enter(String name) {
		Place place = this.places.get(name);
		if (place == null) {
			if (this.places.size() == this.properties.rooms() && !clearOne()) {
				return null;
			}
			place = new Place(new Room(name, this.properties.messages(), this.topics, this.clock));
			this.places.put(name, place);
		}
		place.visitors++;
		return place.room;
	}

	/**
	 * Remove a visitor from a room.
	 * @param name the room's name
	 */
	synchronized void leave(String name) {
		Place place = this.places.get(name);
		if (place != null) {
			place.visitors--;
			place.left = this.clock.instant();
		}
	}

	private boolean clearOne() {
		Instant limit = this.clock.instant().minus(this.properties.keep());
		return this.places.values()
			.stream()
			.filter((place) -> place.visitors == 0 && !place.left.isAfter(limit))
			.min((one, other) -> one.left.compareTo(other.left))
			.map((place) -> this.places.values().remove(place))
			.orElse(false);
	}

	/**
	 * A room and its number of visitors.
	 */
	private static final class Place {

		private final Room room;

		private int visitors;

		private Instant left = Instant.MIN;

		private Place(Room room) {
			this.room = room;
		}

	}

}
