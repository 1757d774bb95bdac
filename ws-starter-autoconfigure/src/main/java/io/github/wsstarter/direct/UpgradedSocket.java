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
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * One of Tomcat's sockets after its upgrade. Reads and writes plain bytes without ever
 * waiting; the channel of Tomcat encrypts them if the connection uses TLS.
 * <p>
 * One thread reads and one writes. An encrypted channel may have to write in order to
 * read, so there a monitor admits only one of both threads.
 *
 * @author The ws-starter authors
 */
final class UpgradedSocket {

	private final SocketWrapperBase<?> wrapper;

	private final NioChannel channel;

	private final SocketChannel socketChannel;

	private final boolean encrypted;

	private UpgradedSocket(NioSocketWrapper wrapper) {
		this.wrapper = wrapper;
		this.channel = wrapper.getSocket();
		this.socketChannel = this.channel.getIOChannel();
		this.encrypted = this.channel instanceof SecureNioChannel;
	}

	static UpgradedSocket of(SocketWrapperBase<?> wrapper) {
		if (wrapper instanceof NioSocketWrapper nio) {
			return new UpgradedSocket(nio);
		}
		throw new IllegalStateException("'ws.engine=direct' requires an NIO connector of Tomcat. Set 'ws.engine' "
				+ "to 'container' to use other connectors");
	}

	SocketChannel channel() {
		return this.socketChannel;
	}

	boolean isEncrypted() {
		// An encrypted socket may hold bytes that the selector does not know of, and is
		// read until there is nothing more
		return this.encrypted;
	}

	byte[] takeLeftover() throws IOException {
		SocketBufferHandler buffers = this.wrapper.getSocketBufferHandler();
		byte[] leftover = new byte[0];
		if (!buffers.isReadBufferEmpty()) {
			buffers.configureReadBufferForRead();
			leftover = new byte[buffers.getReadBuffer().remaining()];
			this.wrapper.read(false, leftover, 0, leftover.length);
		}
		if (buffers instanceof DirectHttp11NioProtocol.ReleasableBuffers releasable) {
			releasable.release();
		}
		return leftover;
	}

	int read(ByteBuffer target) throws IOException {
		if (!this.encrypted) {
			return this.socketChannel.read(target);
		}
		synchronized (this) {
			return (this.wrapper.isClosed()) ? -1 : this.channel.read(target);
		}
	}

	boolean write(ByteBuffer source) throws IOException {
		// Writing on an interrupted thread would close the connection
		if (Thread.currentThread().isInterrupted()) {
			return false;
		}
		if (!this.encrypted) {
			this.socketChannel.write(source);
			return !source.hasRemaining();
		}
		synchronized (this) {
			if (this.wrapper.isClosed()) {
				throw new ClosedChannelException();
			}
			return writeEncrypted(source);
		}
	}

	private boolean writeEncrypted(ByteBuffer source) throws IOException {
		boolean progress = true;
		while (progress && (source.hasRemaining() || this.channel.getOutboundRemaining() > 0)) {
			progress = (source.hasRemaining()) ? this.channel.write(source) > 0 : this.channel.flushOutbound();
		}
		return !source.hasRemaining() && this.channel.getOutboundRemaining() == 0;
	}

	boolean shutdownOutput() throws IOException {
		// Closing TLS would close the connection
		if (!this.encrypted) {
			this.socketChannel.shutdownOutput();
		}
		return !this.encrypted;
	}

	/**
	 * Close the connection, but not while Tomcat upgrades it, not even on this thread:
	 * Tomcat would never remove the connection from its list.
	 */
	void close() {
		ReentrantLock lock = this.wrapper.getLock();
		if (!lock.isHeldByCurrentThread() && lock.tryLock()) {
			try {
				closeWrapper();
			}
			finally {
				lock.unlock();
			}
		}
		else {
			try {
				this.wrapper.execute(this::awaitAndClose);
			}
			catch (RejectedExecutionException ex) {
				closeWrapper();
			}
		}
	}

	private void awaitAndClose() {
		this.wrapper.getLock().lock();
		try {
			closeWrapper();
		}
		finally {
			this.wrapper.getLock().unlock();
		}
	}

	/**
	 * Close the connection, but not during a read or write: Tomcat reuses the channel for
	 * another connection.
	 */
	private synchronized void closeWrapper() {
		this.wrapper.close();
	}

}
