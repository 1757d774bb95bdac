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

package io.github.wsstarter.wire.heap;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests that clients cannot exhaust the heap of a server with default settings. The
 * server has 64 MB, and runs in a JVM of its own.
 *
 * @author The ws-starter authors
 */
class SmallHeapTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@TempDir
	private Path directory;

	/**
	 * The clients fill half of their queues, of 512 KB each, and do not read.
	 */
	@ParameterizedTest
	@CsvSource({ "TOMCAT, 400", "JETTY, 300" })
	@Timeout(300)
	void slowReaders(Container container, int clients) throws IOException {
		assertThat(flood(container, clients, 0)).isPositive();
	}

	/**
	 * The messages of one byte take two hundred times their size.
	 */
	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY" })
	@Timeout(300)
	void slowReadersOfTinyMessages(Container container) throws IOException {
		flood(container, 20, 200_000);
	}

	private int flood(Container container, int clients, int tinyMessages) throws IOException {
		return attack(container, clients, (address) -> {
			RawClient client = RawClient.connect(address, 4096, PATIENCE);
			int status = client.request(HttpRequest.upgrade(address.getPort(), "/ws/flood")).status();
			if (status == 101) {
				client.sendText(String.valueOf(tinyMessages));
			}
			return new Attacker(client, status);
		});
	}

	/**
	 * The clients open event streams, each of which holds 100 KB on the servlet API.
	 */
	@ParameterizedTest
	@CsvSource({ "TOMCAT_CONTAINER, 400", "JETTY, 400" })
	@Timeout(300)
	void eventStreams(Container container, int clients) throws IOException {
		assertThat(attack(container, clients, (address) -> {
			RawClient client = RawClient.connect(address, 4096, PATIENCE);
			return new Attacker(client, client.request(Wire.SSE.request(address.getPort(), "/ws/echo")).status());
		})).isPositive();
	}

	/**
	 * Attack a server, and expect that it serves an innocent client meanwhile, and is as
	 * before afterwards.
	 * @return how many attackers were refused
	 */
	private int attack(Container container, int clients, Attack attack) throws IOException {
		File log = this.directory.resolve("log").toFile();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				SmallHeapServer.class.getName(), container.name())
			.redirectError(log)
			.start();
		List<WireClient> attackers = new ArrayList<>();
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(read(output, "port"));
			InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
			int refused = 0;
			try (RawClient innocent = connect(address)) {
				for (int i = 0; i < clients; i++) {
					Attacker attacker = attack.connect(address);
					attackers.add(attacker.client());
					refused += (attacker.status() == 503) ? 1 : 0;
					assertThat(innocent.ask("echo " + i)).isEqualTo("echo " + i);
				}
			}
			for (WireClient attacker : attackers) {
				attacker.close();
			}
			TestServer.await().atMost(PATIENCE).untilAsserted(() -> {
				process.outputWriter().write('\n');
				process.outputWriter().flush();
				assertThat(read(output, "holds")).isEqualTo("0");
			});
			try (RawClient next = connect(address)) {
				assertThat(next.ask("next")).isEqualTo("next");
			}
			assertThat(Files.readString(log.toPath())).doesNotContain("OutOfMemoryError");
			return refused;
		}
		finally {
			process.destroyForcibly();
			for (WireClient attacker : attackers) {
				attacker.close();
			}
		}
	}

	private static RawClient connect(InetSocketAddress address) throws IOException {
		RawClient client = RawClient.connect(address, 0, PATIENCE);
		client.open(HttpRequest.upgrade(address.getPort(), "/ws/echo"));
		return client.answerPings();
	}

	private static String read(BufferedReader output, String word) throws IOException {
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(word + " ")) {
				return line.substring(word.length() + 1);
			}
		}
		return fail("The server has ended");
	}

	@FunctionalInterface
	private interface Attack {

		Attacker connect(InetSocketAddress address) throws IOException;

	}

	private record Attacker(WireClient client, int status) {

	}

}
