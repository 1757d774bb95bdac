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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.github.wsstarter.Topics;

/**
 * A simulated market. The prices change in turn, and each change is published.
 *
 * @author The ws-starter authors
 */
@Component
class Market {

	private final Topics topics;

	private final Map<String, Instrument> instruments = new LinkedHashMap<>();

	private final List<Instrument> turns;

	private final AtomicInteger turn = new AtomicInteger();

	Market(MarketProperties properties, Topics topics) {
		this.topics = topics;
		SplittableRandom random = new SplittableRandom();
		properties.prices()
			.forEach((symbol, opening) -> this.instruments.put(symbol, new Instrument(new Listing(symbol, opening),
					new RandomWalk(opening, random.split()), properties.recent())));
		this.turns = List.copyOf(this.instruments.values());
	}

	List<Listing> listings() {
		return this.turns.stream().map(Instrument::listing).toList();
	}

	@Nullable Instrument find(String symbol) {
		return this.instruments.get(symbol);
	}

	@Scheduled(fixedRateString = "${sample.market.interval}")
	void move() {
		Instrument next = this.turns.get(Math.floorMod(this.turn.getAndIncrement(), this.turns.size()));
		Quote quote = next.move(System.currentTimeMillis());
		this.topics.publish("quotes." + quote.symbol(), quote);
	}

}
