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
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.wsstarter.direct.DirectHttp11NioProtocol.ReleasableBuffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link UpgradedSocket}.
 *
 * @author The ws-starter authors
 */
@Timeout(30)
class UpgradedSocketTests {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final TestEndpoint endpoint = new TestEndpoint(this.tasks::add);

	private final MemoryChannel channel = new MemoryChannel();

	@Test
	void needsNio() {
		assertThatIllegalStateException().isThrownBy(() -> UpgradedSocket.of(mock(SocketWrapperBase.class)))
			.withMessageContaining("'ws.engine=direct'")
			.withMessageContaining("'container'");
	}

	@Test
	void takesWhatTomcatHasReadAndReleasesTheBuffers() throws IOException {
		ReleasableBuffers buffers = new ReleasableBuffers(new SocketBufferHandler(100, 100, false));
		NioSocketWrapper wrapper = this.endpoint.wrap(this.channel, buffers);
		wrapper.unRead(ByteBuffer.wrap("early".getBytes(StandardCharsets.US_ASCII)));
		UpgradedSocket socket = UpgradedSocket.of(wrapper);
		assertThat(socket.takeLeftover()).asString(StandardCharsets.US_ASCII).isEqualTo("early");
		assertThat(buffers).extracting("buffers").isNull();
		assertThat(socket.takeLeftover()).isEmpty();
	}

	@Test
	void writesNothingOnAnInterruptedThread() throws IOException {
		UpgradedSocket socket = UpgradedSocket.of(this.endpoint.wrap(this.channel));
		Thread.currentThread().interrupt();
		try {
			assertThat(socket.write(ByteBuffer.allocate(1))).isFalse();
		}
		finally {
			Thread.interrupted();
		}
		assertThat(this.channel.writes()).isZero();
		assertThat(socket.write(ByteBuffer.allocate(1))).isTrue();
	}

	@Test
	void tellsWhetherAllWasTaken() throws IOException {
		UpgradedSocket socket = UpgradedSocket.of(this.endpoint.wrap(this.channel));
		this.channel.room(3);
		ByteBuffer bytes = ByteBuffer.allocate(4);
		assertThat(socket.write(bytes)).isFalse();
		assertThat(bytes.remaining()).isEqualTo(1);
		this.channel.room(1);
		assertThat(socket.write(bytes)).isTrue();
	}

	@Test
	void closesAtOnceAndOnce() throws IOException {
		NioSocketWrapper wrapper = this.endpoint.wrap(this.channel);
		UpgradedSocket socket = UpgradedSocket.of(wrapper);
		socket.close();
		socket.close();
		assertThat(this.channel.isOpen()).isFalse();
		then(this.endpoint.handler).should().release(wrapper);
		assertThat(this.tasks).isEmpty();
	}

	@Test
	void isNotClosedInTheMidstOfItsUpgrade() throws IOException {
		NioSocketWrapper wrapper = this.endpoint.wrap(this.channel);
		UpgradedSocket socket = UpgradedSocket.of(wrapper);
		wrapper.getLock().lock();
		try {
			socket.close();
			assertThat(this.channel.isOpen()).isTrue();
		}
		finally {
			wrapper.getLock().unlock();
		}
		this.tasks.remove().run();
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(wrapper.getLock().isLocked()).isFalse();
	}

	@Test
	void isClosedByAnotherThreadAfterItsUpgrade() throws Exception {
		NioSocketWrapper wrapper = this.endpoint.wrap(this.channel);
		UpgradedSocket socket = UpgradedSocket.of(wrapper);
		wrapper.getLock().lock();
		try {
			Thread other = new Thread(socket::close);
			other.start();
			other.join();
			assertThat(this.channel.isOpen()).isTrue();
		}
		finally {
			wrapper.getLock().unlock();
		}
		this.tasks.remove().run();
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void isClosedWhenTheConnectorHasStopped() throws IOException {
		NioSocketWrapper wrapper = this.endpoint.wrap(this.channel);
		UpgradedSocket socket = UpgradedSocket.of(wrapper);
		this.endpoint.stopRunning();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> wrapper.execute(() -> {
		}));
		wrapper.getLock().lock();
		try {
			socket.close();
		}
		finally {
			wrapper.getLock().unlock();
		}
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void closedSocketFailsToWrite() throws IOException {
		UpgradedSocket socket = UpgradedSocket.of(this.endpoint.wrap(this.channel));
		socket.close();
		assertThatIOException().isThrownBy(() -> socket.write(ByteBuffer.allocate(1)));
	}

}
