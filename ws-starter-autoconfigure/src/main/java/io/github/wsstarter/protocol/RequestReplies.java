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

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.session.Replies;

/**
 * Takes what an endpoint answers to a request: one final reply, after any number of
 * others. What comes after the final reply is no reply any more, but a message.
 *
 * @author The ws-starter authors
 */
final class RequestReplies implements Replies {

	private final long id;

	private final Replies replies;

	private final Frames frames;

	private final AtomicBoolean answered = new AtomicBoolean();

	RequestReplies(long id, Replies replies, Frames frames) {
		this.id = id;
		this.replies = replies;
		this.frames = frames;
	}

	@Override
	public void reply(Object payload) {
		if (this.answered.get()) {
			this.replies.reply(payload);
			return;
		}
		this.replies.reply(this.frames.encode(frame(payload, false)));
		this.answered.set(true);
	}

	@Override
	public CompletionStage<Void> replyAndConfirm(Object payload) {
		return this.replies.replyAndConfirm((this.answered.get()) ? payload : this.frames.encode(frame(payload, true)));
	}

	private ServerFrame frame(Object payload, boolean more) {
		return (payload instanceof ErrorMessage error) ? this.frames.error(this.id, error)
				: new ServerFrame.Reply(this.id, this.frames.data(payload), more);
	}

	/**
	 * The endpoint is done.
	 */
	void complete() {
		close(new ServerFrame.Reply(this.id, null, false));
	}

	/**
	 * The endpoint failed.
	 */
	void fail() {
		close(ServerFrame.Error.of(this.id, ErrorCode.UNAVAILABLE, "The request failed"));
	}

	private void close(ServerFrame frame) {
		if (this.answered.compareAndSet(false, true)) {
			this.replies.reply(this.frames.encode(frame));
		}
	}

}
