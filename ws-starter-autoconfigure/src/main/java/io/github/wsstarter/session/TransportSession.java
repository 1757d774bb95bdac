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

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.memory.SessionMemory;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.transport.OutboundQueue;
import io.github.wsstarter.transport.Transport;

/**
 * A session that a {@link Transport} carries, and the entrance for what the wire reads.
 * <p>
 * A wire calls {@link #opened()} once, when messages may be sent, then
 * {@link #receive(InboundMessage) receive} for each message within the endpoint's limits,
 * which returns when the next message may be passed, then {@link #closed(CloseStatus)},
 * with the client's status, or 1006 if the connection was lost, all one after another. It
 * calls {@link #flush()} after {@code opened} and after each burst of messages, and
 * {@link #receivePart()} for each part of a message that is not complete yet.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class TransportSession extends AbstractSession {

	private final Environment environment;

	private final Executor executor;

	private final SessionWatch watch;

	private final @Nullable MessageRate rate;

	/**
	 * Set once, before any other thread sees this session.
	 */
	private SessionDispatch dispatch;

	@SuppressWarnings("NullAway.Init")
	TransportSession(String id, SessionRoute route, Handshake handshake, Transport transport,
			@Nullable MessageFraming framing, Context context, Environment environment) {
		super(id, route, handshake, transport, framing, context);
		this.environment = environment;
		this.executor = context.executor();
		this.watch = new SessionWatch(route.options(), context.clock(), this.outbound, transport, this.end);
		this.rate = MessageRate.of(route.options().messagesPerSecond(), context.clock());
	}

	void start(Function<TransportSession, SessionHandler> handler) {
		this.end.start(this.outbound, this::onEnded);
		this.dispatch = new SessionDispatch(this, handler.apply(this), options(), this.sender, this.end, this.executor,
				this.environment::onHandlerDone, this.memory);
	}

	public void opened() {
		this.dispatch.opened();
	}

	public void receivePart() {
		this.watch.onInput();
	}

	public void receive(String text) {
		this.watch.onInput();
		if (mayPass(this.rate) && !this.dispatch.tryText(text)) {
			dispatch(new InboundMessage.Text(text));
		}
	}

	public void receive(InboundMessage message) {
		this.watch.onInput();
		boolean answer = message instanceof InboundMessage.Pong pong && this.watch.onPong(pong.payload());
		if (mayPass((answer) ? null : this.rate)) {
			dispatch(message);
		}
	}

	private boolean mayPass(@Nullable MessageRate rate) {
		if (this.end.isClosing()) {
			return false;
		}
		if (rate != null && !rate.tryMessage()) {
			refuse(CloseStatus.POLICY_VIOLATION.withReason("Too many messages"), "Too many messages per second",
					"limits.messages-per-second");
			return false;
		}
		return true;
	}

	private void dispatch(InboundMessage message) {
		if (!this.dispatch.message(message, options().sendTimeLimit().toMillis())) {
			refuseMoreMessages();
		}
	}

	/**
	 * Close this session, because the client sends more messages than can wait for a
	 * pending reply.
	 */
	public void refuseMoreMessages() {
		refuse(CloseStatus.SERVICE_OVERLOAD.withReason("Too many messages wait for a reply"),
				"Too many messages wait for a pending reply", "send.time-limit");
	}

	/**
	 * Return whether {@link #closed} would call no code of the application, so that a
	 * thread that must not block may call it. Called by the thread that reads.
	 * @return whether the session has ended, or its handler is idle and does not observe
	 * the end
	 */
	public boolean endsSilently() {
		return this.end.isEnded() || this.dispatch.endsSilently();
	}

	/**
	 * Return whether {@link #receive} would accept a message without waiting for a
	 * pending reply. Called by the thread that reads.
	 * @param message the next message
	 * @return whether there is room for the message
	 */
	public boolean hasRoom(InboundMessage message) {
		return this.dispatch.hasRoom(message);
	}

	/**
	 * Return whether {@link #receive} would accept any message without waiting.
	 * @return whether no message waits for a pending reply
	 */
	public boolean isReady() {
		return this.dispatch.isReady();
	}

	/**
	 * Request a call once this session is {@link #isReady() ready} or has ended. If it is
	 * not ready within the time limit of a write, it is closed. Called by the thread that
	 * reads.
	 * @param action the action, which is called once, by any thread. It must not wait for
	 * anything
	 * @return whether the session is ready now. The action is not called then
	 */
	public boolean whenReady(Runnable action) {
		return this.dispatch.whenReady(action);
	}

	/**
	 * Run a task on a handler thread.
	 * @param task the task
	 */
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	/**
	 * Return the account of what a wire holds for this session.
	 * @return the account
	 */
	public SessionMemory memory() {
		return this.memory;
	}

	/**
	 * Return how much waits for the client, or for the rest of its messages.
	 * @return the number of bytes
	 */
	long backlog() {
		return this.outbound.backlog() + this.memory.held();
	}

	/**
	 * Close this session at once, so that others can hold what this one holds.
	 */
	void cutOff() {
		this.end.overload();
	}

	public void closed(CloseStatus status) {
		this.end.onClosed(status);
	}

	boolean isWriting() {
		return this.outbound.progress() != OutboundQueue.NOT_WRITING;
	}

	/**
	 * Check this session as time passes. Called by one thread.
	 */
	void tick() {
		this.watch.check(this.dispatch.isReaderOccupied());
		if (!this.end.isClosing() && this.dispatch.hasWaited(options().sendTimeLimit().toMillis())) {
			refuseMoreMessages();
		}
	}

	@Override
	public void subscribe(String topic) {
		this.environment.subscribe(this, topic);
	}

	@Override
	public void unsubscribe(String topic) {
		this.environment.unsubscribe(this, topic);
	}

	@Override
	public @Nullable Duration getRoundTripTime() {
		return this.watch.roundTrip();
	}

	private void onEnded(CloseStatus status, boolean async) {
		this.outbound.abort(this.end::exception);
		this.environment.onEnded(this, status);
		this.dispatch.end(async);
	}

	interface Environment {

		void subscribe(TransportSession session, String topic);

		void unsubscribe(TransportSession session, String topic);

		void onEnded(TransportSession session, CloseStatus status);

		void onHandlerDone();

	}

}
