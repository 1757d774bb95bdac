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

package io.github.wsstarter.endpoint;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

import jakarta.websocket.PongMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.MessageFormatException;
import io.github.wsstarter.message.Utf8;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.TopicAccess;

/**
 * Serves sessions with the methods of an annotated bean.
 *
 * @author The ws-starter authors
 */
class AnnotatedSessionHandler implements SessionHandler {

	private final EndpointModel model;

	private final EndpointCalls calls;

	private final EndpointFailures failures;

	private final EndpointSubscriptions subscriptions;

	private final SessionRefusals refusals;

	private final PendingReply.Registry pendingReplies;

	private final @Nullable MessageCodec codec;

	AnnotatedSessionHandler(EndpointModel model, EndpointCalls calls, EndpointFailures failures,
			EndpointSubscriptions subscriptions, SessionRefusals refusals, PendingReply.Registry pendingReplies,
			@Nullable MessageCodec codec) {
		this.model = model;
		this.calls = calls;
		this.failures = failures;
		this.subscriptions = subscriptions;
		this.refusals = refusals;
		this.pendingReplies = pendingReplies;
		this.codec = codec;
	}

	/**
	 * Open a session. A stream of replies does not hold the session's messages back, as
	 * it may never end.
	 */
	@Override
	public @Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) throws Exception {
		EndpointMethod method = this.model.open();
		if (method == null) {
			return null;
		}
		CompletionStage<?> stage = this.calls.call(method, session, null, replies);
		if (stage instanceof PendingReply pending && pending.isStream()) {
			this.failures.closeLate(method, session, pending);
			return null;
		}
		return stage;
	}

	@Override
	public @Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies)
			throws Exception {
		if (message instanceof InboundMessage.Text text) {
			return text(session, text.payload(), replies);
		}
		if (message instanceof InboundMessage.Binary binary) {
			return binary(session, binary.payload(), replies);
		}
		EndpointMethod method = this.model.messages().pong();
		return (method != null && message instanceof InboundMessage.Pong pong)
				? this.calls.call(method, session, (PongMessage) pong::payload, replies) : null;
	}

	@Override
	public @Nullable CompletionStage<?> text(EndpointSession session, String text, Replies replies) throws Exception {
		MessageMethods methods = this.model.messages();
		if (methods.text() != null) {
			return isTooBig(methods.text(), text) ? tooBig(session, methods.text())
					: this.calls.call(methods.text(), session, text, replies);
		}
		if (methods.jsonType() == null || this.codec == null) {
			return notAccepted(session, "Text");
		}
		Object message = this.codec.decode(text, methods.jsonType());
		EndpointMethod method = methods.json(message);
		if (method == null) {
			throw new MessageFormatException("Messages of this type are not accepted", null);
		}
		return isTooBig(method, text) ? tooBig(session, method) : this.calls.call(method, session, message, replies);
	}

	private @Nullable CompletionStage<?> binary(EndpointSession session, ByteBuffer payload, Replies replies)
			throws Exception {
		EndpointMethod method = this.model.messages().binary();
		if (method == null) {
			return notAccepted(session, "Binary");
		}
		if (method.maxMessageSize() != -1 && payload.remaining() > method.maxMessageSize()) {
			return tooBig(session, method);
		}
		MessageType type = method.messageType();
		boolean array = type != null && type.rawType() == byte[].class;
		return this.calls.call(method, session, (array) ? bytes(payload) : payload, replies);
	}

	private static byte[] bytes(ByteBuffer payload) {
		if (payload.hasArray() && payload.arrayOffset() == 0 && payload.remaining() == payload.array().length) {
			return payload.array();
		}
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		return bytes;
	}

	private static boolean isTooBig(EndpointMethod method, String text) {
		int limit = method.maxMessageSize();
		return limit != -1 && Utf8.exceeds(text, limit);
	}

	private @Nullable CompletionStage<?> tooBig(EndpointSession session, EndpointMethod method) {
		this.refusals.refuse(session, CloseStatus.TOO_BIG_TO_PROCESS, method.describe(),
				() -> "the message is larger than the %d bytes that '%s' takes (maxMessageSize)"
					.formatted(method.maxMessageSize(), method.describe()));
		return null;
	}

	private @Nullable CompletionStage<?> notAccepted(EndpointSession session, String kind) {
		String reason = kind + " messages are not accepted";
		this.refusals.refuse(session, CloseStatus.NOT_ACCEPTABLE.withReason(reason), kind,
				() -> reason + ", because no @OnMessage method takes them");
		return null;
	}

	@Override
	public CompletionStage<TopicAccess> subscribing(EndpointSession session, String topic) throws Exception {
		return this.subscriptions.subscribing(session, topic);
	}

	@Override
	public boolean failed(EndpointSession session, Throwable failure, Replies replies) {
		return this.failures.handle(session, failure, replies);
	}

	@Override
	public boolean observesClose(EndpointSession session) {
		return this.model.close() != null || this.pendingReplies.contains(session);
	}

	@Override
	public void closed(EndpointSession session, CloseStatus status) throws Exception {
		this.pendingReplies.stop(session);
		EndpointMethod method = this.model.close();
		if (method != null) {
			this.failures.logLate(method, session, this.calls.call(method, session, status, null));
		}
	}

}
