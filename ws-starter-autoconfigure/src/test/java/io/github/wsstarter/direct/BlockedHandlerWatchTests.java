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

package io.github.wsstarter.direct;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BlockedHandlerWatch}.
 *
 * @author The ws-starter authors
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class BlockedHandlerWatchTests {

	private static final String REPORT = "is declared 'nonBlocking'";

	private final IoThread thread = new IoThread("ws-io-test",
			new Dispatcher(Runnable::run, 1, 1, getClass().getClassLoader()));

	private final BlockedHandlerWatch watch = new BlockedHandlerWatch(new IoThread[] { this.thread });

	@AfterEach
	void close() {
		this.watch.stop();
		this.thread.stop();
		this.thread.run();
	}

	@Test
	void handlerThatBlocksIsReportedOnce(CapturedOutput output) {
		this.thread.handling("test");
		long start = System.nanoTime();
		Awaitility.await().pollInterval(Duration.ofMillis(10)).until(() -> {
			this.watch.run();
			return output.getOut().contains(REPORT);
		});
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(90));
		assertThat(output).contains("Endpoint 'test'").contains("100 ms").contains("Remove 'nonBlocking'");
		this.thread.handling(null);
		this.thread.handling("test");
		Awaitility.await().pollDelay(Duration.ofMillis(150)).until(() -> {
			this.watch.run();
			return true;
		});
		assertThat(output.getOut().split(REPORT, -1)).hasSize(2);
	}

	@Test
	void handlerThatHasReturnedIsNot(CapturedOutput output) {
		this.thread.handling("test");
		this.thread.handling(null);
		Awaitility.await().pollDelay(Duration.ofMillis(150)).until(() -> {
			this.watch.run();
			return true;
		});
		assertThat(output).doesNotContain(REPORT);
	}

}
