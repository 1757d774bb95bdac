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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The audiences that have subscribers, by name. An audience is created for its first
 * subscriber, and removed with its last one. Subscribers are added and removed while the
 * audience's entry in the map is locked. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class Audiences {

	private final Map<String, Audience> audiences = new ConcurrentHashMap<>();

	private final Function<String, Audience> factory;

	private final Consumer<String> onRemoved;

	Audiences(Function<String, Audience> factory, Consumer<String> onRemoved) {
		this.factory = factory;
		this.onRemoved = onRemoved;
	}

	@Nullable Audience find(String name) {
		return this.audiences.get(name);
	}

	void add(Subscription subscription) {
		this.audiences.compute(subscription.name(), (key, present) -> {
			Audience audience = (present != null) ? present : this.factory.apply(key);
			subscription.join(audience);
			return audience;
		});
	}

	void remove(Subscription subscription) {
		this.audiences.computeIfPresent(subscription.name(), (key, audience) -> {
			subscription.leave();
			if (audience.size() > 0) {
				return audience;
			}
			this.onRemoved.accept(key);
			return null;
		});
	}

	int size() {
		return this.audiences.size();
	}

}
