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
 * What happens when a message no longer fits into a session's outbound queue.
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
	 * Drop the messages that wait longest, until the new one fits. Only messages that are
	 * subject to this themselves are dropped; where that is not enough, the new one is.
	 * They also make way for messages that must not be dropped.
	 */
	DROP_OLDEST,

	/**
	 * Drop the new message.
	 */
	DROP_NEWEST,

	/**
	 * Of the messages of one topic, or of one key of it, only the latest waits: a newer
	 * one replaces it, even if there is room, and waits behind all others. Where so many
	 * keys wait that a message does not fit, the session is closed as with
	 * {@link #CLOSE}: otherwise the client would hold a value that is not the latest and
	 * not know. For topics only.
	 */
	KEEP_LATEST

}
