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

package io.github.wsstarter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the documents agree with the code and with each other.
 *
 * @author The ws-starter authors
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern ROW = Pattern.compile("^\\| `?([^`|]*)`? \\|[^|]*\\|([^|]*)\\|$", Pattern.MULTILINE);

	private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

	private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

	private static final Pattern TYPE = Pattern
		.compile("(?<![\\w.@-])([A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)+)(?![\\w(-])");

	private static final Pattern CODE = Pattern.compile("```.*?```|`[^`]+`", Pattern.DOTALL);

	private static final int WIDTH = 120;

	@Test
	void packagesOnTheMapUseWhatTheArchitectureAllows() throws IOException {
		String map = Files.readString(ROOT.resolve("docs/architecture.md"));
		Map<String, Set<String>> documented = new TreeMap<>();
		ROW.matcher(map.substring(map.indexOf("## Packages"), map.indexOf("## The way of a message")))
			.results()
			.filter((row) -> ArchitectureTests.MAY_USE.containsKey(row.group(1)))
			.forEach((row) -> documented.put(row.group(1), names(row.group(2))));
		Map<String, Set<String>> enforced = new TreeMap<>();
		ArchitectureTests.MAY_USE.forEach((name, used) -> enforced.put(name, Set.copyOf(used)));
		assertThat(documented).isEqualTo(enforced);
	}

	@ParameterizedTest
	@MethodSource("documents")
	void linksLeadSomewhere(Path document) throws IOException {
		for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
			Path target = (link.group(1).isEmpty()) ? document : document.resolveSibling(link.group(1));
			assertThat(target).as(link.group()).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).as(link.group()).contains(link.group(2));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void linesAreWrapped(Path document) throws IOException {
		boolean code = false;
		boolean generated = false;
		for (String line : Files.readAllLines(document)) {
			generated = (generated || line.endsWith(": begin -->")) && !line.endsWith(": end -->");
			code ^= line.strip().startsWith("```");
			if (!code && !generated && !line.startsWith("|") && !line.startsWith("<")) {
				assertThat(line).hasSizeLessThanOrEqualTo(WIDTH);
			}
		}
	}

	@Test
	void typesInTheArchitectureExist() throws IOException {
		Set<String> known = sourceFiles().map((file) -> file.getFileName().toString().replace(".java", ""))
			.collect(Collectors.toSet());
		for (String name : List.of("architecture.md", "why.md")) {
			List<String> mentioned = CODE.matcher(Files.readString(ROOT.resolve("docs").resolve(name)))
				.results()
				.flatMap((code) -> TYPE.matcher(code.group()).results())
				.map((type) -> type.group(1))
				.distinct()
				.toList();
			assertThat(mentioned).as(name).isNotEmpty();
			assertThat(known).as(name).containsAll(mentioned);
		}
	}

	private static Set<String> names(String cell) {
		return Arrays.stream(cell.strip().split(",\\s*"))
			.map((name) -> name.replace("`", ""))
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.toSet());
	}

	private static List<String> anchors(Path document) throws IOException {
		return HEADING.matcher(Files.readString(document))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.toList();
	}

	private static Stream<Path> sourceFiles() throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			List<Path> sources = modules.map((module) -> module.resolve("src")).filter(Files::isDirectory).toList();
			List<Path> files = new ArrayList<>();
			for (Path source : sources) {
				try (Stream<Path> walk = Files.walk(source)) {
					walk.filter((file) -> file.toString().endsWith(".java")).forEach(files::add);
				}
			}
			return files.stream();
		}
	}

	static Stream<Path> documents() throws IOException {
		try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
			return Stream
				.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ws-client-js/README.md")
					.map(ROOT::resolve), pages.filter((page) -> page.toString().endsWith(".md")).toList().stream())
				.toList()
				.stream();
		}
	}

}
