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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

/**
 * A {@link WebSocketEngine} that records the upgrades that were requested.
 *
 * @author The ws-starter authors
 */
class RecordingEngine implements WebSocketEngine {

	final List<SessionRoute> routes = new ArrayList<>();

	final List<Handshake> handshakes = new ArrayList<>();

	final List<Runnable> ends = new ArrayList<>();

	private final int status;

	RecordingEngine() {
		this(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
	}

	RecordingEngine(int status) {
		this.status = status;
	}

	@Override
	public String name() {
		return "recording";
	}

	@Override
	public void upgrade(HttpServletRequest request, HttpServletResponse response, SessionRoute route,
			Handshake handshake, Runnable onEnd) throws IOException {
		this.routes.add(route);
		this.handshakes.add(handshake);
		this.ends.add(onEnd);
		response.setStatus(this.status);
		response.setContentLength(0);
	}

}
