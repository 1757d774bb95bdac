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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.message.InboundMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InboundMessages}.
 *
 * @author The ws-starter authors
 */
class InboundMessagesTests {

	private final InboundMessages messages = new InboundMessages();

	@Test
	void comeOutInTheOrderInWhichTheyCameIn() {
		InboundMessage binary = new InboundMessage.Binary(ByteBuffer.allocate(10));
		this.messages.add("abc");
		this.messages.add(binary);
		this.messages.add("");
		assertThat(this.messages.count()).isEqualTo(3);
		assertThat(this.messages.size()).isEqualTo(13);
		assertThat(polled(this.messages)).containsExactly("abc", binary, "");
		assertThat(this.messages.size()).isZero();
		assertThat(this.messages.isEmpty()).isTrue();
	}

	@Test
	void areTakenByOthers() {
		InboundMessages others = new InboundMessages();
		others.add("b");
		others.add("cd");
		this.messages.add("a");
		this.messages.takeAll(others);
		assertThat(others.isEmpty()).isTrue();
		assertThat(others.size()).isZero();
		assertThat(this.messages.size()).isEqualTo(4);
		assertThat(polled(this.messages)).containsExactly("a", "b", "cd");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 64, 65, 5000 })
	void keepTheirMemoryUnlessItIsMuch(int count) {
		for (int i = 0; i < count; i++) {
			this.messages.add("" + i);
		}
		Object before = queue();
		assertThat(polled(this.messages)).hasSize(count).endsWith("" + (count - 1));
		assertThat(queue() == before).isEqualTo(count <= 64);
		this.messages.add("again");
		assertThat(polled(this.messages)).containsExactly("again");
	}

	private Object queue() {
		return assertThat(this.messages).extracting("messages").actual();
	}

	private static List<Object> polled(InboundMessages messages) {
		List<Object> polled = new ArrayList<>();
		for (Object message = messages.poll(); message != null; message = messages.poll()) {
			polled.add(message);
		}
		return polled;
	}

}
