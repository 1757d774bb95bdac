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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.wsstarter.Topics;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;

/**
 * The topics to which the return values of a method are published.
 *
 * @param topics publishes the values
 * @param templates the templates of the topics' names
 * @author The ws-starter authors
 */
record Destinations(Topics topics, List<TopicTemplate> templates) {

	/**
	 * Return replies that are published to the topics of a session. Throws
	 * {@link UnusableArgumentException} if a path variable of the session is not valid in
	 * a topic name.
	 */
	Replies replies(EndpointSession session) {
		return new PublishedReplies(this.topics,
				this.templates.stream()
					.map((template) -> template.expand(session.getHandshake().pathVariables()))
					.toList());
	}

	private record PublishedReplies(Topics topics, List<String> names) implements Replies {

		@Override
		public void reply(Object payload) {
			this.names.forEach((name) -> this.topics.publish(name, payload));
		}

		@Override
		public CompletionStage<Void> replyAndConfirm(Object payload) {
			reply(payload);
			return CompletableFuture.completedFuture(null);
		}

	}

}
