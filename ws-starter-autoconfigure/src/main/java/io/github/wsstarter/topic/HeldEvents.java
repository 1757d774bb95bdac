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

package io.github.wsstarter.topic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The events that are held back from one subscriber. When space runs out, events
 * superseded by a later one with the same key are discarded. If the remaining events
 * still do not fit, all are lost, and the subscriber must be told. An event that is
 * larger than the space is held alone. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class HeldEvents {

	private static final int MAX_COUNT = 1000;

	/**
	 * The maximum number of bytes.
	 */
	private final int limit;

	private List<Event> events = new ArrayList<>(0);

	private long bytes;

	private boolean lost;

	HeldEvents(int limit) {
		this.limit = limit;
	}

	void add(Event event) {
		if (this.lost) {
			return;
		}
		this.events.add(event);
		this.bytes += event.size();
		if (isTooMuch()) {
			keepLatest();
		}
		if (isTooMuch()) {
			lose();
		}
	}

	private boolean isTooMuch() {
		return this.events.size() > MAX_COUNT || (this.bytes > this.limit && this.events.size() > 1);
	}

	void lose() {
		this.lost = true;
		this.events = List.of();
	}

	private void keepLatest() {
		Set<Object> keys = new HashSet<>();
		List<Event> latest = new ArrayList<>();
		this.bytes = 0;
		for (int i = this.events.size() - 1; i >= 0; i--) {
			Event event = this.events.get(i);
			Object key = event.key();
			if (key == null || keys.add(key)) {
				latest.add(event);
				this.bytes += event.size();
			}
		}
		Collections.reverse(latest);
		this.events = latest;
	}

	boolean isLost() {
		return this.lost;
	}

	List<Event> events() {
		return this.events;
	}

}
