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

package io.github.wsstarter.diagnostics;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.core.log.LogMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link OnceLog}.
 *
 * @author The ws-starter authors
 */
class OnceLogTests {

	private final Log logger = mock();

	private OnceLog log;

	@BeforeEach
	void create() {
		this.log = new OnceLog(this.logger);
	}

	@Test
	void warnsOncePerCause() {
		this.log.warn("a", LogMessage.format("first"));
		this.log.warn("a", LogMessage.format("second"));
		this.log.warn("b", LogMessage.format("third"));
		ArgumentCaptor<Object> warnings = ArgumentCaptor.captor();
		then(this.logger).should(times(2)).warn(warnings.capture());
		assertThat(warnings.getAllValues()).extracting(Object::toString)
			.containsExactly("first. Further messages of this kind are logged at debug level",
					"third. Further messages of this kind are logged at debug level");
		then(this.logger).should(times(1)).debug(any());
	}

	@Test
	void logsFailureOncePerCause() {
		Exception failure = new IllegalStateException();
		this.log.error("a", LogMessage.format("first"), failure);
		this.log.error("a", LogMessage.format("second"), failure);
		then(this.logger).should(times(1)).error(any(), same(failure));
		then(this.logger).should(times(1)).debug(any(), same(failure));
	}

	@Test
	void remembersABoundedNumberOfCauses() {
		for (int i = 0; i < 1500; i++) {
			this.log.warn(i, LogMessage.format("message"));
		}
		then(this.logger).should(times(1000)).warn(any());
		then(this.logger).should(times(500)).debug(any());
	}

}
