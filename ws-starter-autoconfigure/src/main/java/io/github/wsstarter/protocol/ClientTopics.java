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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.message.TopicName;
import io.github.wsstarter.message.Utf8;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.TopicAccess;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.topic.HeldSubscription;
import io.github.wsstarter.topic.TopicHub;

/**
 * Handles the frames of clients that concern topics. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class ClientTopics {

	private final ClientLog log = new ClientLog(LogFactory.getLog(ClientTopics.class));

	private final TopicHub hub;

	private final FrameCodec frames;

	/**
	 * The maximum number of subscriptions of a session.
	 */
	private final int limit;

	ClientTopics(TopicHub hub, FrameCodec frames, int limit) {
		this.hub = hub;
		this.frames = frames;
		this.limit = limit;
	}

	@Nullable CompletionStage<?> handle(TransportSession session, ClientFrame.OnTopic frame, SessionHandler endpoint,
			Replies replies) {
		if (!TopicName.isValid(frame.topic())) {
			refuse(replies, frame, ErrorCode.INVALID_TOPIC, TopicName.RULES);
		}
		else if (frame instanceof ClientFrame.Subscribe subscribe) {
			return subscribe(session, subscribe, endpoint, replies);
		}
		else if (frame instanceof ClientFrame.Unsubscribe) {
			unsubscribe(session, frame, replies);
		}
		else if (frame instanceof ClientFrame.Publish publish) {
			publish(session, publish, replies);
		}
		return null;
	}

	private @Nullable CompletionStage<?> subscribe(TransportSession session, ClientFrame.Subscribe frame,
			SessionHandler endpoint, Replies replies) {
		String topic = frame.topic();
		if (!this.hub.isSubscribed(session, topic) && this.hub.subscriptionCount(session) >= this.limit) {
			refuse(replies, frame, ErrorCode.TOO_MANY_SUBSCRIPTIONS,
					"A session may have at most %d subscriptions".formatted(this.limit));
			return null;
		}
		// Messages are held back while the endpoint decides, so that no message is
		// missing
		// between the topic's state and the events
		HeldSubscription subscription = this.hub.hold(session, topic);
		return ask(session, topic, endpoint).handle((access, failure) -> {
			answer(frame, access, failure, subscription, replies).whenComplete((done, cause) -> {
				if (cause != null) {
					subscription.cancel();
					this.log.error(session.getEndpointName(),
							LogMessage.format("Session '%s' of endpoint '%s' could not subscribe to '%s'",
									session.getId(), session.getEndpointName(), topic),
							cause);
					refuse(replies, frame, ErrorCode.UNAVAILABLE, "Subscribing to '%s' failed".formatted(topic));
				}
			});
			return null;
		});
	}

	private CompletionStage<Void> answer(ClientFrame.Subscribe frame, TopicAccess access, @Nullable Throwable failure,
			HeldSubscription subscription, Replies replies) {
		try {
			return (failure != null) ? CompletableFuture.failedFuture(failure)
					: answer(frame, access, subscription, replies);
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static CompletionStage<TopicAccess> ask(TransportSession session, String topic, SessionHandler endpoint) {
		try {
			return endpoint.subscribing(session, topic);
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletionStage<Void> answer(ClientFrame.Subscribe frame, TopicAccess access, HeldSubscription subscription,
			Replies replies) {
		switch (access.verdict()) {
			case ALLOWED -> {
				Object state = access.state();
				Payload snapshot = (state != null) ? this.frames.payload(state) : null;
				return subscription.release(frame.since(),
						(position, recovered) -> opening(frame, position, recovered, snapshot));
			}
			case FORBIDDEN -> {
				subscription.cancel();
				refuse(replies, frame, ErrorCode.FORBIDDEN,
						"Subscribing to '%s' is not allowed".formatted(frame.topic()));
			}
			case UNDECLARED -> {
				subscription.cancel();
				refuse(replies, frame, ErrorCode.UNKNOWN_TOPIC, "There is no topic '%s'".formatted(frame.topic()));
			}
		}
		return CompletableFuture.completedFuture(null);
	}

	private List<OutboundMessage> opening(ClientFrame.Subscribe frame, Position position, boolean recovered,
			@Nullable Payload snapshot) {
		String topic = frame.topic();
		ServerFrame ack = new ServerFrame.Ack(frame.id(), new ServerFrame.Subscription(topic, position, recovered));
		Stream<ServerFrame> state = (snapshot != null && !recovered)
				? Stream.of(new ServerFrame.Event(topic, position, snapshot, true)) : Stream.empty();
		return Stream.concat(Stream.of(ack), state).map(this.frames::encode).toList();
	}

	private void unsubscribe(TransportSession session, ClientFrame.OnTopic frame, Replies replies) {
		if (this.hub.remove(session, frame.topic())) {
			acknowledge(replies, frame);
		}
		else {
			refuseUnsubscribed(replies, frame);
		}
	}

	private void publish(TransportSession session, ClientFrame.Publish frame, Replies replies) {
		String topic = frame.topic();
		if (!this.hub.isSubscribed(session, topic)) {
			refuseUnsubscribed(replies, frame);
			return;
		}
		if (!this.hub.isClientPublish(topic)) {
			refuse(replies, frame, ErrorCode.FORBIDDEN, "Publishing to '%s' is not allowed".formatted(topic));
			return;
		}
		if (this.hub.isTooLarge(frame.data())) {
			refuse(replies, frame, ErrorCode.FORBIDDEN, "The message is too large to be published");
			return;
		}
		if (frame.data() instanceof Payload.Text text && !Utf8.isWellFormed(text.value())) {
			refuse(replies, frame, ErrorCode.INVALID_FRAME, "'data' has an unpaired surrogate");
			return;
		}
		// The acknowledgement comes first, as the client may also receive the event
		acknowledge(replies, frame);
		try {
			this.hub.publish(topic, frame.data());
		}
		catch (Throwable ex) {
			this.log.error(session.getEndpointName(),
					LogMessage.format("Session '%s' of endpoint '%s' could not publish to '%s'", session.getId(),
							session.getEndpointName(), topic),
					ex);
			session.close(CloseStatus.SERVER_ERROR);
		}
	}

	private void acknowledge(Replies replies, ClientFrame.OnTopic frame) {
		replies.reply(this.frames.encode(new ServerFrame.Ack(frame.id(), null)));
	}

	private void refuseUnsubscribed(Replies replies, ClientFrame.OnTopic frame) {
		refuse(replies, frame, ErrorCode.UNKNOWN_TOPIC, "There is no subscription to '%s'".formatted(frame.topic()));
	}

	private void refuse(Replies replies, ClientFrame.OnTopic frame, ErrorCode code, String message) {
		replies.reply(this.frames.encode(ServerFrame.Error.of(frame.id(), code, message)));
	}

}
