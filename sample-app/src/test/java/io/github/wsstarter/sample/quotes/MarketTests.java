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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Market} and {@link QuotesEndpoint}.
 *
 * @author The ws-starter authors
 */
class MarketTests {

	private final Topics topics = mock(Topics.class);

	private final List<String> published = new ArrayList<>();

	private final Market market;

	MarketTests() {
		Map<String, Double> prices = new LinkedHashMap<>();
		prices.put("EUR", 1.085);
		prices.put("GBP", 1.274);
		this.market = new Market(new MarketProperties(3, prices), this.topics);
		willAnswer((invocation) -> this.published.add(invocation.getArgument(0))).given(this.topics)
			.publish(anyString(), any());
	}

	@Test
	void publishesOnePriceAfterAnother() {
		for (int i = 0; i < 4; i++) {
			this.market.move();
		}
		assertThat(this.published).containsExactly("quotes.EUR", "quotes.GBP", "quotes.EUR", "quotes.GBP");
	}

	@Test
	void newSubscribersGetTheLatestQuotes() {
		QuotesEndpoint endpoint = new QuotesEndpoint(this.market);
		assertThat(endpoint.subscribe("EUR")).isEmpty();
		for (int i = 0; i < 20; i++) {
			this.market.move();
		}
		assertThat(endpoint.subscribe("EUR")).hasSize(3).extracting(Quote::symbol).containsOnly("EUR");
	}

	@Test
	void clientsReceiveTheListOfSymbols() {
		assertThat(new QuotesEndpoint(this.market).list()).containsExactly(new Listing("EUR", 1.085),
				new Listing("GBP", 1.274));
	}

	@Test
	void unknownSymbolsAreRefused() {
		assertThatExceptionOfType(SecurityException.class)
			.isThrownBy(() -> new QuotesEndpoint(this.market).subscribe("DOGE"));
	}

}
