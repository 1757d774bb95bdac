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

package io.github.wsstarter.autoconfigure;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Binds configuration properties as an application does.
 *
 * @author The ws-starter authors
 */
final class TestProperties {

	private TestProperties() {
	}

	/**
	 * Bind properties.
	 * @param properties the properties, as {@code name=value}
	 * @return the object that they are bound to
	 */
	static WsProperties bind(String... properties) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		for (String property : properties) {
			String[] nameAndValue = property.split("=", 2);
			source.put(nameAndValue[0], nameAndValue[1]);
		}
		return new Binder(source).bindOrCreate("ws", WsProperties.class);
	}

}
