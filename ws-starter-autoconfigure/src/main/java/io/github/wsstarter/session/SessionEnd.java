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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.diagnostics.PropertyName;
import io.github.wsstarter.transport.OutboundQueue;
import io.github.wsstarter.transport.OutboundQueueListener;
import io.github.wsstarter.transport.Transport;

/**
 * How a session ends. The close status is set once, by the first thread that closes the
 * session. The session ends once: when the wire reports that the connection is closed, or
 * when the connection is cut off. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class SessionEnd implements OutboundQueueListener {

	private static final Log logger = LogFactory.getLog(SessionEnd.class);

	private final String sessionId;

	private final String endpoint;

	private final Transport transport;

	private final ClientLog log;

	/**
	 * Written once, with this object's monitor held.
	 */
	private volatile @Nullable CloseStatus closeStatus;

	/**
	 * Written once, with this object's monitor held.
	 */
	private volatile boolean ended;

	/**
	 * Set once, like the listener, before any other thread sees the session.
	 */
	private OutboundQueue queue;

	private Listener listener;

	@SuppressWarnings("NullAway.Init")
	SessionEnd(String sessionId, String endpoint, Transport transport, ClientLog log) {
		this.sessionId = sessionId;
		this.endpoint = endpoint;
		this.transport = transport;
		this.log = log;
	}

	void start(OutboundQueue queue, Listener listener) {
		this.queue = queue;
		this.listener = listener;
	}

	void close(CloseStatus status) {
		if (isFirst(status)) {
			this.queue.close();
		}
	}

	void refuse(CloseStatus status, String cause, String property) {
		if (isFirst(status)) {
			log(status, cause, property, see(property));
			this.queue.close();
		}
	}

	/**
	 * Close the session after its queued messages, because its handler failed.
	 * @param failure the failure
	 */
	void fail(Throwable failure) {
		try {
			this.log.error(this.endpoint,
					LogMessage.format("Endpoint '%s' failed in session '%s'", this.endpoint, this.sessionId), failure);
		}
		finally {
			close(CloseStatus.SERVER_ERROR);
		}
	}

	void tooSlow(String cause, String property) {
		cutOff("Too slow", cause, property, see(property));
	}

	/**
	 * Cut off the connection because all sessions hold more memory than they may, and
	 * this one holds the most.
	 */
	void overload() {
		cutOff("Out of memory for slow clients", "The sessions hold too much memory, this one is among the largest",
				"limits.memory", "'" + PropertyName.of("limits.memory") + "'");
	}

	private void cutOff(String reason, String cause, String property, String see) {
		CloseStatus status = CloseStatus.SERVICE_OVERLOAD.withReason(reason);
		if (isFirst(status)) {
			log(status, cause, property, see);
		}
		abort(status);
	}

	/**
	 * Cut off the connection without waiting for the client.
	 * @param status the close status, unless the session is closing already
	 */
	void abort(CloseStatus status) {
		isFirst(status);
		try {
			end(true);
		}
		finally {
			this.transport.closeNow(status());
		}
	}

	void onClosed(CloseStatus status) {
		boolean closedByClient = isFirst(status) && status.getCode() != CloseStatus.NO_CLOSE_FRAME.getCode();
		end(!closedByClient);
	}

	private synchronized boolean isFirst(CloseStatus status) {
		boolean first = this.closeStatus == null;
		if (first) {
			this.closeStatus = status;
		}
		return first;
	}

	private void end(boolean async) {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			this.ended = true;
		}
		this.listener.onEnded(status(), async);
	}

	@Override
	public void onDrained() {
		this.transport.close(status());
	}

	@Override
	public void onFailed(Throwable cause) {
		logger.debug(LogMessage.format("Write to session '%s' failed: %s", this.sessionId, cause));
		abort(CloseStatus.NO_CLOSE_FRAME);
	}

	String sessionId() {
		return this.sessionId;
	}

	boolean isClosing() {
		return this.closeStatus != null;
	}

	boolean isEnded() {
		return this.ended;
	}

	CloseStatus status() {
		CloseStatus status = this.closeStatus;
		return (status != null) ? status : CloseStatus.NO_CLOSE_FRAME;
	}

	SessionClosedException exception() {
		return new SessionClosedException(this.sessionId, status());
	}

	private String see(String property) {
		return "'%s' or '%s'".formatted(PropertyName.of(property), PropertyName.of(this.endpoint, property));
	}

	private void log(CloseStatus status, String cause, String property, String see) {
		this.log.warn(this.endpoint + ' ' + property,
				LogMessage.format("Session '%s' of endpoint '%s' is closed with %d: %s (see %s)", this.sessionId,
						this.endpoint, status.getCode(), cause, see));
	}

	/**
	 * Called when the session has ended, once. If {@code async}, the current thread must
	 * not run code of the application.
	 */
	interface Listener {

		void onEnded(CloseStatus status, boolean async);

	}

}
