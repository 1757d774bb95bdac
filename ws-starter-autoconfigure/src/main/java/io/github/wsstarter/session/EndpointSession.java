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

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import io.github.wsstarter.WsSession;

/**
 * A session, as seen by the handler that serves it.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface EndpointSession extends WsSession {

	Handshake getHandshake();

	@Override
	default URI getUri() {
		return getHandshake().uri();
	}

	@Override
	default @Nullable String getSubprotocol() {
		return getHandshake().subprotocol();
	}

	@Override
	default @Nullable Principal getPrincipal() {
		return getHandshake().principal();
	}

	@Override
	default @Nullable InetSocketAddress getRemoteAddress() {
		return getHandshake().remoteAddress();
	}

	@Override
	default HttpHeaders getHeaders() {
		return getHandshake().headers();
	}

	@Override
	default Map<String, String> getPathVariables() {
		return getHandshake().pathVariables();
	}

}
