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

import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.TestHandshake;

/**
 * A session that has no connection and refuses to send.
 *
 * @author The ws-starter authors
 */
class TestSession implements EndpointSession {

	private final TestHandshake handshake = TestHandshake.of("/test");

	private final Map<String, Object> attributes = new ConcurrentHashMap<>();

	private volatile @Nullable CloseStatus closeStatus;

	TestSession withHeader(String name, String value) {
		this.handshake.header(name, value);
		return this;
	}

	TestSession withQueryParameter(String name, String value) {
		this.handshake.queryParameter(name, value);
		return this;
	}

	TestSession withCookie(String name, String value) {
		this.handshake.cookie(name, value);
		return this;
	}

	TestSession withPathVariable(String name, String value) {
		this.handshake.pathVariable(name, value);
		return this;
	}

	TestSession withPrincipal(Principal principal) {
		this.handshake.principal(principal);
		return this;
	}

	@Nullable CloseStatus getCloseStatus() {
		return this.closeStatus;
	}

	@Override
	public Handshake getHandshake() {
		return this.handshake.build();
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
	public String getTransport() {
		return "websocket";
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
