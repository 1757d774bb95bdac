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

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start-up when a class annotated with {@code @WsEndpoint} is not declared
 * correctly. Reported as a failure analysis.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class EndpointDefinitionException extends RuntimeException {

	private final transient Class<?> endpointType;

	private final transient @Nullable Method method;

	private final String problem;

	private final String action;

	EndpointDefinitionException(Class<?> endpointType, @Nullable Method method, String problem, String action) {
		this(endpointType, method, problem, action, null);
	}

	EndpointDefinitionException(Class<?> endpointType, @Nullable Method method, String problem, String action,
			@Nullable Throwable cause) {
		super("Invalid endpoint %s%s: %s".formatted(endpointType.getName(),
				(method != null) ? ", method '%s'".formatted(MethodDescription.of(method)) : "", problem), cause);
		this.endpointType = endpointType;
		this.method = method;
		this.problem = problem;
		this.action = action;
	}

	/**
	 * Return the class of the endpoint.
	 * @return the class
	 */
	public Class<?> getEndpointType() {
		return this.endpointType;
	}

	/**
	 * Return the method that is not declared correctly.
	 * @return the method, or {@code null} if the problem is one of the class
	 */
	public @Nullable Method getMethod() {
		return this.method;
	}

	/**
	 * Return a description of the problem.
	 * @return the description, a sentence
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Return the action that solves the problem.
	 * @return the action, a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
