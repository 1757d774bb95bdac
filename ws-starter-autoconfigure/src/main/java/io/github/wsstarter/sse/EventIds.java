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

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;

/**
 * The ids of the events of one stream: a sequence number, followed by the positions that
 * the client has reached in topics, such as {@code 17;news@k3f9:41}. Each id contains the
 * positions in all topics, because a browser sends only the last id when it reconnects.
 * Names are percent-encoded. Positions take at most 1,024 characters: beyond that, the
 * topics without an event for the longest time are left out. Used by one thread at a
 * time.
 *
 * @author The ws-starter authors
 */
final class EventIds {

	private static final int MAX_POSITIONS = 1024;

	private static final int MAX_LENGTH = 2048;

	private static final int MAX_DIGITS = 19;

	private static final String ENTRY = ";([^;@:]+)@([^;@:]+):([0-9]{1,18})";

	private static final Pattern POSITION = Pattern.compile(ENTRY);

	private static final Pattern ID = Pattern.compile("[0-9]{1,18}(" + ENTRY + ")*+");

	private final Map<String, String> entries = new LinkedHashMap<>();

	private long sequence;

	/**
	 * The positions, encoded in ASCII.
	 */
	private byte[] positions = {};

	EventIds(Map<String, Position> previousPositions) {
		previousPositions.forEach(this::move);
	}

	/**
	 * Go on to the next event.
	 * @param place its place in a topic
	 */
	void next(OutboundMessage.@Nullable Place place) {
		if (place != null) {
			move(place.topic(), place.position());
		}
		this.sequence++;
	}

	int maxSize() {
		return MAX_DIGITS + this.positions.length;
	}

	/**
	 * Put the id of the event, without creating any object.
	 * @param target where to put it, with room for {@link #maxSize()} bytes
	 */
	void put(ByteBuffer target) {
		int digits = 1;
		for (long rest = this.sequence / 10; rest > 0; rest /= 10) {
			digits++;
		}
		int start = target.position();
		long rest = this.sequence;
		for (int i = start + digits - 1; i >= start; i--) {
			target.put(i, (byte) ('0' + rest % 10));
			rest /= 10;
		}
		target.position(start + digits).put(this.positions);
	}

	private void move(String topic, Position position) {
		this.entries.remove(topic);
		this.entries.put(topic, ";" + encode(topic) + "@" + encode(position.epoch()) + ":" + position.offset());
		String positions = String.join("", this.entries.values());
		while (positions.length() > MAX_POSITIONS) {
			String eldest = this.entries.keySet().iterator().next();
			this.entries.remove(eldest);
			positions = String.join("", this.entries.values());
		}
		this.positions = positions.getBytes(StandardCharsets.US_ASCII);
	}

	static Map<String, Position> positions(@Nullable String id) {
		if (id == null || id.length() > MAX_LENGTH || !ID.matcher(id).matches()) {
			return Map.of();
		}
		Map<String, Position> positions = new LinkedHashMap<>();
		try {
			for (Matcher matcher = POSITION.matcher(id); matcher.find();) {
				String topic = decode(matcher.group(1));
				Assert.hasText(topic, "'topic' must not be empty");
				positions.put(topic, new Position(decode(matcher.group(2)), Long.parseLong(matcher.group(3))));
			}
		}
		catch (IllegalArgumentException ex) {
			return Map.of();
		}
		return positions;
	}

	private static String encode(String name) {
		return URLEncoder.encode(name, StandardCharsets.UTF_8);
	}

	private static String decode(String name) {
		return URLDecoder.decode(name, StandardCharsets.UTF_8);
	}

}
