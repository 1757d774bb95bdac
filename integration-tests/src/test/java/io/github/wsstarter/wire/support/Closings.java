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

package io.github.wsstarter.wire.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records the calls of an endpoint's {@code @OnClose} method.
 *
 * @author The ws-starter authors
 */
public class Closings {

	private final List<Closing> all = new CopyOnWriteArrayList<>();

	public void add(WsSession session, CloseStatus status) {
		this.all.add(new Closing(session.getId(), status));
	}

	public List<CloseStatus> of(String sessionId) {
		return this.all.stream()
			.filter((closing) -> closing.sessionId().equals(sessionId))
			.map(Closing::status)
			.toList();
	}

	public int count() {
		return this.all.size();
	}

	public List<CloseStatus> statuses() {
		return this.all.stream().map(Closing::status).toList();
	}

	/**
	 * Wait until a session has ended.
	 * @param sessionId the session's id
	 * @return the close status, which was reported once
	 */
	public CloseStatus await(String sessionId) {
		TestServer.await().until(() -> !of(sessionId).isEmpty());
		List<CloseStatus> statuses = of(sessionId);
		assertThat(statuses).hasSize(1);
		return statuses.get(0);
	}

	private record Closing(String sessionId, CloseStatus status) {
	}

}
