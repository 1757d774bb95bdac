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

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the simulated market.
 *
 * @param recent the number of recent quotes of each symbol that a new subscriber receives
 * @param prices the opening prices by symbol
 * @author The ws-starter authors
 */
@ConfigurationProperties("sample.market")
record MarketProperties(@DefaultValue("250") int recent, Map<String, Double> prices) {

	MarketProperties {
		Assert.isTrue(recent > 0, "'recent' must be positive");
		Assert.notEmpty(prices, "'prices' must not be empty");
	}

}
