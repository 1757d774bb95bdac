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
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.github.wsstarter.Topics;
import io.github.wsstarter.test.WsTest;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestSession;

import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link QuotesEndpoint} without a web server and without a market.
 *
 * @author The ws-starter authors
 */
@WsTest(QuotesEndpoint.class)
class QuotesEndpointTests {

	@Autowired
	private WsTestClient client;

	@Autowired
	private Topics topics;

	@MockitoBean
	private Market market;

	@Test
	void quotesOfSubscribedSymbolArrive() {
		Listing euro = new Listing("EUR", 1.08);
		given(this.market.listings()).willReturn(List.of(euro));
		given(this.market.find("EUR"))
			.willReturn(new Instrument(euro, new RandomWalk(1.08, new SplittableRandom(1)), 10));
		try (WsTestSession session = this.client.endpoint(QuotesEndpoint.class).withProtocol().connect()) {
			session.expectJson("[{\"symbol\":\"EUR\",\"opening\":1.08}]");
			session.subscribe("quotes.EUR").expectAck().expectEvent("quotes.EUR", List.of());
			this.topics.publish("quotes.EUR", new Quote("EUR", 1.09, 0));
			session.expectEvent("quotes.EUR", new Quote("EUR", 1.09, 0));
		}
	}

	@Test
	void unknownSymbolIsForbidden() {
		try (WsTestSession session = this.client.endpoint(QuotesEndpoint.class).withProtocol().connect()) {
			session.subscribe("quotes.XYZ").expectError("forbidden");
		}
	}

}
