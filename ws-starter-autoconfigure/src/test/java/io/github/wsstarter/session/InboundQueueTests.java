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

package io.github.wsstarter.session;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.InboundQueue.Admission;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InboundQueue}.
 *
 * @author The ws-starter authors
 */
class InboundQueueTests {

	private final InboundQueue queue = new InboundQueue(100, (bytes) -> {
	});

	@Test
	void whoReleasedTheHandlerIsNotToldOfAnEndDuringTheNextMessage() {
		assertThat(this.queue.release()).isFalse();
		assertThat(this.queue.admit(new InboundMessage.Text("a"), 0)).isEqualTo(Admission.HANDLE);
		assertThat(this.queue.end()).isFalse();
		assertThat(this.queue.release()).isTrue();
		assertThat(this.queue.next()).isNull();
		assertThat(this.queue.release()).isFalse();
	}

	@Test
	void endBetweenReleaseAndNextIsTakenByWhoKeepsTheHandlerBusy() {
		assertThat(this.queue.admit(new InboundMessage.Text("a"), 0)).isEqualTo(Admission.HOLD);
		assertThat(this.queue.release()).isTrue();
		assertThat(this.queue.end()).isFalse();
		assertThat(this.queue.next()).isNull();
	}

	@Test
	void endWhileTheHandlerIsFreeIsForWhoEnds() {
		assertThat(this.queue.release()).isFalse();
		assertThat(this.queue.end()).isTrue();
		assertThat(this.queue.release()).isFalse();
		assertThat(this.queue.admit(new InboundMessage.Text("a"), 0)).isEqualTo(Admission.DISCARD);
	}

	@Test
	void hasRoomForSixteenMessagesOrOneOfAnySize() {
		InboundMessage.Text large = new InboundMessage.Text("a".repeat(200));
		InboundMessage.Text small = new InboundMessage.Text("a");
		assertThat(this.queue.hasRoom(large)).isTrue();
		for (int i = 0; i < 16; i++) {
			assertThat(this.queue.hasRoom(small)).isTrue();
			assertThat(this.queue.admit(small, 0)).isEqualTo(Admission.HOLD);
			assertThat(this.queue.hasRoom(large)).isFalse();
		}
		assertThat(this.queue.hasRoom(small)).isFalse();
		assertThat(this.queue.admit(small, 0)).isEqualTo(Admission.OVERFLOW);
		assertThat(this.queue.next()).isNotNull();
		assertThat(this.queue.hasRoom(small)).isTrue();
		this.queue.end();
		assertThat(this.queue.hasRoom(large)).isTrue();
	}

}
