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

/**
 * Validates messages before they reach their method.
 * <p>
 * Implementations are thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see JakartaMessageValidator
 */
public interface MessageValidator {

	/**
	 * Validate a message.
	 * @param message the message
	 * @param groups the groups of constraints, none for the default group
	 * @throws RuntimeException if the message violates a constraint
	 */
	void validate(Object message, Class<?>... groups);

	/**
	 * Describe what is wrong with a message.
	 * @param failure the exception that a method of an endpoint threw
	 * @param endpointType the class of the endpoint
	 * @return a description that the client may see, or {@code null} if the failure is
	 * not a violation in a message of the client
	 */
	@Nullable String describe(Throwable failure, Class<?> endpointType);

}
