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

package io.github.wsstarter.websocket;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

import io.github.wsstarter.servlet.ServletHandshakeRequest;

/**
 * Ends handshakes that failed after they were answered, because a filter of the
 * application threw an exception. Tomcat then closes the connection and opens no session,
 * so that no end of a session ends the handshake. Jetty ignores the exception and opens
 * the session. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class FailedUpgradeListener implements ServletRequestListener {

	private static final String ATTRIBUTE = FailedUpgradeListener.class.getName() + ".handshake";

	static void watch(ServletRequest request, ServletHandshakeRequest handshake) {
		request.setAttribute(ATTRIBUTE, handshake);
	}

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		ServletRequest request = event.getServletRequest();
		if (request.getAttribute(ATTRIBUTE) instanceof ServletHandshakeRequest handshake
				&& request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
			handshake.end();
		}
	}

}
