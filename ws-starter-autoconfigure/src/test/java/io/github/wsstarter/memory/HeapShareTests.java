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

package io.github.wsstarter.memory;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HeapShare}, {@link SessionMemory} and {@link MemoryCounter}.
 *
 * @author The ws-starter authors
 */
class HeapShareTests {

	private static final int STEP = MemoryCounter.STEP;

	private final HeapShare share = new HeapShare(100_000);

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void shareIsUsedUpAtItsLimitAndHasAnExcessBeyondAQuarterMore() {
		this.share.onExcess(Runnable::run, this.calls::incrementAndGet);
		this.share.add(99_999);
		assertThat(this.share.isUsedUp()).isFalse();
		this.share.add(1);
		assertThat(this.share.isUsedUp()).isTrue();
		this.share.add(25_000);
		assertThat(this.share.excess()).isZero();
		assertThat(this.calls).hasValue(0);
		this.share.add(10);
		assertThat(this.share.excess()).isEqualTo(10);
		assertThat(this.calls).hasValue(1);
		this.share.add(-5);
		assertThat(this.calls).hasValue(1);
		this.share.add(-100_000);
		assertThat(this.share.isUsedUp()).isFalse();
	}

	@Test
	void excessIsReleasedOnceUntilNoneIsLeft() {
		this.share.onExcess(Runnable::run, () -> {
			if (this.calls.incrementAndGet() == 2) {
				this.share.add(-50_000);
			}
		});
		this.share.add(150_000);
		this.share.add(10);
		assertThat(this.calls).hasValue(1);
		this.share.release();
		assertThat(this.calls).hasValue(2);
		this.share.release();
		assertThat(this.calls).hasValue(2);
		this.share.add(50_000);
		assertThat(this.calls).hasValue(3);
	}

	@Test
	void excessIsNotReleasedByAnExecutorThatWasShutDown() {
		this.share.onExcess((task) -> {
			throw new RejectedExecutionException();
		}, this.calls::incrementAndGet);
		this.share.add(150_000);
		assertThat(this.calls).hasValue(0);
		assertThat(this.share.isExceeded()).isTrue();
	}

	@Test
	void limitMustBePositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HeapShare(0));
	}

	@Test
	void smallChangesAreNotTold() {
		MemoryCounter counter = new MemoryCounter(this.share);
		for (int i = 0; i < STEP; i++) {
			counter.add(1);
		}
		assertThat(this.share.held()).isZero();
		counter.add(1);
		assertThat(this.share.held()).isEqualTo(STEP + 1);
		counter.add(-STEP);
		assertThat(this.share.held()).isEqualTo(STEP + 1);
		counter.add(-1);
		assertThat(this.share.held()).isZero();
	}

	@Test
	void ownerThatHoldsNothingIsNotCounted() {
		MemoryCounter counter = new MemoryCounter(this.share);
		counter.set(STEP + 1);
		counter.set(1);
		counter.set(0);
		assertThat(this.share.held()).isZero();
	}

	@Test
	void sessionHoldsItsIdleSizeFromItsStartToItsEnd() {
		SessionMemory memory = new SessionMemory(this.share, 8000);
		assertThat(this.share.held()).isZero();
		memory.open();
		memory.open();
		memory.add(500);
		assertThat(this.share.held()).isEqualTo(8500);
		assertThat(memory.held()).isEqualTo(500);
		memory.close();
		memory.close();
		assertThat(this.share.held()).isZero();
	}

	@Test
	void whatIsAddedOrReleasedAfterTheEndIsIgnored() {
		SessionMemory memory = new SessionMemory(this.share, 8000);
		memory.open();
		memory.add(500);
		memory.close();
		memory.add(-500);
		memory.add(700);
		memory.open();
		assertThat(this.share.held()).isZero();
		assertThat(memory.held()).isZero();
	}

	@Test
	void sessionThatEndsBeforeItsStartHoldsNothing() {
		SessionMemory memory = new SessionMemory(this.share, 8000);
		memory.add(500);
		memory.close();
		memory.open();
		assertThat(this.share.held()).isZero();
	}

}
