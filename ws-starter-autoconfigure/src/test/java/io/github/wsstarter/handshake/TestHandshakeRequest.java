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

package io.github.wsstarter.handshake;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;

/**
 * A {@link HandshakeRequest} that a test can end.
 *
 * @author The ws-starter authors
 */
class TestHandshakeRequest implements HandshakeRequest {

	private final String endpointName;

	private final HttpServletRequest request;

	private final List<Runnable> callbacks = new ArrayList<>();

	private List<String> requested = List.of();

	private List<String> supported = List.of();

	TestHandshakeRequest(String endpointName, HttpServletRequest request) {
		this.endpointName = endpointName;
		this.request = request;
	}

	TestHandshakeRequest(String endpointName) {
		this(endpointName, new MockHttpServletRequest("GET", "/ws/" + endpointName));
	}

	TestHandshakeRequest withSubprotocols(List<String> supported, List<String> requested) {
		this.supported = supported;
		this.requested = requested;
		return this;
	}

	void end() {
		List.copyOf(this.callbacks).forEach(Runnable::run);
	}

	int callbackCount() {
		return this.callbacks.size();
	}

	@Override
	public String getEndpointName() {
		return this.endpointName;
	}

	@Override
	public ServletServerHttpRequest getHttpRequest() {
		return new ServletServerHttpRequest(this.request);
	}

	@Override
	public Map<String, String> getPathVariables() {
		return Map.of();
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return this.request.getUserPrincipal();
	}

	@Override
	public List<String> getRequestedSubprotocols() {
		return this.requested;
	}

	@Override
	public List<String> getSupportedSubprotocols() {
		return this.supported;
	}

	@Override
	public void onEnd(Runnable callback) {
		this.callbacks.add(callback);
	}

}
