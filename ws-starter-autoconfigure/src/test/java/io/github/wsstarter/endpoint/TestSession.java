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

package io.github.wsstarter.endpoint;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Handshake;

/**
 * A session in memory.
 *
 * @author The ws-starter authors
 */
class TestSession implements EndpointSession {

	private final HttpHeaders headers = new HttpHeaders();

	private final MultiValueMap<String, String> queryParameters = new LinkedMultiValueMap<>();

	private final Map<String, String> cookies = new HashMap<>();

	private final Map<String, String> pathVariables = new HashMap<>();

	private final Map<String, Object> attributes = new ConcurrentHashMap<>();

	private @Nullable Principal principal;

	private volatile @Nullable CloseStatus closeStatus;

	TestSession withHeader(String name, String value) {
		this.headers.add(name, value);
		return this;
	}

	TestSession withQueryParameter(String name, String value) {
		this.queryParameters.add(name, value);
		return this;
	}

	TestSession withCookie(String name, String value) {
		this.cookies.put(name, value);
		return this;
	}

	TestSession withPathVariable(String name, String value) {
		this.pathVariables.put(name, value);
		return this;
	}

	TestSession withPrincipal(Principal principal) {
		this.principal = principal;
		return this;
	}

	@Nullable CloseStatus getCloseStatus() {
		return this.closeStatus;
	}

	@Override
	public Handshake getHandshake() {
		return new Handshake(getUri(), this.headers, this.queryParameters, this.cookies, this.pathVariables,
				this.principal, null, null, Map.of(), Map.of());
	}

	@Override
	public void subscribe(String topic) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void unsubscribe(String topic) {
		throw new UnsupportedOperationException();
	}

	@Override
	public String getId() {
		return "test";
	}

	@Override
	public String getEndpointName() {
		return "test";
	}

	@Override
	public URI getUri() {
		return URI.create("ws://localhost/test");
	}

	@Override
	public String getTransport() {
		return "websocket";
	}

	@Override
	public @Nullable String getSubprotocol() {
		return null;
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return this.principal;
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return null;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public Map<String, String> getPathVariables() {
		return this.pathVariables;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public @Nullable Duration getRoundTripTime() {
		return null;
	}

	@Override
	public boolean isOpen() {
		return this.closeStatus == null;
	}

	@Override
	public CompletionStage<Void> send(Object payload) {
		return CompletableFuture.failedFuture(new UnsupportedOperationException());
	}

	@Override
	public void close(CloseStatus status) {
		this.closeStatus = status;
	}

}
