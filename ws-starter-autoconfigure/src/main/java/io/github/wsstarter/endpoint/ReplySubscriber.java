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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import org.springframework.core.ReactiveAdapter;

import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.session.Replies;

/**
 * Sends each element of a publisher as a reply. If there may be many elements, the next
 * one is requested when the previous one was handed to the socket, so that a client that
 * reads slowly slows the publisher down.
 * <p>
 * The publisher is application code and may block. It is called on a handler thread or on
 * its own thread, see {@link Replies#replyAndConfirm}.
 *
 * @author The ws-starter authors
 */
final class ReplySubscriber extends CompletableFuture<Void> implements Subscriber<Object>, PendingReply {

	private static final Subscription STOPPED = new Subscription() {

		@Override
		public void request(long n) {
		}

		@Override
		public void cancel() {
		}

	};

	private final Replies replies;

	private final boolean many;

	private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

	private ReplySubscriber(Replies replies, boolean many) {
		this.replies = replies;
		this.many = many;
	}

	/**
	 * Reply with the elements of a reactive type. This method is part of this class so
	 * that no other class needs Reactive Streams, which is optional.
	 * @param adapter the adapter for the type
	 * @param source the value of the reactive type
	 * @param replies takes the elements
	 * @return a stage that completes when all replies are sent
	 */
	static PendingReply subscribe(ReactiveAdapter adapter, Object source, Replies replies) {
		ReplySubscriber subscriber = new ReplySubscriber(replies, adapter.isMultiValue());
		adapter.toPublisher(source).subscribe(subscriber);
		return subscriber;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		if (this.subscription.compareAndSet(null, subscription)) {
			subscription.request(1);
		}
		else {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(Object element) {
		if (isDone()) {
			return;
		}
		try {
			if (this.many) {
				this.replies.replyAndConfirm(element).whenComplete(this::confirmed);
			}
			else {
				this.replies.reply(element);
			}
		}
		catch (RuntimeException ex) {
			confirmed(null, ex);
		}
	}

	/**
	 * Called on a handler thread, or on the publisher's own thread if the element has
	 * already been written.
	 * @param confirmation always {@code null}
	 * @param failure the reason why the element was not sent, or {@code null}
	 */
	private void confirmed(@Nullable Void confirmation, @Nullable Throwable failure) {
		if (failure == null) {
			Subscription current = this.subscription.get();
			if (current != null) {
				current.request(1);
			}
			return;
		}
		cancelSubscription();
		if (failure instanceof SessionClosedException) {
			complete(null);
		}
		else {
			completeExceptionally(failure);
		}
	}

	@Override
	public void onError(Throwable failure) {
		completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		complete(null);
	}

	@Override
	public boolean isStream() {
		return this.many;
	}

	@Override
	public void stop() {
		cancelSubscription();
		complete(null);
	}

	private void cancelSubscription() {
		Subscription current = this.subscription.getAndSet(STOPPED);
		if (current != null) {
			current.cancel();
		}
	}

}
