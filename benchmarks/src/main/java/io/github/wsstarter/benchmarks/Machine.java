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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

import io.netty.util.Version;
import org.apache.catalina.util.ServerInfo;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/**
 * Describes the machine and the versions of a run.
 *
 * @author The ws-starter authors
 */
final class Machine {

	private Machine() {
	}

	/**
	 * Describe this machine and the versions of its software.
	 * @param pinned whether server and load generator have a core each
	 * @return lines of Markdown
	 * @throws IOException if the processor cannot be read
	 */
	static String describe(boolean pinned) throws IOException {
		return """
				%s, %s, %d processors, %d GiB, Linux %s, %s
				JDK %s, Spring Boot %s, Spring Framework %s, %s, Netty %s""".formatted(LocalDate.now(), processor(),
				Runtime.getRuntime().availableProcessors(), memory(), System.getProperty("os.version"),
				(pinned) ? "server and load generator on a core each" : "not pinned to cores",
				System.getProperty("java.version"), SpringBootVersion.getVersion(), SpringVersion.getVersion(),
				ServerInfo.getServerInfo(), netty());
	}

	private static String netty() {
		return Version.identify().values().stream().map(Version::artifactVersion).findFirst().orElse("");
	}

	private static String processor() throws IOException {
		return Files.readAllLines(Path.of("/proc/cpuinfo"))
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 2))
			.findFirst()
			.orElse(System.getProperty("os.arch"));
	}

	private static long memory() throws IOException {
		return Files.readAllLines(Path.of("/proc/meminfo"))
			.stream()
			.filter((line) -> line.startsWith("MemTotal:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / (1024 * 1024))
			.findFirst()
			.orElse(0);
	}

}
