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

package io.github.wsstarter.session;

import org.jspecify.annotations.Nullable;

/**
 * The answer of an endpoint to a request to subscribe to a topic.
 *
 * @param verdict whether the client may subscribe
 * @param state the state of the topic, which the client receives first; may be
 * {@code null}
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record TopicAccess(Verdict verdict, @Nullable Object state) {

	public static TopicAccess undeclared() {
		return new TopicAccess(Verdict.UNDECLARED, null);
	}

	public static TopicAccess forbidden() {
		return new TopicAccess(Verdict.FORBIDDEN, null);
	}

	public static TopicAccess allowed(@Nullable Object state) {
		return new TopicAccess(Verdict.ALLOWED, state);
	}

	public enum Verdict {

		/**
		 * The client may subscribe.
		 */
		ALLOWED,

		/**
		 * The client may not subscribe.
		 */
		FORBIDDEN,

		/**
		 * The endpoint does not declare the topic.
		 */
		UNDECLARED

	}

}
