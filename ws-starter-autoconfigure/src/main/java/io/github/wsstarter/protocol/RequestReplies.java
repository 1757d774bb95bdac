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
 * Sends the replies of an endpoint to a request: any number of replies, then the final
 * one. A payload after the final reply is sent as a message.
 *
 * @author The ws-starter authors
 */
final class RequestReplies implements Replies {

	private final long id;

	private final Replies replies;

	private final FrameCodec frames;

	private final AtomicBoolean answered = new AtomicBoolean();

	RequestReplies(long id, Replies replies, FrameCodec frames) {
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
		return (payload instanceof ErrorMessage error) ? ServerFrame.Error.of(this.id, error)
				: new ServerFrame.Reply(this.id, this.frames.payload(payload), more);
	}

	/**
	 * Complete the request: the endpoint has handled it.
	 */
	void complete() {
		close(new ServerFrame.Reply(this.id, null, false));
	}

	/**
	 * Report that the endpoint failed.
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
