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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A socket in memory that accepts as many bytes as the test allows.
 *
 * @author The ws-starter authors
 */
class MemoryChannel extends SocketChannel {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private long room = Long.MAX_VALUE;

	private int writes;

	private boolean outputShutDown;

	private @Nullable IOException failure;

	MemoryChannel() {
		super(SelectorProvider.provider());
	}

	/**
	 * Set the number of further bytes that the socket accepts.
	 * @param room the number of bytes
	 */
	synchronized void room(long room) {
		this.room = room;
	}

	synchronized void fail(IOException failure) {
		this.failure = failure;
	}

	synchronized int writes() {
		return this.writes;
	}

	synchronized byte[] written() {
		return this.written.toByteArray();
	}

	synchronized boolean isOutputShutDown() {
		return this.outputShutDown;
	}

	@Override
	public synchronized int write(ByteBuffer source) throws IOException {
		if (!isOpen()) {
			throw new ClosedChannelException();
		}
		if (this.failure != null) {
			throw this.failure;
		}
		byte[] bytes = new byte[(int) Math.min(this.room, source.remaining())];
		source.get(bytes);
		this.written.writeBytes(bytes);
		this.room -= bytes.length;
		this.writes++;
		return bytes.length;
	}

	@Override
	public int read(ByteBuffer target) {
		return 0;
	}

	@Override
	public synchronized SocketChannel shutdownOutput() {
		this.outputShutDown = true;
		return this;
	}

	@Override
	protected void implCloseSelectableChannel() {
	}

	@Override
	protected void implConfigureBlocking(boolean block) {
	}

	@Override
	public SocketChannel bind(SocketAddress local) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> SocketChannel setOption(SocketOption<T> name, T value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> T getOption(SocketOption<T> name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Set<SocketOption<?>> supportedOptions() {
		return Set.of();
	}

	@Override
	public SocketChannel shutdownInput() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket socket() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isConnected() {
		return isOpen();
	}

	@Override
	public boolean isConnectionPending() {
		return false;
	}

	@Override
	public boolean connect(SocketAddress remote) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean finishConnect() {
		return true;
	}

	@Override
	public SocketAddress getRemoteAddress() {
		throw new UnsupportedOperationException();
	}

	@Override
	public SocketAddress getLocalAddress() {
		throw new UnsupportedOperationException();
	}

	@Override
	public long read(ByteBuffer[] targets, int offset, int length) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long write(ByteBuffer[] sources, int offset, int length) {
		throw new UnsupportedOperationException();
	}

}
