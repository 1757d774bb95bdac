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

package io.github.wsstarter.sse;

import java.io.IOException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

/**
 * A stream that the servlet API carries. Receives the events of the container for the
 * output and for the request, and ends the session with the stream.
 *
 * @author The ws-starter authors
 */
final class ServletStream implements WriteListener, AsyncListener {

	private static final Log logger = LogFactory.getLog(ServletStream.class);

	private final EventStream stream;

	private final SseTransport transport;

	/**
	 * Set once, by the thread that starts the stream.
	 */
	private volatile @Nullable SseConnection connection;

	ServletStream(AsyncContext context, EventEncoder encoder) throws IOException {
		this.stream = new EventStream(context);
		this.transport = new SseTransport(this.stream, encoder, () -> connection().onFlushed(), this::ended);
		context.addListener(this);
	}

	void start(StreamOpening opening) {
		this.connection = opening.open(this.transport);
		this.stream.put(opening.firstEvent());
		// The session is opened as soon as the container can write
		this.stream.start(this);
	}

	private SseConnection connection() {
		SseConnection connection = this.connection;
		Assert.state(connection != null, "No connection");
		return connection;
	}

	@Override
	public void onWritePossible() {
		this.transport.proceed();
		connection().open();
	}

	@Override
	public void onError(Throwable failure) {
		logger.debug(LogMessage.format("Stream of %s failed: %s", this.connection, failure));
		failed();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.stream.onCompleted();
		lost();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		failed();
	}

	@Override
	public void onError(AsyncEvent event) {
		this.stream.onRequestFailed();
		lost();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	private void failed() {
		this.stream.onFailed();
		lost();
	}

	/**
	 * Close the session because the connection was lost. If the session was not opened
	 * yet, it is opened now, because an endpoint learns of every session.
	 */
	private void lost() {
		SseConnection connection = this.connection;
		if (connection != null) {
			connection.ended(CloseStatus.NO_CLOSE_FRAME);
			connection.open();
		}
	}

	private void ended(CloseStatus status) {
		SseConnection connection = this.connection;
		if (connection != null) {
			connection.ended(status);
		}
	}

}
