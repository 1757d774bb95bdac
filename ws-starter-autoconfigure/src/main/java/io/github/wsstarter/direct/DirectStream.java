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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.direct.CloseProgress.AfterClose;
import io.github.wsstarter.sse.SseConnection;
import io.github.wsstarter.sse.StreamOpening;

/**
 * A stream of events on one of Tomcat's sockets. What the client sends is discarded: its
 * messages come in requests of their own.
 *
 * @author The ws-starter authors
 */
final class DirectStream extends SocketConnection {

	private final EventStreamEncoder encoder;

	/**
	 * Written once, by the thread that takes the connection over, before any event comes.
	 */
	private volatile @Nullable SseConnection connection;

	DirectStream(UpgradedSocket socket, DirectServices services, EventStreamEncoder encoder) throws IOException {
		super(socket, services, encoder);
		this.encoder = encoder;
	}

	void open(StreamOpening opening) {
		SseConnection connection = opening.open(transport());
		this.encoder.first(opening.firstEvent());
		this.connection = connection;
		// The client closes a connection that has ended, so that it gets every event
		transport().afterClose(AfterClose.SHUT_DOWN_OUTPUT);
		start();
		connection.open();
		reader().start();
	}

	private SseConnection connection() {
		SseConnection connection = this.connection;
		Assert.state(connection != null, "The stream is not open yet");
		return connection;
	}

	@Override
	public boolean isFull() {
		return false;
	}

	@Override
	public void onBytes(byte[] bytes, int length) {
	}

	@Override
	public void onEnd() {
		reader().end();
		abort();
	}

	@Override
	void abort() {
		connection().ended(CloseStatus.NO_CLOSE_FRAME);
		transport().close(CloseStatus.NO_CLOSE_FRAME);
	}

	@Override
	public void onWritten() {
	}

	@Override
	public void onFlushed() {
		connection().onFlushed();
	}

	@Override
	public void onCloseSent(CloseStatus status) {
		connection().ended(status);
	}

	@Override
	void onReleased() {
		onEnd();
	}

	@Override
	public String toString() {
		return connection().toString();
	}

}
