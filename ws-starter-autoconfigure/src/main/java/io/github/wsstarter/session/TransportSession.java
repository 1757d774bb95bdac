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

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.MessageDroppedException;
import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.transport.OutboundQueue;
import io.github.wsstarter.transport.Transport;

/**
 * A session that a {@link Transport} carries: what a wire pushes into, and what an
 * endpoint sees.
 * <p>
 * A wire calls {@link #opened()} once, then {@link #receive(InboundMessage) receive} for
 * each message, then {@link #closed(CloseStatus)}, all one after another; and
 * {@link #flush()} after {@code opened} and after each burst of messages.
 * <p>
 * The close status is set once, by whoever closes first; the session ends once, when the
 * wire says so or when there is no hope for an orderly end.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class TransportSession implements EndpointSession {

	private static final Log logger = LogFactory.getLog(TransportSession.class);

	private final String id;

	private final SessionRoute route;

	private final Handshake handshake;

	private final Transport transport;

	private final SessionContext context;

	private final Runnable onEnd;

	private final Map<String, Object> attributes;

	private final OutboundQueue outbound;

	private final SessionSender sender;

	private final SessionDispatch dispatch;

	private final Heartbeat heartbeat;

	private final StallDetector writeProgress;

	private final @Nullable MessageRate rate;

	private final @Nullable Subprotocol subprotocol;

	private final AtomicReference<@Nullable CloseStatus> closeStatus = new AtomicReference<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	TransportSession(String id, SessionRoute route, Handshake handshake, Transport transport, SessionContext context,
			Runnable onEnd) {
		SessionOptions options = route.options();
		this.id = id;
		this.route = route;
		this.handshake = handshake;
		this.transport = transport;
		this.context = context;
		this.onEnd = onEnd;
		this.attributes = new ConcurrentHashMap<>(handshake.attributes());
		String subprotocol = handshake.subprotocol();
		this.subprotocol = (subprotocol != null) ? context.subprotocols().get(subprotocol) : null;
		this.outbound = new OutboundQueue(options.sendLimit(), options.overflow(),
				() -> new MessageDroppedException(id), new QueueEvents(), context.executor());
		this.sender = new SessionSender(this, this.outbound, transport, this::encode);
		SessionHandler handler = (this.subprotocol != null) ? this.subprotocol.handler(this, route.handler())
				: route.handler();
		this.dispatch = new SessionDispatch(this, handler, this.sender, context.executor());
		this.heartbeat = new Heartbeat(options.heartbeatInterval(), options.heartbeatTimeout(), now(),
				ThreadLocalRandom.current().nextDouble());
		this.writeProgress = new StallDetector(options.sendTimeLimit().toNanos());
		this.rate = MessageRate.of(options.messagesPerSecond(), context.clock());
	}

	/**
	 * The connection is ready for messages in both directions.
	 */
	public void opened() {
		this.dispatch.opened();
	}

	/**
	 * Part of a message came in.
	 */
	public void receivePart() {
		this.heartbeat.seen();
	}

	/**
	 * A text message came in. Returns when the next may come.
	 * @param text the message, within the endpoint's limits
	 */
	public void receive(String text) {
		this.heartbeat.seen();
		if (mayPass(this.rate) && !this.dispatch.tryText(text)) {
			dispatch(new InboundMessage.Text(text));
		}
	}

	/**
	 * A message came in. Returns when the next may come.
	 * @param message the message, within the endpoint's limits
	 */
	public void receive(InboundMessage message) {
		this.heartbeat.seen();
		boolean answer = message instanceof InboundMessage.Pong pong && this.heartbeat.pong(pong.payload(), now());
		if (mayPass((answer) ? null : this.rate)) {
			dispatch(message);
		}
	}

	private boolean mayPass(@Nullable MessageRate rate) {
		if (this.closeStatus.get() != null) {
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
			refuse(CloseStatus.SERVICE_OVERLOAD.withReason("Too many messages wait for a reply"),
					"Too many messages wait for a pending reply", "send.time-limit");
		}
	}

	/**
	 * Return whether {@link #closed} would call nothing of the application's, so that a
	 * thread may call it that must not wait for anything. Only for the thread that reads.
	 * @return whether the endpoint is idle and does not care, or knows already
	 */
	public boolean endsSilently() {
		return this.ended.get() || this.dispatch.endsSilently();
	}

	/**
	 * Return whether {@link #receive} would not have to wait until the next message may
	 * come.
	 * @return whether no message waits for a pending reply
	 */
	public boolean isReady() {
		return this.dispatch.isReady();
	}

	/**
	 * Write what was answered on the current thread, which may wait for the client: it
	 * has to serve this client's connection.
	 * @return whether the current thread wrote. If not, there was nothing to write or
	 * another thread is about it
	 */
	public boolean flush() {
		return this.sender.flush();
	}

	/**
	 * Return whether so much is queued for the client that nothing more should be read
	 * from it for now.
	 * @return whether more than half of what may be queued is
	 */
	public boolean isCongested() {
		return this.outbound.isCongested();
	}

	/**
	 * Wait until the client has taken enough of what is queued for it, but not longer
	 * than a write may take.
	 */
	public void awaitRelief() {
		this.outbound.awaitRelief(options().sendTimeLimit().toMillis());
	}

	/**
	 * Close this session because a client exceeds a limit.
	 * @param status the close status
	 * @param cause the cause, for the log, without anything that comes from the client
	 * @param property the configuration property to change, below {@code ws}
	 */
	public void refuse(CloseStatus status, String cause, String property) {
		if (this.closeStatus.compareAndSet(null, status)) {
			this.context.closeLog().log(this, status, cause, property);
			this.outbound.close();
		}
	}

	/**
	 * The connection is closed.
	 * @param status the close status: the client's, or 1006 when the connection was lost
	 */
	public void closed(CloseStatus status) {
		boolean closedByClient = this.closeStatus.compareAndSet(null, status)
				&& status.getCode() != CloseStatus.NO_CLOSE_FRAME.getCode();
		end(!closedByClient);
	}

	/**
	 * Close this session without waiting for anything.
	 * @param status the close status, unless it was closing already
	 */
	void abort(CloseStatus status) {
		this.closeStatus.compareAndSet(null, status);
		try {
			end(true);
		}
		finally {
			this.transport.closeNow(closeStatus());
		}
	}

	private void end(boolean async) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		CloseStatus status = closeStatus();
		this.outbound.abort(() -> new SessionClosedException(this.id, status));
		this.context.registry().remove(this);
		this.onEnd.run();
		this.context.notify((listener) -> listener.sessionClosed(this, status));
		this.dispatch.end(async);
	}

	/**
	 * Time has passed. Called by one thread.
	 */
	void tick() {
		long now = now();
		boolean closing = this.closeStatus.get() != null;
		long progress = this.outbound.progress();
		if (this.writeProgress.isStuck((closing) ? Long.MAX_VALUE : progress, now)) {
			tooSlow("The client does not read in time", "send.time-limit");
			return;
		}
		switch (this.heartbeat.check(now, this.dispatch.isDeaf(), progress != OutboundQueue.NOT_WRITING)) {
			case PING -> this.transport.ping(this.heartbeat.payload());
			case DEAD -> {
				logger.debug(LogMessage.format("Session '%s' shows no sign of life", this.id));
				abort(CloseStatus.NO_CLOSE_FRAME);
			}
			case FINE -> {
			}
		}
	}

	private void tooSlow(String cause, String property) {
		CloseStatus status = CloseStatus.SERVICE_OVERLOAD.withReason("Too slow");
		if (this.closeStatus.compareAndSet(null, status)) {
			this.context.closeLog().log(this, status, cause, property);
		}
		abort(status);
	}

	@Override
	public CompletableFuture<Void> send(Object payload) {
		return this.sender.send(payload);
	}

	/**
	 * Queue a message of a topic without writing it, see {@link #push()}. Does nothing if
	 * this session is closed.
	 * @param message the message, encoded for this session
	 * @param overflow what happens if it does not fit; {@code null} for what this session
	 * does
	 * @param key with {@link Overflow#KEEP_LATEST}, what identifies the messages of which
	 * only the latest waits
	 */
	public void enqueue(OutboundMessage message, @Nullable Overflow overflow, @Nullable Object key) {
		this.sender.enqueue(message, overflow, key);
	}

	/**
	 * Have written what is queued. Does not wait for the client.
	 */
	public void push() {
		this.sender.push();
	}

	/**
	 * Return the subprotocol beneath the endpoint.
	 * @return the subprotocol or {@code null} if payloads go out as they are
	 */
	public @Nullable Subprotocol subprotocol() {
		return this.subprotocol;
	}

	private OutboundMessage encode(Object payload) {
		if (payload instanceof OutboundMessage message) {
			return message;
		}
		MessageCodec codec = this.context.codec();
		return (this.subprotocol != null) ? this.subprotocol.encode(payload, codec)
				: Payload.of(payload, codec).toMessage();
	}

	@Override
	public void subscribe(String topic) {
		this.context.subscriptions().subscribe(this, topic);
	}

	@Override
	public void unsubscribe(String topic) {
		this.context.subscriptions().unsubscribe(this, topic);
	}

	/**
	 * Tell the client that the application shuts down, and close this session.
	 * @param reconnect how long the client is to wait before it comes back, if it
	 * understands that
	 */
	void goAway(Duration reconnect) {
		if (this.subprotocol == null) {
			close(CloseStatus.GOING_AWAY);
			return;
		}
		this.sender.send(this.subprotocol.goodbye(reconnect));
		close(CloseStatus.SERVICE_RESTARTED);
	}

	/**
	 * A message did not fit into the outbound queue.
	 */
	void overflow() {
		tooSlow("The client reads too slowly", "buffer.send");
	}

	@Override
	public void close(CloseStatus status) {
		CloseRules.requireSendable(status);
		if (this.closeStatus.compareAndSet(null, status)) {
			this.outbound.close();
		}
	}

	/**
	 * The endpoint has learned of this session's end.
	 */
	void finished() {
		this.context.registry().ended();
	}

	/**
	 * Return the status this session was closed with.
	 * @return the status, 1006 if there is none yet
	 */
	CloseStatus closeStatus() {
		CloseStatus status = this.closeStatus.get();
		return (status != null) ? status : CloseStatus.NO_CLOSE_FRAME;
	}

	SessionRoute route() {
		return this.route;
	}

	/**
	 * Return the settings of this session.
	 * @return the settings
	 */
	public SessionOptions options() {
		return this.route.options();
	}

	boolean isReader() {
		return this.dispatch.isReader();
	}

	private long now() {
		return MonotonicClock.nanos(this.context.clock());
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
	public URI getUri() {
		return this.handshake.uri();
	}

	@Override
	public String getTransport() {
		return this.transport.name();
	}

	@Override
	public @Nullable String getSubprotocol() {
		return this.handshake.subprotocol();
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return this.handshake.principal();
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return this.handshake.remoteAddress();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.handshake.headers();
	}

	@Override
	public Map<String, String> getPathVariables() {
		return this.handshake.pathVariables();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public @Nullable Duration getRoundTripTime() {
		return this.heartbeat.roundTrip();
	}

	@Override
	public boolean isOpen() {
		return this.closeStatus.get() == null;
	}

	@Override
	public Handshake getHandshake() {
		return this.handshake;
	}

	@Override
	public String toString() {
		return "session '%s' of endpoint '%s'".formatted(this.id, this.route.name());
	}

	private final class QueueEvents implements OutboundQueue.Callback {

		@Override
		public void drained() {
			TransportSession.this.transport.close(closeStatus());
		}

		@Override
		public void failed(Throwable cause) {
			logger.debug(LogMessage.format("Write to session '%s' failed: %s", TransportSession.this.id, cause));
			abort(CloseStatus.NO_CLOSE_FRAME);
		}

	}

}
