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

import org.springframework.core.ReactiveAdapter;

import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;

/**
 * Replies with each element of a reactive type.
 *
 * @param adapter the adapter for the type
 * @author The ws-starter authors
 */
record ReactiveReply(ReactiveAdapter adapter) implements ReplyKind {

	@Override
	public @Nullable CompletionStage<?> reply(@Nullable Object returned, EndpointSession session, Replies replies) {
		if (returned == null) {
			return null;
		}
		ReplySubscriber subscriber = new ReplySubscriber(replies, this.adapter.isMultiValue());
		this.adapter.toPublisher(returned).subscribe(subscriber);
		return subscriber;
	}

}
