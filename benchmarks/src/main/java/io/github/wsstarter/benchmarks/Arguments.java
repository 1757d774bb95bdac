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

package io.github.wsstarter.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Options of a command line, each a name and a value.
 *
 * @param values the values by name
 * @author The ws-starter authors
 */
record Arguments(Map<String, String> values) {

	static Arguments parse(Set<String> names, String... args) {
		Map<String, String> values = new LinkedHashMap<>();
		for (int i = 0; i < args.length; i += 2) {
			String name = (args[i].startsWith("--")) ? args[i].substring(2) : "";
			if (!names.contains(name) || i + 1 == args.length) {
				throw new IllegalArgumentException("'%s' is not an option, or has no value".formatted(args[i]));
			}
			values.put(name, args[i + 1]);
		}
		return new Arguments(values);
	}

	String text(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

	Path file(String name, Path otherwise) {
		return Path.of(text(name, otherwise.toString()));
	}

	List<String> list(String name, String otherwise) {
		return List.of(text(name, otherwise).split(","));
	}

	int number(String name, int otherwise) {
		return number(name, text(name, Integer.toString(otherwise)));
	}

	List<Integer> numbers(String name, String otherwise) {
		return Stream.of(text(name, otherwise).split(",")).map((value) -> number(name, value)).toList();
	}

	private static int number(String name, String value) {
		if (!value.matches("[1-9]\\d{0,4}")) {
			throw new IllegalArgumentException("'--%s' must be a number from 1 to 99999".formatted(name));
		}
		return Integer.parseInt(value);
	}

}
