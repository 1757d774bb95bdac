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

import java.util.regex.Pattern;

/**
 * The names of configuration properties, which apply to all endpoints or to a single one.
 * Made from their names below {@code ws}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class PropertyName {

	/**
	 * Names that need no brackets. Of other names, Spring Boot would read a dot as the
	 * end, and drop other characters.
	 */
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+");

	private PropertyName() {
	}

	public static String of(String name) {
		return "ws." + name;
	}

	public static String of(String endpoint, String name) {
		String key = (PLAIN.matcher(endpoint).matches()) ? "." + endpoint : "[" + endpoint + "]";
		return "ws.endpoints" + key + "." + name;
	}

}
