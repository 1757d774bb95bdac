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

import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import io.github.wsstarter.message.Position;

/**
 * Builds a {@link Handshake}.
 *
 * @author The ws-starter authors
 */
public final class TestHandshake {

	private final URI uri;

	private final HttpHeaders headers = new HttpHeaders();

	private final MultiValueMap<String, String> queryParameters = new LinkedMultiValueMap<>();

	private final Map<String, String> cookies = new HashMap<>();

	private final Map<String, String> pathVariables = new HashMap<>();

	private @Nullable Principal principal;

	private @Nullable String subprotocol;

	private Map<String, Object> attributes = Map.of();

	private Map<String, Position> positions = Map.of();

	private TestHandshake(URI uri) {
		this.uri = uri;
	}

	public static TestHandshake of(String path) {
		return new TestHandshake(URI.create("http://localhost" + path));
	}

	public TestHandshake header(String name, String value) {
		this.headers.add(name, value);
		return this;
	}

	public TestHandshake queryParameter(String name, String value) {
		this.queryParameters.add(name, value);
		return this;
	}

	public TestHandshake cookie(String name, String value) {
		this.cookies.put(name, value);
		return this;
	}

	public TestHandshake pathVariable(String name, String value) {
		this.pathVariables.put(name, value);
		return this;
	}

	public TestHandshake principal(@Nullable Principal principal) {
		this.principal = principal;
		return this;
	}

	public TestHandshake subprotocol(@Nullable String subprotocol) {
		this.subprotocol = subprotocol;
		return this;
	}

	public TestHandshake attributes(Map<String, Object> attributes) {
		this.attributes = attributes;
		return this;
	}

	public TestHandshake positions(Map<String, Position> positions) {
		this.positions = positions;
		return this;
	}

	public Handshake build() {
		return new Handshake(this.uri, this.headers, this.queryParameters, this.cookies, this.pathVariables,
				this.principal, null, this.subprotocol, this.attributes, this.positions);
	}

}
