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

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.session.EndpointSession;

/**
 * Supplies the value of one parameter. Implementations are immutable.
 *
 * @author The ws-starter authors
 */
@FunctionalInterface
interface Argument {

	/**
	 * Return the value.
	 * @param session the session
	 * @param event the message, close status, failure or topic that the method handles;
	 * {@code null} when a session opens
	 * @return the value
	 * @throws UnusableArgumentException if the client did not send the value
	 * @throws Exception if an application's resolver fails
	 */
	@Nullable Object get(EndpointSession session, @Nullable Object event) throws Exception;

}
