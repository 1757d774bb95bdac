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

package io.github.wsstarter.sse;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The open connections by their tokens. The keys are digests of the tokens, so that
 * neither a memory dump nor the duration of a look-up reveals a token. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class SseConnections {

	private static final int TOKEN_BYTES = 32;

	private final Map<String, SseConnection> connections = new ConcurrentHashMap<>();

	private final SecureRandom random = new SecureRandom();

	String newToken() {
		byte[] token = new byte[TOKEN_BYTES];
		this.random.nextBytes(token);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
	}

	void add(String token, SseConnection connection) {
		this.connections.put(digest(token), connection);
	}

	void remove(String token) {
		this.connections.remove(digest(token));
	}

	@Nullable SseConnection find(String token) {
		return this.connections.get(digest(token));
	}

	private static String digest(String token) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
