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

import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Tomcat's HTTP over NIO, with connections that can release their buffers. A WebSocket
 * connection and a stream of events do so once the engine has taken them over.
 * <p>
 * Public, as Tomcat requires of protocols.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class DirectHttp11NioProtocol extends Http11NioProtocol {

	public DirectHttp11NioProtocol() {
		super(new Endpoint());
	}

	/**
	 * Also obeys {@code Cache-Control: no-transform}, which streams of events have: these
	 * are written without the filter that compresses.
	 */
	@Override
	public boolean useCompression(Request request, Response response) {
		String cacheControl = response.getMimeHeaders().getHeader(HttpHeaders.CACHE_CONTROL);
		return (cacheControl == null || !cacheControl.contains("no-transform"))
				&& super.useCompression(request, response);
	}

	private static final class Endpoint extends NioEndpoint {

		@Override
		protected NioChannel createChannel(SocketBufferHandler buffers) {
			return super.createChannel(new ReleasableBuffers(buffers));
		}

	}

	/**
	 * The buffers of one of Tomcat's connections, which can be released and are allocated
	 * again when they are needed.
	 */
	static final class ReleasableBuffers extends SocketBufferHandler {

		private final int readSize;

		private final int writeSize;

		private final boolean direct;

		/**
		 * Written by the thread that serves the connection, as the buffers themselves
		 * are.
		 */
		private volatile @Nullable SocketBufferHandler buffers;

		ReleasableBuffers(SocketBufferHandler buffers) {
			super(0, 0, false);
			this.readSize = buffers.getReadBuffer().capacity();
			this.writeSize = buffers.getWriteBuffer().capacity();
			this.direct = buffers.getReadBuffer().isDirect();
			this.buffers = buffers;
		}

		/**
		 * Release the buffers, unless they contain bytes.
		 */
		void release() {
			SocketBufferHandler buffers = this.buffers;
			if (buffers != null && buffers.isReadBufferEmpty() && buffers.isWriteBufferEmpty()) {
				this.buffers = null;
				buffers.free();
			}
		}

		private SocketBufferHandler buffers() {
			SocketBufferHandler buffers = this.buffers;
			if (buffers == null) {
				buffers = new SocketBufferHandler(this.readSize, this.writeSize, this.direct);
				this.buffers = buffers;
			}
			return buffers;
		}

		@Override
		public void configureReadBufferForWrite() {
			buffers().configureReadBufferForWrite();
		}

		@Override
		public void configureReadBufferForRead() {
			buffers().configureReadBufferForRead();
		}

		@Override
		public ByteBuffer getReadBuffer() {
			return buffers().getReadBuffer();
		}

		@Override
		public boolean isReadBufferEmpty() {
			SocketBufferHandler buffers = this.buffers;
			return buffers == null || buffers.isReadBufferEmpty();
		}

		@Override
		public void unReadReadBuffer(ByteBuffer returnedData) {
			buffers().unReadReadBuffer(returnedData);
		}

		@Override
		public void configureWriteBufferForWrite() {
			buffers().configureWriteBufferForWrite();
		}

		@Override
		public void configureWriteBufferForRead() {
			buffers().configureWriteBufferForRead();
		}

		@Override
		public boolean isWriteBufferWritable() {
			return buffers().isWriteBufferWritable();
		}

		@Override
		public ByteBuffer getWriteBuffer() {
			return buffers().getWriteBuffer();
		}

		@Override
		public boolean isWriteBufferEmpty() {
			SocketBufferHandler buffers = this.buffers;
			return buffers == null || buffers.isWriteBufferEmpty();
		}

		@Override
		public void expand(int newSize) {
			buffers().expand(newSize);
		}

		@Override
		public void reset() {
			SocketBufferHandler buffers = this.buffers;
			if (buffers != null) {
				buffers.reset();
			}
		}

		@Override
		public void free() {
			SocketBufferHandler buffers = this.buffers;
			if (buffers != null) {
				this.buffers = null;
				buffers.free();
			}
		}

	}

}
