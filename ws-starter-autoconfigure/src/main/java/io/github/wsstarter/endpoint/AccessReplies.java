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

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.TopicAccess;

/**
 * Keeps the return value of an {@code @OnSubscribe} method, which is the answer to the
 * client.
 *
 * @author The ws-starter authors
 */
class AccessReplies implements Replies {

	private final boolean verdict;

	private volatile @Nullable Object value;

	/**
	 * Create a new instance.
	 * @param verdict whether only {@code true} allows the subscription
	 */
	AccessReplies(boolean verdict) {
		this.verdict = verdict;
	}

	/**
	 * Return the answer. A method that returned no value allows the subscription, unless
	 * it returns a verdict.
	 * @return the answer
	 */
	TopicAccess access() {
		Object returned = this.value;
		if (this.verdict || returned instanceof Boolean) {
			return (Boolean.TRUE.equals(returned)) ? TopicAccess.allowed(null) : TopicAccess.forbidden();
		}
		return TopicAccess.allowed(returned);
	}

	@Override
	public void reply(Object payload) {
		this.value = payload;
	}

	@Override
	public CompletionStage<Void> replyAndConfirm(Object payload) {
		throw new IllegalStateException("The state of a topic is a single value");
	}

}
