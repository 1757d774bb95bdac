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
 * subscriber and removed with its last one. Subscribers are added and removed while the
 * audience's entry in the map is locked. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class Audiences {

	private final Map<String, Audience> audiences = new ConcurrentHashMap<>();

	private final Function<String, Audience> factory;

	private final Consumer<String> onFirst;

	private final Consumer<String> onLast;

	/**
	 * Create an object without audiences.
	 * @param factory creates the audience with a name
	 * @param onFirst called with the name of an audience before its first subscriber is
	 * added
	 * @param onLast called with the name of an audience after its last subscriber was
	 * removed
	 */
	Audiences(Function<String, Audience> factory, Consumer<String> onFirst, Consumer<String> onLast) {
		this.factory = factory;
		this.onFirst = onFirst;
		this.onLast = onLast;
	}

	@Nullable Audience find(String name) {
		return this.audiences.get(name);
	}

	void add(String name, Subscription subscription) {
		this.audiences.compute(name, (key, present) -> {
			Audience audience = present;
			if (audience == null) {
				this.onFirst.accept(key);
				audience = this.factory.apply(key);
			}
			subscription.join(audience);
			return audience;
		});
	}

	void remove(String name, Subscription subscription) {
		this.audiences.computeIfPresent(name, (key, audience) -> {
			subscription.leave();
			if (audience.size() > 0) {
				return audience;
			}
			this.onLast.accept(key);
			return null;
		});
	}

	int size() {
		return this.audiences.size();
	}

}
