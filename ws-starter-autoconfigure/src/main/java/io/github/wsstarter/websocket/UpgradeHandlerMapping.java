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

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.Assert;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.session.SessionRoute;

/**
 * Maps requests with {@code Upgrade: websocket}, whatever their method, to endpoints.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class UpgradeHandlerMapping extends EndpointHandlerMapping {

	/**
	 * Create a mapping, ahead of what other wires take for their own.
	 * @param routes the endpoints
	 * @param checks the checks of handshakes
	 * @param engine the engine that serves the sessions
	 */
	public UpgradeHandlerMapping(List<SessionRoute> routes, HandshakeChecks checks, WebSocketEngine engine) {
		super(routes, (route) -> new UpgradeHandler(route, checks, engine));
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(engine, "'engine' must not be null");
		setOrder(OWN_ORDER - 1);
	}

	@Override
	protected boolean takes(HttpServletRequest request) {
		return UpgradeRequirements.isUpgrade(request);
	}

}
