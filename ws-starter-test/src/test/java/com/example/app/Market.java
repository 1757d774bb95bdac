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

package com.example.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.github.wsstarter.Topics;

/**
 * Publishes quotes.
 *
 * @author The ws-starter authors
 */
@Component
class Market {

	private final Topics topics;

	private final Map<String, Quote> latest = new ConcurrentHashMap<>();

	Market(Topics topics) {
		this.topics = topics;
	}

	void changed(Quote quote) {
		this.latest.put(quote.symbol(), quote);
		this.topics.publish("quotes." + quote.symbol(), quote);
	}

	@Nullable Quote latest(String symbol) {
		return this.latest.get(symbol);
	}

}
