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
 * Callback interface that can be implemented by beans wishing to be notified of sessions
 * that open and close. The thread that opens or closes the session calls the listener,
 * which may be an I/O thread, so that the methods must not block. An exception is logged
 * and has no other effect.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface SessionListener {

	/**
	 * Called when a session has opened.
	 * @param session the session
	 */
	default void sessionOpened(WsSession session) {
	}

	/**
	 * Called when a session has closed, exactly once for each session that opened.
	 * @param session the session
	 * @param status the close status
	 */
	default void sessionClosed(WsSession session, CloseStatus status) {
	}

}
