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

package io.github.wsstarter.benchmarks.control;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line that the measuring process and its children exchange on standard input and
 * output: a name and fields. Lines without the prefix are ordinary output.
 *
 * @param name the name of the event or the request
 * @param fields its details
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record ControlLine(String name, Map<String, String> fields) {

	private static final String PREFIX = "bench ";

	/**
	 * Create a line.
	 * @param name the name of the event or the request
	 * @param fields alternating keys and values
	 * @return the line
	 */
	public static ControlLine of(String name, Object... fields) {
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			map.put(fields[i].toString(), fields[i + 1].toString());
		}
		return new ControlLine(name, map);
	}

	/**
	 * Parse a line of output.
	 * @param line the line
	 * @return the control line, or an empty result if the line is ordinary output
	 */
	public static Optional<ControlLine> parse(String line) {
		if (!line.startsWith(PREFIX)) {
			return Optional.empty();
		}
		String[] parts = line.substring(PREFIX.length()).split(" ");
		Map<String, String> fields = new LinkedHashMap<>();
		for (int i = 1; i < parts.length; i++) {
			int equals = parts[i].indexOf('=');
			fields.put(parts[i].substring(0, equals),
					URLDecoder.decode(parts[i].substring(equals + 1), StandardCharsets.UTF_8));
		}
		return Optional.of(new ControlLine(parts[0], fields));
	}

	/**
	 * Return a field.
	 * @param key the field's key
	 * @return its value
	 * @throws IllegalArgumentException if there is no such field
	 */
	public String get(String key) {
		String value = this.fields.get(key);
		if (value == null) {
			throw new IllegalArgumentException("'%s' has no field '%s'".formatted(this, key));
		}
		return value;
	}

	public int integer(String key) {
		return Integer.parseInt(get(key));
	}

	public double number(String key) {
		return Double.parseDouble(get(key));
	}

	@Override
	public String toString() {
		return PREFIX + this.name + this.fields.entrySet()
			.stream()
			.map((field) -> " " + field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining());
	}

}
