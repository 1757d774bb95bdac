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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.wsstarter.WsEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the generated configuration metadata, which editors show to users who write
 * {@code application.yml}. The rules for descriptions are those of Spring Boot.
 *
 * @author The ws-starter authors
 */
class ConfigurationMetadataTests {

	private static List<JsonNode> properties;

	@BeforeAll
	static void readMetadata() throws IOException {
		URL classes = WsEndpoint.class.getProtectionDomain().getCodeSource().getLocation();
		URL metadata = new URL(classes, "META-INF/spring-configuration-metadata.json");
		try (InputStream stream = metadata.openStream()) {
			properties = JsonMapper.shared().readTree(stream).path("properties").valueStream().toList();
		}
	}

	@Test
	void thereAreProperties() {
		assertThat(properties).extracting(ConfigurationMetadataTests::name)
			.isNotEmpty()
			.doesNotHaveDuplicates()
			.allMatch((name) -> name.startsWith("ws."), "starts with 'ws.'");
	}

	@Test
	void everyDescriptionConsistsOfSentences() {
		assertDescriptions("(?s)\\p{Upper}.*\\.");
	}

	@Test
	void noDescriptionStartsWithAnArticle() {
		assertDescriptions("(?s)(?!(A|An|The) ).*");
	}

	@Test
	void noDescriptionStartsWithAClause() {
		assertDescriptions("(?s)(?!(What|Who|How|Most|Largest|Smallest) ).*");
	}

	@Test
	void noDescriptionRepeatsTheDefault() {
		assertDescriptions("(?si)(?!.*\\b(by default|defaults? to|default is)\\b).*");
	}

	@Test
	void everyDescriptionIsPlainText() {
		assertDescriptions("[^<>`\\n]*");
	}

	@Test
	void descriptionOfABooleanSaysWhatItSwitches() {
		assertThat(properties).filteredOn(ConfigurationMetadataTests::isBoolean)
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(description(property)).as(name(property)).startsWith("Whether "));
		assertThat(properties).filteredOn((property) -> !isBoolean(property))
			.isNotEmpty()
			.allSatisfy(
					(property) -> assertThat(description(property)).as(name(property)).doesNotStartWith("Whether "));
	}

	@Test
	void originIsRequiredOfOtherClientsThanBrowsers() {
		assertThat(properties).filteredOn((property) -> name(property).equals("ws.require-origin"))
			.singleElement()
			.satisfies((property) -> assertThat(description(property))
				.contains("Browsers always send the header, other clients usually do not."));
	}

	private static void assertDescriptions(String pattern) {
		assertThat(properties).isNotEmpty()
			.allSatisfy((property) -> assertThat(description(property)).as(name(property)).matches(pattern));
	}

	private static boolean isBoolean(JsonNode property) {
		return property.path("type").asString().equals("java.lang.Boolean");
	}

	private static String name(JsonNode property) {
		return property.path("name").asString();
	}

	private static String description(JsonNode property) {
		return property.path("description").asString("");
	}

}
