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

package io.github.wsstarter.test.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the snippets in docs/testing.md are taken from tests.
 *
 * @author The ws-starter authors
 */
class TestingDocumentTests {

	private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern JAVADOC = Pattern.compile("^/\\*\\*\n.*?^ \\*/\n", Pattern.DOTALL | Pattern.MULTILINE);

	private static final List<Path> SOURCES = List.of(Path.of("src", "test", "java"),
			Path.of("..", "sample-app", "src", "test", "java"));

	@Test
	void everySnippetIsPartOfTest() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (Path directory : SOURCES) {
			try (Stream<Path> files = Files.walk(directory)) {
				for (Path file : files.filter((candidate) -> candidate.toString().endsWith(".java")).toList()) {
					sources.append(withoutIndent(JAVADOC.matcher(Files.readString(file)).replaceAll("")));
				}
			}
		}
		Matcher matcher = SNIPPET.matcher(Files.readString(Path.of("..", "docs", "testing.md")));
		int count = 0;
		for (; matcher.find(); count++) {
			assertThat(sources).contains(withoutIndent(matcher.group(1)));
		}
		assertThat(count).isPositive();
	}

	private static String withoutIndent(String source) {
		return source.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
	}

}
