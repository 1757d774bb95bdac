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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the browser client in {@code ws-client-js}. Runs the client's own tests with
 * Node.js, and checks the resources that are served to browsers.
 *
 * @author The ws-starter authors
 */
class BrowserClientTests {

	private static final String SERVED = "META-INF/resources/ws-starter/";

	private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "../ws-client-js");

	private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

	private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");

	private static final Pattern TESTS_PASSED = Pattern.compile("(?m)^# pass (\\d+)$");

	private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

	private static final int MIN_TESTS = 200;

	/**
	 * The maximum size in bytes, without comments. Minified, the client has about 5 KB.
	 */
	private static final int MAX_SIZE = 7 * 1024;

	@TempDir
	Path temporary;

	@Test
	void passesItsTests() throws Exception {
		assumeNode();
		Path output = this.temporary.resolve("output");
		Process node = new ProcessBuilder("node", "--test", "--test-reporter=tap").directory(SOURCES.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(node.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)).as(() -> read(output)).isTrue();
		}
		finally {
			node.destroyForcibly();
		}
		assertThat(node.exitValue()).as(() -> read(output)).isZero();
		Matcher passed = TESTS_PASSED.matcher(read(output));
		assertThat(passed.find()).as(() -> read(output)).isTrue();
		assertThat(Integer.parseInt(passed.group(1))).isGreaterThan(MIN_TESTS);
	}

	@Test
	void isServedWithAllItsModules() throws IOException {
		assertThat(modules()).containsKeys("ws-client.js", "client.js", "connection.js");
		assertThat(new ClassPathResource(SERVED + "ws-client.d.ts").exists()).isTrue();
	}

	@Test
	void isSmall() throws IOException {
		StringBuilder code = new StringBuilder();
		for (String module : modules().values()) {
			code.append(COMMENT.matcher(module).replaceAll(""));
		}
		assertThat(code).contains("function connect(", "class Client ", "function openEventStream(",
				"socket.send(data)");
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(code.toString().getBytes(StandardCharsets.UTF_8));
		}
		assertThat(compressed.size()).as("bytes of all modules, compressed").isLessThan(MAX_SIZE);
	}

	/**
	 * The modules that a browser loads, by name.
	 */
	private static Map<String, String> modules() throws IOException {
		Map<String, String> modules = new TreeMap<>();
		load("ws-client.js", modules);
		return modules;
	}

	private static void load(String name, Map<String, String> modules) throws IOException {
		if (!modules.containsKey(name)) {
			String module = new ClassPathResource(SERVED + name).getContentAsString(StandardCharsets.UTF_8);
			modules.put(name, module);
			Matcher imports = IMPORT.matcher(module);
			while (imports.find()) {
				load(imports.group(1), modules);
			}
		}
	}

	private static void assumeNode() throws InterruptedException {
		boolean found;
		try {
			found = new ProcessBuilder("node", "--version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			found = false;
		}
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			assertThat(found).as("Node.js is installed").isTrue();
		}
		Assumptions.assumeTrue(found, "Node.js is not installed: the tests of the browser client are skipped");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
