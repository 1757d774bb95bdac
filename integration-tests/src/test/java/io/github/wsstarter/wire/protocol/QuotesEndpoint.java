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

package io.github.wsstarter.wire.protocol;

import java.util.Map;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.WsEndpoint;

/**
 * Declares topics of all kinds.
 *
 * @author The ws-starter authors
 */
@WsEndpoint(path = "/ws/quotes", name = "quotes")
class QuotesEndpoint {

	@OnSubscribe({ "quotes.{symbol}", "history.{symbol}", "open.{room}" })
	void quotes() {
	}

	@OnSubscribe("totals.{symbol}")
	Map<String, Integer> totals() {
		return Map.of("sum", 10);
	}

	@OnSubscribe("secret.{plan}")
	boolean secret() {
		return false;
	}

	@OnSubscribe("broken.{topic}")
	boolean broken() {
		throw new IllegalStateException("The password is 'hunter2'");
	}

}
