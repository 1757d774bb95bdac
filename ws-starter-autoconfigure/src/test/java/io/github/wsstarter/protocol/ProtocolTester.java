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

package io.github.wsstarter.protocol;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionFixture;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.TestHandshake;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TopicAccess;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.topic.TopicHub;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;

/**
 * A session that speaks the protocol over a transport in memory, and whose endpoint the
 * test controls.
 *
 * @author The ws-starter authors
 */
final class ProtocolTester implements SessionHandler, Transport {

	final List<String> written = new CopyOnWriteArrayList<>();

	final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

	final List<String> events = new CopyOnWriteArrayList<>();

	final WsStarterSubprotocol subprotocol;

	final TransportSession session;

	OnMessage onMessage = (message, replies) -> null;

	OnSubscribe onSubscribe = (topic) -> CompletableFuture.completedFuture(TopicAccess.undeclared());

	OnError onError = (failure, replies) -> false;

	ProtocolTester(TopicHub hub) {
		this(hub, new ToStringCodec(), List.of());
	}

	ProtocolTester(TopicHub hub, MessageCodec codec, List<SessionListener> listeners) {
		this.subprotocol = new WsStarterSubprotocol(hub, codec, 3);
		SessionFixture sessions = new SessionFixture().codec(codec)
			.listeners(listeners)
			.subscriptions(hub)
			.subprotocols(List.of(this.subprotocol));
		SessionOptions options = new TestOptions().heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10))
			.messageLimits(2000, 3000)
			.sendLimit(4000)
			.build();
		Handshake handshake = TestHandshake.of("/test").subprotocol(WsStarterSubprotocol.NAME).build();
		this.session = sessions.create(this, options, handshake, this);
	}

	/**
	 * Open the session and discard the first messages.
	 * @return this tester
	 */
	ProtocolTester open() {
		this.session.opened();
		this.session.flush();
		this.written.clear();
		return this;
	}

	/**
	 * Receive a frame from the client.
	 * @param frame the frame, with single quotes
	 */
	void receive(String frame) {
		this.session.receive(new InboundMessage.Text(frame.replace('\'', '"')));
		this.session.flush();
	}

	/**
	 * Return the messages written since the last call, with single quotes.
	 * @return the frames
	 */
	List<String> written() {
		this.session.push();
		List<String> result = new ArrayList<>(this.written);
		this.written.clear();
		return result.stream().map((frame) -> frame.replace('"', '\'')).toList();
	}

	@Override
	public @Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) {
		this.events.add("opened");
		replies.reply("opened");
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies)
			throws Exception {
		String text = (message instanceof InboundMessage.Text received) ? received.payload()
				: message.getClass().getSimpleName();
		this.events.add(text);
		return this.onMessage.handle(text, replies);
	}

	@Override
	public CompletionStage<TopicAccess> subscribing(EndpointSession session, String topic) throws Exception {
		this.events.add("subscribing " + topic);
		return this.onSubscribe.decide(topic);
	}

	@Override
	public boolean failed(EndpointSession session, Throwable failure, Replies replies) {
		this.events.add("failed " + failure.getMessage());
		return this.onError.handle(failure, replies);
	}

	@Override
	public void closed(EndpointSession session, CloseStatus status) {
		this.events.add("closed " + status.getCode());
	}

	@Override
	public int idleSize() {
		return 0;
	}

	@Override
	public String name() {
		return "test";
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		boolean more = true;
		while (more) {
			for (OutboundMessage message = source.poll(); message != null; message = source.poll()) {
				this.written
					.add((message instanceof OutboundMessage.Text text) ? text.payload() : "binary:" + message.size());
			}
			more = source.written();
		}
	}

	@Override
	public void ping(ByteBuffer payload) {
	}

	@Override
	public void close(CloseStatus status) {
		this.closes.add(status);
	}

	interface OnMessage {

		@Nullable CompletionStage<?> handle(String message, Replies replies) throws Exception;

	}

	interface OnSubscribe {

		CompletionStage<TopicAccess> decide(String topic) throws Exception;

	}

	interface OnError {

		boolean handle(Throwable failure, Replies replies);

	}

	/**
	 * Encodes numbers as JSON, and other objects as text that is not JSON.
	 */
	static final class ToStringCodec implements MessageCodec {

		@Override
		public String encode(Object payload) {
			if (payload instanceof Thread) {
				throw new IllegalArgumentException("Threads cannot be encoded");
			}
			return payload.toString();
		}

		@Override
		public Object decode(String text, Type type) {
			throw new UnsupportedOperationException();
		}

	}

}
