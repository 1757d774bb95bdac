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

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;

/**
 * Callback interface that can be implemented by beans wishing to learn of sessions that
 * open and close. Called on whichever thread opens or closes the session; must not block.
 * What it throws is logged and has no other effect.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface SessionListener {

	/**
	 * A session opened.
	 * @param session the session
	 */
	default void sessionOpened(WsSession session) {
	}

	/**
	 * A session closed. Called exactly once for each session that opened.
	 * @param session the session
	 * @param status the close status
	 */
	default void sessionClosed(WsSession session, CloseStatus status) {
	}

}
