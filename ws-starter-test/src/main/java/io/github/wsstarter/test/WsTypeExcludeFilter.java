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

package io.github.wsstarter.test;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.util.ClassUtils;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.endpoint.EndpointArgumentResolver;
import io.github.wsstarter.endpoint.EndpointReturnValueHandler;
import io.github.wsstarter.endpoint.MessageValidator;
import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.session.SessionListener;

/**
 * {@link TypeExcludeFilter} for {@link WsTest @WsTest}.
 *
 * @author The ws-starter authors
 */
class WsTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<WsTest> {

	private static final Class<?>[] NO_ENDPOINTS = {};

	private static final Set<Class<?>> INCLUDES = Set.of(HandshakeCheck.class, SessionListener.class,
			MessageCodec.class, MessageValidator.class, EndpointArgumentResolver.class,
			EndpointReturnValueHandler.class, Converter.class, GenericConverter.class);

	private static final List<String> OPTIONAL_INCLUDES = List.of("tools.jackson.databind.JacksonModule",
			"org.springframework.boot.jackson.JacksonComponent");

	private final Set<Class<?>> endpoints;

	WsTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.endpoints = Set.of(getAnnotation().getValue("endpoints", Class[].class).orElse(NO_ENDPOINTS));
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		Set<Class<?>> includes = new LinkedHashSet<>(INCLUDES);
		ClassLoader classLoader = getClass().getClassLoader();
		for (String name : OPTIONAL_INCLUDES) {
			if (ClassUtils.isPresent(name, classLoader)) {
				includes.add(ClassUtils.resolveClassName(name, classLoader));
			}
		}
		if (this.endpoints.isEmpty()) {
			includes.add(WsEndpoint.class);
		}
		return includes;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.endpoints;
	}

}
