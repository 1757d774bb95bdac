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

package io.github.wsstarter;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The open sessions of this application instance.
 * <p>
 * All methods are thread-safe. Streams are weakly consistent: a session that opens or
 * closes while a stream is consumed may or may not appear.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface WsSessions {

	/**
	 * Find a session.
	 * @param id the id of the session
	 * @return the session, if it is open
	 */
	Optional<WsSession> find(String id);

	/**
	 * Return all sessions.
	 * @return the sessions
	 */
	Stream<WsSession> stream();

	/**
	 * Return the sessions of one endpoint.
	 * @param name the name of the endpoint
	 * @return the sessions
	 */
	default Stream<WsSession> ofEndpoint(String name) {
		return stream().filter((session) -> session.getEndpointName().equals(name));
	}

	/**
	 * Return the sessions of one user.
	 * @param name the name of the principal
	 * @return the sessions
	 */
	default Stream<WsSession> ofUser(String name) {
		return stream().filter((session) -> {
			var principal = session.getPrincipal();
			return principal != null && name.equals(principal.getName());
		});
	}

	/**
	 * Return the number of open sessions.
	 * @return the number of sessions
	 */
	int count();

}
