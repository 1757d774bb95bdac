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

package io.github.wsstarter.diagnostics;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertyName}.
 *
 * @author The ws-starter authors
 */
class PropertyNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "chat", "chatRoom", "chat-room", "chat.room", "chat_room", "/ws/chat", "süß" })
	void nameOfASettingOfAnEndpointIsReadAsSuch(String endpoint) {
		Map<String, String> properties = Map.of(PropertyName.of(endpoint, "buffer.text"), "1KB");
		Binder binder = new Binder(new MapConfigurationPropertySource(properties));
		Map<String, Settings> endpoints = binder.bind("ws.endpoints", Bindable.mapOf(String.class, Settings.class))
			.get();
		assertThat(endpoints).containsExactly(Map.entry(endpoint, new Settings(Map.of("text", "1KB"))));
	}

	record Settings(Map<String, String> buffer) {

	}

}
