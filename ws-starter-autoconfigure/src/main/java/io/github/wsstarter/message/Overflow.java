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

package io.github.wsstarter.message;

/**
 * The policy for messages that do not fit into a session's outbound queue.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public enum Overflow {

	/**
	 * Close the session with 1013.
	 */
	CLOSE,

	/**
	 * Drop the oldest messages until the new one fits. Only messages with this policy are
	 * dropped. If that is not enough, the new message is dropped. Messages with this
	 * policy are also dropped in favor of messages that must not be dropped.
	 */
	DROP_OLDEST,

	/**
	 * Drop the new message.
	 */
	DROP_NEWEST,

	/**
	 * Keep only the latest message of a topic, or of a key of a topic. A new message
	 * replaces the one that waits, even if there is room for both, and goes to the end of
	 * the queue. If a message does not fit because too many keys wait, the session is
	 * closed as with {@link #CLOSE}. Otherwise the client would have an outdated value
	 * without knowing it. For topics only.
	 */
	KEEP_LATEST

}
