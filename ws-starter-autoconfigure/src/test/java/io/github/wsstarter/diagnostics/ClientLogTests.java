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

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.core.log.LogMessage;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ClientLog}.
 *
 * @author The ws-starter authors
 */
class ClientLogTests {

	private final Log logger = mock();

	private long now = Long.MAX_VALUE - 10;

	private final ClientLog log = new ClientLog(this.logger, () -> this.now);

	@Test
	void logsTheFirstMessageOfACauseAndRoundCounts() {
		for (int i = 1; i <= 2500; i++) {
			this.log.warn("a", LogMessage.format("number %d of a", i));
		}
		this.log.warn("b", LogMessage.format("first of b"));
		assertThat(warnings()).containsExactly("number 1 of a", "10 times within a minute: number 10 of a",
				"100 times within a minute: number 100 of a", "1000 times within a minute: number 1000 of a",
				"first of b");
	}

	@Test
	void failureIsSurvivedThoughItCannotBeLogged() {
		OutOfMemoryError failure = new OutOfMemoryError("Java heap space");
		willThrow(failure).given(this.logger).error(any(), any());
		this.log.survive("turn", failure, "Failed to serve %s", "a client");
		then(this.logger).should().error(any(), any());
	}

	@Test
	void logsACauseAgainAfterAMinute() {
		this.log.warn("a", LogMessage.format("first"));
		this.now += TimeUnit.SECONDS.toNanos(60) - 1;
		this.log.warn("a", LogMessage.format("second"));
		this.now++;
		this.log.warn("a", LogMessage.format("first of the next minute"));
		this.log.warn("a", LogMessage.format("second of the next minute"));
		assertThat(warnings()).containsExactly("first", "first of the next minute");
	}

	@Test
	void logsFurtherMessagesAtDebugLevel() {
		this.log.warn("a", LogMessage.format("first"));
		this.log.warn("a", LogMessage.format("second\nFORGED"));
		ArgumentCaptor<Object> message = ArgumentCaptor.captor();
		then(this.logger).should().debug(message.capture());
		assertThat(message.getValue()).hasToString("second?FORGED");
	}

	@Test
	void logsTheStackTraceOfTheFirstFailureOnly() {
		for (int i = 0; i < 100; i++) {
			this.log.error("a", LogMessage.format("failed"), new IllegalStateException("number " + i));
		}
		then(this.logger).should().error(any(), any(IllegalStateException.class));
		ArgumentCaptor<Object> counts = ArgumentCaptor.captor();
		then(this.logger).should(times(2)).error(counts.capture());
		assertThat(counts.getAllValues()).extracting(Object::toString)
			.containsExactly("10 times within a minute: failed", "100 times within a minute: failed");
	}

	@Test
	void methodsThatFailInTheSameMethodOfALibraryAreTwoCauses() throws Exception {
		for (int i = 0; i < 3; i++) {
			for (String method : List.of("fail", "failToo")) {
				this.log.error("a", LogMessage.format(method), failure(method));
			}
		}
		ArgumentCaptor<Object> messages = ArgumentCaptor.captor();
		then(this.logger).should(times(2)).error(messages.capture(), any());
		assertThat(messages.getAllValues()).extracting(Object::toString).containsExactly("fail", "failToo");
	}

	private Throwable failure(String method) throws Exception {
		try {
			getClass().getDeclaredMethod(method).invoke(null);
			throw new AssertionError();
		}
		catch (InvocationTargetException ex) {
			return ex.getCause();
		}
	}

	static void fail() {
		Assert.hasText("", "first");
	}

	static void failToo() {
		Assert.hasText("", "second");
	}

	@Test
	void logsStackTracesOfFurtherFailuresAtDebugLevel() {
		given(this.logger.isDebugEnabled()).willReturn(true);
		Exception second = null;
		for (int i = 0; i < 2; i++) {
			second = new IllegalStateException();
			this.log.error("a", LogMessage.format("failed"), second);
		}
		then(this.logger).should().debug(any(), same(second));
	}

	@Test
	void failuresDifferByWhatFailedAndByClassAndByPlace() {
		for (int i = 0; i < 2; i++) {
			this.log.error("a", LogMessage.format("failed"), new IllegalStateException());
			this.log.error("a", LogMessage.format("failed"), new IllegalStateException());
			this.log.error("a", LogMessage.format("failed"), new IllegalArgumentException());
			this.log.error("b", LogMessage.format("failed"), new IllegalStateException());
		}
		then(this.logger).should(times(4)).error(any(), any(Throwable.class));
	}

	@Test
	void placeIsOutsideOfTheJdk() {
		for (String number : List.of("x", "0x1y", "x", "0x1y")) {
			this.log.error("a", LogMessage.format("failed"), failureInTheJdk(number));
		}
		then(this.logger).should().error(any(), any(Throwable.class));
	}

	private static Exception failureInTheJdk(String number) {
		try {
			throw new IllegalStateException(String.valueOf(Integer.decode(number)));
		}
		catch (NumberFormatException ex) {
			return ex;
		}
	}

	@Test
	void remembersABoundedNumberOfCauses() {
		for (int i = 0; i < 1500; i++) {
			this.log.warn(i, LogMessage.format("message"));
		}
		assertThat(warnings()).hasSize(1003)
			.filteredOn((line) -> !line.equals("message"))
			.containsExactly("10 times within a minute: message", "100 times within a minute: message");
	}

	@Test
	void forgetsCausesAfterAMinute() {
		for (int i = 0; i < 2000; i++) {
			this.now += (i == 1000) ? TimeUnit.MINUTES.toNanos(1) : 0;
			this.log.warn(i, LogMessage.format("message"));
		}
		assertThat(warnings()).hasSize(2000).containsOnly("message");
	}

	@Test
	void messageCannotForgeALine() {
		this.log.warn("a", LogMessage.format("from '%s'", "x\r\nERROR forged \u001b[31m\u202e\u2028\u009b"));
		assertThat(warnings()).containsExactly("from 'x??ERROR forged ?[31m???'");
	}

	@Test
	void messageOfAFailureCannotForgeALine() {
		Exception failure = new IllegalStateException("unknown 'x\nERROR forged'",
				new IllegalArgumentException("\u001b[2J"));
		failure.addSuppressed(new IllegalStateException("a\rb", failure));
		this.log.error("a", LogMessage.format("failed"), failure);
		ArgumentCaptor<Throwable> logged = ArgumentCaptor.captor();
		then(this.logger).should().error(any(), logged.capture());
		assertThat(logged.getValue()).hasToString("java.lang.IllegalStateException: unknown 'x?ERROR forged'");
		assertThat(logged.getValue().getStackTrace()).isEqualTo(failure.getStackTrace());
		assertThat(logged.getValue().getCause()).hasToString("java.lang.IllegalArgumentException: ?[2J");
		assertThat(logged.getValue().getSuppressed()).singleElement()
			.hasToString("java.lang.IllegalStateException: a?b");
		then(this.logger).should(never()).error(any(), same(failure));
	}

	@Test
	void failureWithAPrintableMessageIsLoggedAsItIs() {
		Exception failure = new IllegalStateException("failed", new IllegalStateException("süß \ud83d\ude00"));
		this.log.error("a", LogMessage.format("failed"), failure);
		then(this.logger).should().error(any(), same(failure));
	}

	private List<String> warnings() {
		ArgumentCaptor<Object> warnings = ArgumentCaptor.captor();
		then(this.logger).should(atLeast(0)).warn(warnings.capture());
		return warnings.getAllValues().stream().map(Object::toString).toList();
	}

}
