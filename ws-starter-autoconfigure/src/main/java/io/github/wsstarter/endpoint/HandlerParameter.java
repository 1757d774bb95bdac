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
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.TypeDescriptor;

/**
 * A parameter of an annotated method.
 *
 * @param signature the method
 * @param parameter the parameter
 * @author The ws-starter authors
 */
record HandlerParameter(MethodSignature signature, MethodParameter parameter) {

	private static final String[] FOREIGN_PACKAGES = { "org.springframework.web.bind.annotation.",
			"org.springframework.messaging.handler.annotation.", "org.springframework.security." };

	/**
	 * Return the parameters of a method, which know their names.
	 */
	static List<HandlerParameter> of(MethodSignature signature) {
		DefaultParameterNameDiscoverer discoverer = new DefaultParameterNameDiscoverer();
		return Arrays.stream(signature.getMethodParameters()).map((parameter) -> {
			parameter.initParameterNameDiscovery(discoverer);
			return new HandlerParameter(signature, parameter);
		}).toList();
	}

	/**
	 * Return the type of the value, which for an {@code Optional} is the type of its
	 * value.
	 */
	Class<?> valueType() {
		return this.parameter.nestedIfOptional().getNestedParameterType();
	}

	/**
	 * Return the type, in which the type variables are replaced that the endpoint's class
	 * resolves.
	 */
	Type resolvedType() {
		return GenericTypeResolver.resolveType(this.parameter.getGenericParameterType(),
				this.parameter.getContainingClass());
	}

	/**
	 * Return whether the type has a type variable that the endpoint's class does not
	 * resolve.
	 */
	boolean hasUnresolvableType() {
		return isUnresolvable(this.parameter.getGenericParameterType());
	}

	private boolean isUnresolvable(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			return isUnresolvable(variable);
		}
		if (type instanceof ParameterizedType parameterized) {
			return Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(this::isUnresolvable);
		}
		if (type instanceof WildcardType wildcard) {
			return Arrays.stream(wildcard.getUpperBounds()).anyMatch(this::isUnresolvable);
		}
		return type instanceof GenericArrayType array && isUnresolvable(array.getGenericComponentType());
	}

	private boolean isUnresolvable(TypeVariable<?> variable) {
		if (!(variable.getGenericDeclaration() instanceof Class<?> declaringClass)) {
			return true;
		}
		int index = List.of(declaringClass.getTypeParameters()).indexOf(variable);
		ResolvableType value = ResolvableType.forClass(this.parameter.getContainingClass())
			.as(declaringClass)
			.getGeneric(index);
		return value == ResolvableType.NONE || value.getType() instanceof TypeVariable
				|| isUnresolvable(value.getType());
	}

	/**
	 * Return the type of the value as converters need it, with annotations and generics.
	 */
	TypeDescriptor targetType() {
		MethodParameter nested = this.parameter.nestedIfOptional();
		return (isWrapped()) ? new TypeDescriptor(ResolvableType.forMethodParameter(nested), valueType(),
				nested.getParameterAnnotations()) : new TypeDescriptor(this.parameter);
	}

	boolean isWrapped() {
		return this.parameter.getParameterType() == Optional.class;
	}

	boolean isOptional() {
		return this.parameter.isOptional();
	}

	<A extends Annotation> @Nullable A annotation(Class<A> type) {
		return this.parameter.getParameterAnnotation(type);
	}

	/**
	 * Return whether an annotation of Spring says that the value is not the message or
	 * topic that the method handles.
	 */
	boolean hasForeignAnnotation() {
		return Arrays.stream(this.parameter.getParameterAnnotations())
			.map((annotation) -> annotation.annotationType().getName())
			.anyMatch((name) -> Arrays.stream(FOREIGN_PACKAGES).anyMatch(name::startsWith));
	}

	EndpointDefinitionException error(String problem, String action) {
		return this.signature.error(describe() + " " + problem, action);
	}

	EndpointDefinitionException error(String problem, String action, Throwable cause) {
		return this.signature.error(describe() + " " + problem, action, cause);
	}

	String describe() {
		String name = this.parameter.getParameterName();
		String type = MethodDescription.of(this.parameter.getGenericParameterType());
		return (name != null) ? "parameter '%s' of type %s".formatted(name, type)
				: "parameter %d of type %s".formatted(this.parameter.getParameterIndex(), type);
	}

}
