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

import java.util.concurrent.CompletionStage;

/**
 * Sends the replies of a {@link SessionHandler} to the client.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface Replies {

	/**
	 * Send a reply. If the thread that calls the handler sends the reply, the reply may
	 * be written only after the handler has returned.
	 * @param payload the payload, see {@link io.github.wsstarter.WsSession#send}
	 * @throws IllegalArgumentException if the payload cannot be encoded or is too large
	 */
	void reply(Object payload);

	/**
	 * Send one of many replies.
	 * @param payload the payload, see {@link io.github.wsstarter.WsSession#send}
	 * @return a stage that completes when the bytes were handed to the socket, or fails
	 * with the reason. What is attached to it may block, see
	 * {@link io.github.wsstarter.WsSession#send}
	 * @throws IllegalArgumentException if the payload cannot be encoded or is too large
	 */
	CompletionStage<Void> replyAndConfirm(Object payload);

}
