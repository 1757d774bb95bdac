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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SocketReader}.
 *
 * @author The ws-starter authors
 */
class SocketReaderTests {

	private final UpgradedSocket socket = mock();

	private final IoThread io = mock();

	private final SelectionKey key = mock();

	private final SocketReader.Listener listener = mock();

	private final SocketReader reader = new SocketReader(this.socket, this.io, this.key, this.listener);

	private int interest = SelectionKey.OP_READ;

	@BeforeEach
	void setUp() {
		given(this.socket.isEncrypted()).willReturn(true);
		given(this.io.buffer()).willReturn(ByteBuffer.allocate(10));
		given(this.key.isValid()).willReturn(true);
		willAnswer((call) -> this.interest |= call.getArgument(0, Integer.class)).given(this.key)
			.interestOpsOr(anyInt());
		willAnswer((call) -> this.interest &= call.getArgument(0, Integer.class)).given(this.key)
			.interestOpsAnd(anyInt());
	}

	@Test
	void readsWhatTheSelectorDoesNotKnow() throws IOException {
		given(this.socket.read(any())).willReturn(5, 0);
		this.reader.run();
		then(this.listener).should().onBytes(any(), eq(5));
		then(this.io).should().readAgain(this.reader);
	}

	@Test
	void goesOnWhenItIsToReadAgainWhileItIsHeld() {
		given(this.listener.isFull()).willReturn(true, true);
		this.reader.run();
		assertThat(this.interest).isZero();
		// There is room between two questions
		given(this.listener.isFull()).willReturn(true, false);
		this.reader.run();
		this.reader.resume();
		ArgumentCaptor<Runnable> proceed = ArgumentCaptor.captor();
		then(this.io).should().execute(proceed.capture());
		given(this.listener.isFull()).willReturn(false);
		proceed.getValue().run();
		assertThat(this.interest).isEqualTo(SelectionKey.OP_READ);
	}

}
