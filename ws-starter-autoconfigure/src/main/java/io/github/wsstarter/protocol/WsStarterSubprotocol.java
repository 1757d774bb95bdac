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

import java.time.Duration;

import org.springframework.util.Assert;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.Subprotocol;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.topic.TopicHub;

/**
 * The subprotocol {@code ws-starter.v1}, which docs/protocol.md specifies: messages,
 * requests and topics in JSON frames.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class WsStarterSubprotocol implements Subprotocol {

	/**
	 * The name that clients request in the handshake.
	 */
	public static final String NAME = "ws-starter.v1";

	private final ClientTopics topics;

	private final FrameCodec frames;

	private final int subscriptionLimit;

	/**
	 * Create the subprotocol.
	 * @param topics the topics and their subscriptions
	 * @param codec the codec of the payloads
	 * @param subscriptionLimit the number of topics of a session from which on its client
	 * may not subscribe to more
	 */
	public WsStarterSubprotocol(TopicHub topics, MessageCodec codec, int subscriptionLimit) {
		Assert.notNull(topics, "'topics' must not be null");
		Assert.notNull(codec, "'codec' must not be null");
		Assert.isTrue(subscriptionLimit >= 0, "'subscriptionLimit' must not be negative");
		this.frames = new FrameCodec(codec);
		this.topics = new ClientTopics(topics, this.frames, subscriptionLimit);
		this.subscriptionLimit = subscriptionLimit;
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * Queue the welcome frame before any other message of the session.
	 */
	@Override
	public SessionHandler handler(TransportSession session, SessionHandler endpoint) {
		SessionOptions options = session.options();
		session.enqueue(this.frames.encode(new ServerFrame.Welcome(session.getId(), options.heartbeatInterval(),
				options.textLimit(), options.binaryLimit(), this.subscriptionLimit)), null, null);
		return new ProtocolSessionHandler(session, endpoint, this.topics, this.frames);
	}

	@Override
	public OutboundMessage encode(Object payload, MessageCodec codec) {
		return (payload instanceof ErrorMessage error) ? this.frames.encode(ServerFrame.Error.of(null, error))
				: this.frames.message(Payload.of(payload, codec));
	}

	@Override
	public OutboundMessage goodbye(Duration reconnect) {
		return this.frames.encode(new ServerFrame.Goodbye(reconnect));
	}

}
