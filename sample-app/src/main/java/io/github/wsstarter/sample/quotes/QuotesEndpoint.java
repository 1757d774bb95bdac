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

import java.util.List;

import jakarta.websocket.OnOpen;

import org.springframework.messaging.handler.annotation.DestinationVariable;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.WsEndpoint;

/**
 * Sends the list of symbols to clients, and lets clients subscribe to quotes.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/quotes")
class QuotesEndpoint {

	private final Market market;

	QuotesEndpoint(Market market) {
		this.market = market;
	}

	@OnOpen
	List<Listing> list() {
		return this.market.listings();
	}

	@OnSubscribe("quotes.{symbol}")
	List<Quote> subscribe(@DestinationVariable String symbol) {
		Instrument instrument = this.market.find(symbol);
		if (instrument == null) {
			throw new SecurityException("There is no symbol '" + symbol + "'");
		}
		return instrument.recent();
	}

}
