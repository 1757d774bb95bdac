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

package io.github.wsstarter.sample.quotes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The instrument traded under one symbol, with its latest quotes. Thread-safe.
 *
 * @author The ws-starter authors
 */
class Instrument {

	private final Listing listing;

	private final RandomWalk walk;

	private final int size;

	private final Deque<Quote> recent = new ArrayDeque<>();

	Instrument(Listing listing, RandomWalk walk, int size) {
		this.listing = listing;
		this.walk = walk;
		this.size = size;
	}

	Listing listing() {
		return this.listing;
	}

	/**
	 * Change the price.
	 * @param time the time, in milliseconds since 1970
	 * @return the new quote
	 */
	synchronized Quote move(long time) {
		Quote quote = new Quote(this.listing.symbol(), this.walk.next(), time);
		if (this.recent.size() == this.size) {
			this.recent.removeFirst();
		}
		this.recent.addLast(quote);
		return quote;
	}

	/**
	 * Return the latest quotes.
	 * @return the quotes, oldest first
	 */
	synchronized List<Quote> recent() {
		return List.copyOf(this.recent);
	}

}
