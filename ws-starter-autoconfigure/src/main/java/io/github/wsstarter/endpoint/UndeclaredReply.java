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

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;

/**
 * Replies with a value whose type the method does not declare. The class of each value
 * decides.
 *
 * @param registry the registry of reactive types
 * @author The ws-starter authors
 */
record UndeclaredReply(ReactiveAdapterRegistry registry) implements ReplyKind {

	@Override
	public @Nullable CompletionStage<?> reply(@Nullable Object returned, EndpointSession session, Replies replies)
			throws Exception {
		return kind(returned).reply(returned, session, replies);
	}

	private ReplyKind kind(@Nullable Object returned) {
		if (returned == null || returned instanceof Optional) {
			return VALUE;
		}
		if (returned instanceof CompletionStage) {
			return STAGE;
		}
		ReactiveAdapter adapter = this.registry.getAdapter(returned.getClass());
		return (adapter != null) ? new ReactiveReply(adapter) : VALUE;
	}

}
