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

import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.direct.DirectHttp11NioProtocol.ReleasableBuffers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReleasableBuffers}.
 *
 * @author The ws-starter authors
 */
class ReleasableBuffersTests {

	private final ReleasableBuffers buffers = new ReleasableBuffers(new SocketBufferHandler(100, 200, false));

	@Test
	void workAsThoseOfTomcat() {
		this.buffers.configureReadBufferForWrite();
		this.buffers.getReadBuffer().put((byte) 1);
		assertThat(this.buffers.isReadBufferEmpty()).isFalse();
		this.buffers.configureReadBufferForRead();
		assertThat(this.buffers.getReadBuffer().get()).isEqualTo((byte) 1);
		this.buffers.unReadReadBuffer(ByteBuffer.wrap(new byte[] { 2, 3 }));
		assertThat(this.buffers.isReadBufferEmpty()).isFalse();
		this.buffers.configureWriteBufferForWrite();
		assertThat(this.buffers.isWriteBufferWritable()).isTrue();
		this.buffers.getWriteBuffer().put((byte) 4);
		assertThat(this.buffers.isWriteBufferEmpty()).isFalse();
		this.buffers.configureWriteBufferForRead();
		assertThat(this.buffers.getWriteBuffer().remaining()).isEqualTo(1);
		this.buffers.reset();
		assertThat(this.buffers.isReadBufferEmpty()).isTrue();
		assertThat(this.buffers.isWriteBufferEmpty()).isTrue();
	}

	@Test
	void keepWhatIsInThem() {
		this.buffers.configureReadBufferForWrite();
		ByteBuffer before = this.buffers.getReadBuffer();
		before.put((byte) 1);
		this.buffers.release();
		assertThat(this.buffers.getReadBuffer()).isSameAs(before);
		this.buffers.configureReadBufferForRead();
		this.buffers.getReadBuffer().get();
		this.buffers.configureWriteBufferForWrite();
		this.buffers.getWriteBuffer().put((byte) 2);
		this.buffers.release();
		assertThat(this.buffers.getReadBuffer()).isSameAs(before);
	}

	@Test
	void comeBackWithTheSameSize() {
		ByteBuffer before = this.buffers.getReadBuffer();
		this.buffers.release();
		assertThat(this.buffers.isReadBufferEmpty()).isTrue();
		assertThat(this.buffers.isWriteBufferEmpty()).isTrue();
		assertThat(this.buffers.getReadBuffer()).isNotSameAs(before);
		assertThat(this.buffers.getReadBuffer().capacity()).isEqualTo(100);
		assertThat(this.buffers.getWriteBuffer().capacity()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void comeBackOfTheSameKind(boolean direct) {
		ReleasableBuffers buffers = new ReleasableBuffers(new SocketBufferHandler(10, 10, direct));
		buffers.release();
		assertThat(buffers.getReadBuffer().isDirect()).isEqualTo(direct);
		assertThat(buffers.getWriteBuffer().isDirect()).isEqualTo(direct);
	}

	@Test
	void resetAndFreeDoNotBringThemBack() {
		this.buffers.release();
		this.buffers.release();
		this.buffers.reset();
		this.buffers.free();
		this.buffers.free();
		assertThat(this.buffers.isReadBufferEmpty()).isTrue();
		assertThat(this.buffers).extracting("buffers").isNull();
	}

	@Test
	void canBeExpanded() {
		this.buffers.expand(1000);
		assertThat(this.buffers.getReadBuffer().capacity()).isEqualTo(1000);
		assertThat(this.buffers.getWriteBuffer().capacity()).isEqualTo(1000);
	}

}
