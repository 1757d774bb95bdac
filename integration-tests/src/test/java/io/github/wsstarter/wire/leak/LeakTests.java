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

package io.github.wsstarter.wire.leak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.DeflateClient;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests that connections leave nothing behind, however they end: no session, socket,
 * thread, memory, inflater or buffer. The server runs in a JVM of its own.
 * {@code ws.test.connections} sets the number of connections.
 *
 * @author The ws-starter authors
 */
class LeakTests {

	private static final Log logger = LogFactory.getLog(LeakTests.class);

	private static final int CONNECTIONS = Integer.getInteger("ws.test.connections", 2000);

	private static final int WARM_UP = 1000;

	private static final int THREADS = 4;

	/**
	 * The container engine writes on up to a hundred threads, in addition to those of
	 * Tomcat.
	 */
	private static final int POOLED_THREADS = 250;

	private static final String TEXT = "Each of these leaves nothing behind. ".repeat(100);

	private static final long MEGABYTE = 1 << 20;

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "TOMCAT_CONTAINER" })
	@Timeout(3600)
	void connectionsLeaveNothingBehind(Container container) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1",
				"-XX:NativeMemoryTracking=summary", "-cp", System.getProperty("java.class.path"),
				LeakServer.class.getName(), container.name())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = process.inputReader()) {
			int port = Integer.parseInt(read(output, "port").split(" ")[1]);
			churn(port, WARM_UP);
			LeakServer.Holdings before = measure(process, output, (holdings) -> {
			});
			churn(port, CONNECTIONS);
			measure(process, output, (after) -> {
				assertThat(after.threads()).isLessThanOrEqualTo(
						(container == Container.TOMCAT) ? before.threads() + THREADS * 2 : POOLED_THREADS);
				assertThat(after.heap()).isLessThan(before.heap() + 3 * MEGABYTE);
				assertThat(after.zlib()).isLessThan(before.zlib() + THREADS * 8);
				assertThat(after.buffers()).isLessThan(before.buffers() + 4 * MEGABYTE);
				assertThat(after.outsideHeap()).isLessThan(before.outsideHeap() + 32 * MEGABYTE);
				assertThat(after.resident()).isLessThan(before.resident() + 64 * MEGABYTE);
			});
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Measure until all connections have ended and the expectations hold. The server may
	 * keep a closed connection for a few seconds.
	 */
	private static LeakServer.Holdings measure(Process process, BufferedReader output,
			Consumer<LeakServer.Holdings> expectations) {
		AtomicReference<LeakServer.Holdings> last = new AtomicReference<>();
		TestServer.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			process.outputWriter().write(System.lineSeparator());
			process.outputWriter().flush();
			LeakServer.Holdings now = LeakServer.Holdings.decode(read(output, "holds"));
			last.set(now);
			assertThat(now.sessions()).isZero();
			assertThat(now.connections()).isZero();
			expectations.accept(now);
		});
		logger.info(last.get());
		return last.get();
	}

	private static String read(BufferedReader output, String word) throws IOException {
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(word + " ")) {
				return line;
			}
		}
		return fail("The server has ended without a line of the expected kind");
	}

	private static void churn(int port, int connections) {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<CompletableFuture<Void>> clients = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				int first = i;
				clients.add(CompletableFuture.runAsync(() -> connect(port, first, connections), executor));
			}
			clients.forEach(CompletableFuture::join);
		}
		finally {
			executor.shutdown();
		}
	}

	private static void connect(int port, int first, int connections) {
		try {
			for (int i = first; i < connections; i += THREADS) {
				connectAndEnd(port, i / THREADS);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void connectAndEnd(int port, int number) throws IOException {
		String offer = (number % 2 == 0) ? "permessage-deflate" : "none";
		try (DeflateClient client = DeflateClient.open(port, "/ws/leak", offer)) {
			Frame frame = (number % 2 == 0) ? client.text(TEXT) : Frame.text(TEXT);
			client.raw().send(frame);
			assertThat(client.readText()).isEqualTo(TEXT);
			byte[] half = Arrays.copyOf(frame.encode(), frame.encode().length / 2);
			switch (number / 2 % 7) {
				case 0 -> client.raw().closeNormally();
				case 1 -> client.raw().reset();
				case 2 -> {
					client.raw().write(half);
					client.raw().reset();
				}
				case 3 -> {
					client.raw().write(half);
					client.raw().shutdownOutput();
					client.raw().expectEnd();
				}
				case 4 -> {
					client.raw().sendText("close");
					client.raw().readClose();
				}
				case 5 -> {
					client.raw().send(Frame.text("x").unmasked());
					client.raw().readClose();
				}
				default -> {
					for (int i = 0; i < 20; i++) {
						client.raw().send(Frame.text(TEXT));
					}
				}
			}
		}
	}

}
