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

package io.github.wsstarter.test;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.wsstarter.test.Conversation.Received;

/**
 * The messages of an application as they are on the wire: as such, or in the frames of a
 * subprotocol.
 *
 * @author The ws-starter authors
 */
interface Messages {

	void sendText(String text);

	void sendJson(Object payload);

	/**
	 * Return whether this is a message, or anything else that is expected in the order of
	 * the messages.
	 * @param received what was received
	 * @return whether it is expected in the order of the messages
	 */
	boolean isInOrder(Received received);

	/**
	 * Return whether this announces the end of the session.
	 * @param received what was received
	 * @return whether the session ends next
	 */
	boolean isGoodbye(Received received);

	@Nullable String text(Received received);

	@Nullable JsonNode json(Received received);

}
