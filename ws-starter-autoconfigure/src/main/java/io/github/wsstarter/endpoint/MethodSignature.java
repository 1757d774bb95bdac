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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;

/**
 * An annotated method of an endpoint.
 *
 * @author The ws-starter authors
 */
class MethodSignature extends AnnotatedMethod {

	private final PatternVariables paths;

	private final Class<?> endpointType;

	private final HandlerKind kind;

	private final PatternVariables topics;

	MethodSignature(Class<?> endpointType, PatternVariables paths, HandlerKind kind, Method method) {
		this(endpointType, paths, kind, method, PatternVariables.NONE);
	}

	private MethodSignature(Class<?> endpointType, PatternVariables paths, HandlerKind kind, Method method,
			PatternVariables topics) {
		super(method);
		this.endpointType = endpointType;
		this.paths = paths;
		this.kind = kind;
		this.topics = topics;
	}

	MethodSignature withTopics(PatternVariables topics) {
		return new MethodSignature(this.endpointType, this.paths, this.kind, getMethod(), topics);
	}

	@Override
	protected Class<?> getContainingClass() {
		return this.endpointType;
	}

	HandlerKind getKind() {
		return this.kind;
	}

	PatternVariables getPathVariables() {
		return this.paths;
	}

	PatternVariables getTopicVariables() {
		return this.topics;
	}

	<A extends Annotation> A getRequiredAnnotation(Class<A> type) {
		A annotation = getMethodAnnotation(type);
		if (annotation == null) {
			throw new IllegalStateException("%s has no %s".formatted(getMethod(), type));
		}
		return annotation;
	}

	ResolvableType getResolvedReturnType() {
		return ResolvableType.forMethodReturnType(getMethod(), this.endpointType);
	}

	EndpointDefinitionException error(String problem, String action) {
		return new EndpointDefinitionException(this.endpointType, getMethod(), problem, action);
	}

	EndpointDefinitionException error(String problem, String action, Throwable cause) {
		return new EndpointDefinitionException(this.endpointType, getMethod(), problem, action, cause);
	}

}
