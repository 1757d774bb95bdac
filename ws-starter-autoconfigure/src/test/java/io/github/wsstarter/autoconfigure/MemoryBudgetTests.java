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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.TestOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryBudget}.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class MemoryBudgetTests {

	private static final SessionOptions OPTIONS = new TestOptions().messageLimits(1024 * 1024, 512 * 1024)
		.sendLimit(3 * 1024 * 1024)
		.build();

	@Test
	void warnsWhenFullBuffersDoNotFit(CapturedOutput output) {
		new MemoryBudget(100, OPTIONS, 499L * 1024 * 1024, Long.MAX_VALUE).afterPropertiesSet();
		assertThat(output).contains("100 sessions")
			.contains("500 MB")
			.contains("499 MB")
			.contains("ws.limits.sessions")
			.contains("ws.buffer.send")
			.contains("ws.buffer.text");
	}

	@Test
	void isSilentWhenFullBuffersFit(CapturedOutput output) {
		new MemoryBudget(100, OPTIONS, 500L * 1024 * 1024, Long.MAX_VALUE).afterPropertiesSet();
		assertThat(output).isEmpty();
	}

	@Test
	void warnsWhenSessionsMayHoldMoreThanTheHeap(CapturedOutput output) {
		new MemoryBudget(null, OPTIONS, 500L * 1024 * 1024, 128L * 1024 * 1024).afterPropertiesSet();
		assertThat(output).contains("500 MB").contains("128 MB").contains("ws.limits.memory");
	}

	@Test
	void isSilentWithoutLimit(CapturedOutput output) {
		new MemoryBudget(null, OPTIONS, 1, Long.MAX_VALUE).afterPropertiesSet();
		assertThat(output).isEmpty();
	}

}
