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

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.MessageDroppedException;
import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.memory.SessionMemory;
import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.transport.OutboundQueue;
import io.github.wsstarter.transport.Transport;

/**
 * The part of a session that sends: the queue, and the close status.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public abstract class AbstractSession implements EndpointSession {

	private final String id;

	private final SessionRoute route;

	private final Handshake handshake;

	private final Transport transport;

	private final Map<String, Object> attributes;

	private final @Nullable MessageFraming framing;

	final SessionEnd end;

	final OutboundQueue outbound;

	final SessionSender sender;

	final SessionMemory memory;

	AbstractSession(String id, SessionRoute route, Handshake handshake, Transport transport,
			@Nullable MessageFraming framing, Context context) {
		SessionOptions options = route.options();
		this.id = id;
		this.route = route;
		this.handshake = handshake;
		this.transport = transport;
		this.framing = framing;
		this.attributes = new ConcurrentHashMap<>(handshake.attributes());
		this.end = new SessionEnd(id, route.name(), transport, context.log());
		this.outbound = new OutboundQueue(options.sendLimit(), options.overflow(),
				() -> new MessageDroppedException(id), this.end, context.executor(), context.memory());
		this.memory = new SessionMemory(context.memory(), transport.idleSize());
		this.sender = new SessionSender(options.sendLimit(), this.outbound, transport, this.end, framing,
				context.codec());
	}

	@Override
	public CompletableFuture<Void> send(Object payload) {
		return this.sender.send(payload);
	}

	/**
	 * Queue a message without writing it, see {@link #push()}. Does nothing if this
	 * session is closed.
	 * @param message the message, encoded for this session
	 * @param overflow what happens if the message does not fit; {@code null} to follow
	 * the policy of this session
	 * @param key with {@link Overflow#KEEP_LATEST}, identifies the messages of which only
	 * the latest waits
	 */
	public void enqueue(OutboundMessage message, @Nullable Overflow overflow, @Nullable Object key) {
		this.sender.enqueue(message, overflow, key);
	}

	/**
	 * Check that a message may be queued by {@link #enqueue}.
	 * @param message the message, encoded for this session
	 * @throws IllegalArgumentException if the message is larger than the whole queue may
	 * be
	 */
	public void requireRoom(OutboundMessage message) {
		this.sender.requireRoom(message);
	}

	/**
	 * Request that queued messages be written. Does not wait for the client.
	 */
	public void push() {
		this.sender.push();
	}

	/**
	 * Write the queued messages on the current thread, which may wait for the client: it
	 * has to be the thread that serves the client's connection.
	 * @return whether the current thread wrote. If not, nothing was queued or another
	 * thread is writing
	 */
	public boolean flush() {
		return this.sender.flush();
	}

	public boolean isCongested() {
		return this.outbound.isCongested();
	}

	/**
	 * Wait until the session is no longer {@link #isCongested() congested}. A session
	 * whose client does not read in time ends.
	 */
	public void awaitRelief() {
		this.outbound.awaitRelief();
	}

	public boolean isFramed() {
		return this.framing != null;
	}

	public SessionOptions options() {
		return this.route.options();
	}

	void goAway(Duration reconnect) {
		if (this.framing == null) {
			close(CloseStatus.GOING_AWAY);
			return;
		}
		this.sender.send(this.framing.goodbye(reconnect));
		close(CloseStatus.SERVICE_RESTARTED);
	}

	@Override
	public void close(CloseStatus status) {
		CloseRules.requireSendable(status);
		this.end.close(status);
	}

	/**
	 * Close this session after the messages that are queued, because the client exceeds a
	 * limit.
	 * @param status the close status
	 * @param cause the cause, for the log, without anything that comes from the client
	 * @param property the configuration property to change, below {@code ws}
	 */
	public void refuse(CloseStatus status, String cause, String property) {
		this.end.refuse(status, cause, property);
	}

	/**
	 * Close this session with 1011 after the messages that are queued, because the server
	 * failed.
	 * @param failure the failure, which is logged
	 */
	public void fail(Throwable failure) {
		this.end.fail(failure);
	}

	void abort(CloseStatus status) {
		this.end.abort(status);
	}

	@Override
	public boolean isOpen() {
		return !this.end.isClosing();
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public String getEndpointName() {
		return this.route.name();
	}

	@Override
	public String getTransport() {
		return this.transport.name();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public Handshake getHandshake() {
		return this.handshake;
	}

	@Override
	public String toString() {
		return "session '%s' of endpoint '%s'".formatted(this.id, this.route.name());
	}

	/**
	 * What all sessions share.
	 *
	 * @param codec encodes objects
	 * @param executor runs code of the application that no thread of a wire may run; it
	 * never rejects a task
	 * @param clock a clock that does not jump
	 * @param log the log of sessions that are closed because of a limit or a failure
	 * @param memory the account of what all sessions hold
	 */
	record Context(MessageCodec codec, Executor executor, Clock clock, ClientLog log, MemoryAccount memory) {

	}

}
