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

package io.github.wsstarter.sample.chat;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the chat.
 *
 * @param rooms the maximum number of rooms
 * @param messages the maximum number of earlier messages that a new visitor receives
 * @param keep the minimum time for which an empty room is kept
 * @author The ws-starter authors
 */
@ConfigurationProperties("sample.chat")
record ChatProperties(@DefaultValue("100") int rooms, @DefaultValue("50") int messages,
		@DefaultValue("5m") Duration keep) {

	ChatProperties {
		Assert.isTrue(rooms > 0, "'rooms' must be positive");
		Assert.isTrue(messages > 0, "'messages' must be positive");
		Assert.isTrue(!keep.isNegative(), "'keep' must not be negative");
	}

}
