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

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.broker.MessageBroker;
import io.github.wsstarter.broker.Recovery;
import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;

/**
 * A subscription whose messages are held back until the client knows the subscription.
 * Takes the client from its last position to the current one. Thread-safe.
 * <p>
 * The subscriber is part of the audience before the broker is asked for missed messages.
 * Every message after the position that the broker returns is therefore held back or
 * still to come. Messages up to that position are skipped when they come. If held
 * messages were lost because there were too many, the broker is asked for the messages
 * since the start of the subscription. If the broker cannot return them, the subscription
 * fails, so that there is never a silent gap. Missed messages that do not fit into the
 * session's queue are not recovered, because the subscription would fail again after each
 * attempt. All fields are final. The subscription guards the state that threads share.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class HeldSubscription {

	private static final int ATTEMPTS = 3;

	private final Subscription subscription;

	private final SessionTopics topics;

	private final MessageBroker broker;

	private final TopicOptions options;

	private final @Nullable SubprotocolEncoder encoder;

	private final ClientLog log;

	private final CompletionStage<Recovery> start;

	private final CompletableFuture<Void> outcome = new CompletableFuture<>();

	HeldSubscription(Subscription subscription, SessionTopics topics, MessageBroker broker, TopicOptions options,
			@Nullable SubprotocolEncoder encoder, ClientLog log) {
		this.subscription = subscription;
		this.topics = topics;
		this.broker = broker;
		this.options = options;
		this.encoder = encoder;
		this.log = log;
		this.start = broker.recover(subscription.name(), null);
	}

	/**
	 * Send the opening, the missed messages and the held messages, and hold back no
	 * further ones. This happens on the calling thread if the broker knows the missed
	 * messages at once. If the application has ended the subscription, the opening is
	 * sent and then the end. Does nothing if the subscription was cancelled or the
	 * session is closed.
	 * @param since the position of the last message that the client received, which may
	 * be anything; {@code null} if there is none
	 * @param opening creates the messages that are sent first
	 * @return a stage that completes when nothing is held back any more. It fails if the
	 * broker or the opening failed, or too much was published meanwhile. The caller then
	 * has to {@link #cancel()} the subscription
	 */
	public CompletionStage<Void> release(@Nullable Position since, Opening opening) {
		attempt(() -> release(since, opening, ATTEMPTS));
		return this.outcome;
	}

	/**
	 * Send the missed messages and the held messages without an opening. If this fails,
	 * the session is closed with 1011, as the client would not learn otherwise that it
	 * has to come back for them.
	 * @param since the position of the last message that the client received
	 */
	void resume(@Nullable Position since) {
		release(since, (position, recovered) -> List.of()).whenComplete((done, failure) -> {
			if (failure != null) {
				outlet().session().fail(failure);
			}
		});
	}

	private void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			this.outcome.completeExceptionally(ex);
		}
	}

	private void release(@Nullable Position since, Opening opening, int attempts) {
		if (this.subscription.isEnded()) {
			answerEnded(opening);
			return;
		}
		if (attempts == 0) {
			refuse();
			return;
		}
		boolean lost = this.subscription.holdAgain();
		if (since == null) {
			startOver(opening, null, lost, attempts);
			return;
		}
		then(this.broker.recover(this.subscription.name(), since), opening, (recovery) -> {
			List<Event> missed = missed(recovery);
			if (recovery.recovered() && outlet().fits(missed)) {
				open(opening, new Start(recovery.position(), true, missed, recovery.position()), since, attempts);
			}
			else {
				startOver(opening, since, lost, attempts);
			}
		});
	}

	private void startOver(Opening opening, @Nullable Position since, boolean lost, int attempts) {
		then(this.start, opening, (first) -> {
			if (!lost) {
				open(opening, new Start(first.position(), false, List.of(), first.position()), since, attempts);
				return;
			}
			then(this.broker.recover(this.subscription.name(), first.position()), opening, (recovery) -> {
				List<Event> missed = missed(recovery);
				boolean complete = recovery.recovered() && outlet().fits(missed);
				if (complete || outlet().isGapAllowed(this.options.overflow())) {
					open(opening,
							new Start(first.position(), false, (complete) ? missed : List.of(), recovery.position()),
							since, attempts);
				}
				else {
					refuse();
				}
			});
		});
	}

	private void open(Opening opening, Start start, @Nullable Position since, int attempts) {
		switch (this.subscription.open(() -> opening.opened(start.position(), start.recovered()), start.missed(),
				start.end())) {
			case OPEN -> this.outcome.complete(null);
			case LOST -> release(since, opening, attempts - 1);
			case ENDED -> answerEnded(opening);
		}
	}

	private List<Event> missed(Recovery recovery) {
		return recovery.missed().stream().map(this::event).toList();
	}

	private Event event(TopicMessage message) {
		return Event.ofTopic(0, message, this.options, this.encoder, this.log);
	}

	private void refuse() {
		throw new IllegalStateException(
				"Too much was published to '%s' while the subscription was being made, see 'ws.buffer.send'"
					.formatted(this.subscription.name()));
	}

	private void answerEnded(Opening opening) {
		OutboundMessage farewell = this.subscription.farewell();
		if (farewell != null) {
			this.start.thenAccept((first) -> {
				opening.opened(first.position(), false).forEach(outlet()::enqueue);
				outlet().enqueue(farewell);
				outlet().push();
			});
		}
		this.outcome.complete(null);
	}

	private EventOutlet outlet() {
		return this.subscription.outlet();
	}

	private void then(CompletionStage<Recovery> stage, Opening opening, Consumer<Recovery> next) {
		CompletableFuture<Recovery> future = stage.toCompletableFuture();
		if (future.isDone()) {
			proceed(future, opening, next);
			return;
		}
		future.whenComplete((recovery, failure) -> attempt(() -> proceed(future, opening, next)));
	}

	private void proceed(CompletableFuture<Recovery> future, Opening opening, Consumer<Recovery> next) {
		Recovery recovery;
		try {
			recovery = future.join();
		}
		catch (RuntimeException ex) {
			if (!this.subscription.isEnded()) {
				throw ex;
			}
			answerEnded(opening);
			return;
		}
		next.accept(recovery);
	}

	/**
	 * End this subscription. A subscription that has replaced this one goes on.
	 */
	public void cancel() {
		this.topics.cancel(this.subscription);
	}

	/**
	 * The start of a subscription: the position that the client is told, and the events
	 * that precede the held events, up to the position {@code end}.
	 */
	private record Start(Position position, boolean recovered, List<Event> missed, Position end) {

	}

	/**
	 * Creates the messages that precede those of the topic.
	 */
	public interface Opening {

		/**
		 * Return the messages that are queued first. Missed messages follow, then held
		 * messages, with no other message of the topic in between.
		 * @param position the position of the topic; all messages after it follow
		 * @param recovered whether the client gets all messages that it missed
		 * @return the messages, such as the confirmation and the topic's state
		 */
		List<OutboundMessage> opened(Position position, boolean recovered);

	}

}
