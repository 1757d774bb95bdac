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

package io.github.wsstarter.topic;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.broker.Cursor;
import io.github.wsstarter.broker.MessageBroker;
import io.github.wsstarter.broker.Recovery;
import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;

/**
 * Brings a subscriber from where it was to what is published now.
 * <p>
 * The subscriber is in the audience already when this asks the broker, so every message
 * after the position that the broker reports is held back or still to come; those up to
 * it are skipped when they come. If too many were held back they are asked for again from
 * the place where holding back began, and if that has no answer either, the session is
 * closed as too slow: there is never a silent gap. All fields are final; what is shared
 * between threads is the subscription's.
 *
 * @author The ws-starter authors
 */
final class ResumableSubscription implements HeldSubscription {

	private static final Log logger = LogFactory.getLog(ResumableSubscription.class);

	private static final int ATTEMPTS = 3;

	private final String topic;

	private final Subscription subscription;

	private final SessionTopics topics;

	private final MessageBroker broker;

	private final TopicOptions options;

	private final @Nullable EventEncoder encoder;

	private final CompletionStage<Recovery> start;

	/**
	 * Create a new instance.
	 * @param topic the topic
	 * @param subscription the subscription, which holds messages back
	 * @param topics where it is
	 * @param broker knows what was missed
	 * @param options the settings of the topic
	 * @param encoder encodes what was missed
	 */
	ResumableSubscription(String topic, Subscription subscription, SessionTopics topics, MessageBroker broker,
			TopicOptions options, @Nullable EventEncoder encoder) {
		this.topic = topic;
		this.subscription = subscription;
		this.topics = topics;
		this.broker = broker;
		this.options = options;
		this.encoder = encoder;
		this.start = broker.recover(topic, null);
	}

	@Override
	public void release(@Nullable Position since, Opening opening) {
		release((since != null) ? new Cursor(since.epoch(), since.offset()) : null, opening, ATTEMPTS);
	}

	private void release(@Nullable Cursor since, Opening opening, int attempts) {
		if (this.subscription.isEnded()) {
			answerEnded(opening);
			return;
		}
		if (attempts == 0) {
			refuse();
			return;
		}
		boolean lost = this.subscription.holdAnew();
		if (since == null) {
			startAnew(opening, null, lost, attempts);
			return;
		}
		then(this.broker.recover(this.topic, since), opening, (recovery) -> {
			if (recovery.recovered()) {
				open(opening, recovery.position(), recovery, since, attempts);
			}
			else {
				startAnew(opening, since, lost, attempts);
			}
		});
	}

	private void startAnew(Opening opening, @Nullable Cursor since, boolean lost, int attempts) {
		then(this.start, opening, (first) -> {
			if (!lost) {
				open(opening, first.position(), first, since, attempts);
				return;
			}
			then(this.broker.recover(this.topic, first.position()), opening, (recovery) -> {
				if (recovery.recovered() || this.subscription.isGapAllowed(this.options.overflow())) {
					Recovery rest = new Recovery(recovery.position(), false, recovery.missed());
					open(opening, first.position(), rest, since, attempts);
				}
				else {
					refuse();
				}
			});
		});
	}

	private void open(Opening opening, Cursor position, Recovery recovery, @Nullable Cursor since, int attempts) {
		List<Event> missed = recovery.missed().stream().map(this::event).toList();
		switch (this.subscription.open(() -> opening.opened(position(position), recovery.recovered()), missed,
				recovery.position())) {
			case OPEN -> {
			}
			case LOST -> release(since, opening, attempts - 1);
			case ENDED -> answerEnded(opening);
		}
	}

	private Event event(TopicMessage message) {
		return Event.ofTopic(0, message, this.options, this.encoder);
	}

	private Position position(Cursor cursor) {
		return new Position(this.topic, cursor.epoch(), cursor.offset());
	}

	private void refuse() {
		this.subscription.session()
			.refuse(CloseStatus.SERVICE_OVERLOAD.withReason("Too slow"),
					"Too much was published while a subscription was being made", "buffer.send");
	}

	private void answerEnded(Opening opening) {
		OutboundMessage farewell = this.subscription.farewell();
		if (farewell != null) {
			this.start.thenAccept((first) -> {
				opening.opened(position(first.position()), false).forEach(this::enqueue);
				enqueue(farewell);
				this.subscription.session().push();
			});
		}
	}

	private void enqueue(OutboundMessage message) {
		this.subscription.session().enqueue(message, null, null);
	}

	private void then(CompletionStage<Recovery> stage, Opening opening, Consumer<Recovery> next) {
		CompletableFuture<Recovery> future = stage.toCompletableFuture();
		boolean later = !future.isDone();
		CompletableFuture<Void> done = future.thenAccept(next).exceptionally((failure) -> {
			if (this.subscription.isEnded()) {
				answerEnded(opening);
				return null;
			}
			throw failed(failure, later);
		});
		if (!later) {
			done.join();
		}
	}

	private RuntimeException failed(Throwable failure, boolean later) {
		if (later) {
			logger.error(LogMessage.format("Subscription to %s failed", this.subscription), failure);
			this.subscription.session().close(CloseStatus.SERVER_ERROR);
		}
		return new IllegalStateException("Subscription to %s failed".formatted(this.subscription), failure);
	}

	@Override
	public void cancel() {
		this.topics.cancel(this.topic, this.subscription);
	}

}
