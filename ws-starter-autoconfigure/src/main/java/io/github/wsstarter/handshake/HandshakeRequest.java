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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServletServerHttpRequest;

/**
 * A request of a client to open a session.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface HandshakeRequest {

	/**
	 * Return the name of the endpoint that the client wants to connect to.
	 * @return the endpoint's name
	 */
	String getEndpointName();

	/**
	 * Return the HTTP request: method, URI, headers and remote address, after forwarded
	 * headers were applied.
	 * @return the request
	 */
	ServletServerHttpRequest getHttpRequest();

	/**
	 * Return the values of the variables in the endpoint's path pattern.
	 * @return the read-only path variables
	 */
	Map<String, String> getPathVariables();

	/**
	 * Return the authenticated user.
	 * @return the user, or {@code null} if the client is not authenticated
	 */
	@Nullable Principal getPrincipal();

	/**
	 * Return the subprotocols that the client offers, in its order of preference.
	 * @return the subprotocols
	 */
	List<String> getRequestedSubprotocols();

	/**
	 * Return the subprotocols that the endpoint supports, in its order of preference.
	 * @return the subprotocols
	 */
	List<String> getSupportedSubprotocols();

	/**
	 * Register a callback to be run once when the session ends, or when the handshake
	 * ends without a session.
	 * @param callback the callback, which must not block
	 */
	void onEnd(Runnable callback);

}
