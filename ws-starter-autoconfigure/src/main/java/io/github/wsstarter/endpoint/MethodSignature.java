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
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;

/**
 * An annotated method of an endpoint while it is read.
 *
 * @author The ws-starter authors
 */
class MethodSignature extends AnnotatedMethod {

	private static final Pattern PACKAGE = Pattern.compile("\\b([a-z_][a-z0-9_]*\\.)+");

	private final EndpointPaths paths;

	private final Class<?> endpointType;

	private final HandlerKind kind;

	private final PatternVariables topics;

	MethodSignature(Class<?> endpointType, EndpointPaths paths, HandlerKind kind, Method method) {
		this(endpointType, paths, kind, method, PatternVariables.NONE);
	}

	private MethodSignature(Class<?> endpointType, EndpointPaths paths, HandlerKind kind, Method method,
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

	EndpointPaths getPaths() {
		return this.paths;
	}

	/**
	 * Return what the topics capture that the method is for.
	 * @return the variables
	 */
	PatternVariables getTopics() {
		return this.topics;
	}

	List<HandlerParameter> getParameters() {
		DefaultParameterNameDiscoverer discoverer = new DefaultParameterNameDiscoverer();
		return Arrays.stream(getMethodParameters()).map((parameter) -> {
			parameter.initParameterNameDiscovery(discoverer);
			return new HandlerParameter(this, parameter);
		}).toList();
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

	static String describe(Method method) {
		String parameters = Arrays.stream(method.getParameters())
			.map(MethodSignature::describe)
			.collect(Collectors.joining(", "));
		return "%s %s(%s)".formatted(describe(method.getGenericReturnType()), method.getName(), parameters);
	}

	private static String describe(Parameter parameter) {
		String type = describe(parameter.getParameterizedType());
		return (parameter.isNamePresent()) ? type + " " + parameter.getName() : type;
	}

	static String describe(Type type) {
		return PACKAGE.matcher(type.getTypeName()).replaceAll("").replace('$', '.');
	}

}
