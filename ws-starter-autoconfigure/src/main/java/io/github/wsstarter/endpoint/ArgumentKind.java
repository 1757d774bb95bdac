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

/**
 * A kind of parameter that methods of endpoints support.
 *
 * @author The ws-starter authors
 */
interface ArgumentKind {

	/**
	 * Describe such a parameter in the message of a start-up error.
	 * @return a type or an annotation
	 */
	String description();

	/**
	 * Return whether methods of a kind support such a parameter.
	 * @param kind the kind of method
	 * @return whether the methods support the parameter
	 */
	default boolean isAllowed(HandlerKind kind) {
		return true;
	}

	/**
	 * Return whether a parameter is of this kind.
	 * @param parameter the parameter
	 * @return whether the parameter is of this kind
	 */
	boolean matches(HandlerParameter parameter);

	/**
	 * Create the argument for a parameter of this kind.
	 * @param parameter the parameter
	 * @return the argument
	 * @throws EndpointDefinitionException if the parameter is not declared correctly
	 */
	Argument argument(HandlerParameter parameter);

}
