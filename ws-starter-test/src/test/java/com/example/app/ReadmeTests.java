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

package com.example.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that README.md shows the code of this application.
 *
 * @author The ws-starter authors
 */
class ReadmeTests {

	private static final Path DOCUMENT = Path.of("../README.md");

	private static final Path SOURCES = Path.of("src/test/java/com/example/app");

	@ParameterizedTest
	@ValueSource(classes = { EchoEndpoint.class, ChatMessage.class, Join.class, Say.class, Said.class,
			ChatEndpoint.class, Quote.class, QuotesEndpoint.class, Market.class, TenantCheck.class })
	void readmeShowsThisCode(Class<?> type) throws IOException {
		String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
		String code = source.substring(source.indexOf(" */\n", source.indexOf("/**")) + 4);
		assertThat(withoutSpace(Files.readString(DOCUMENT))).contains(withoutSpace(code));
	}

	private static String withoutSpace(String source) {
		return source.replaceAll("\\s", "");
	}

}
