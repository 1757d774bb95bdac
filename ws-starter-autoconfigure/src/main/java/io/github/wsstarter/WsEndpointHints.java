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

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Set;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Registers the methods of endpoints, and the types of their messages in JSON, for native
 * images.
 *
 * @author The ws-starter authors
 */
class WsEndpointHints implements ReflectiveProcessor {

	private static final Set<Class<? extends Annotation>> HANDLERS = Set.of(OnOpen.class, OnMessage.class,
			OnClose.class, OnError.class, OnSubscribe.class);

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
		if (!(element instanceof Class<?> type)) {
			return;
		}
		for (Method method : MethodIntrospector.selectMethods(type,
				(ReflectionUtils.MethodFilter) WsEndpointHints::isHandler)) {
			hints.registerMethod(method, ExecutableMode.INVOKE);
			registerBinding(hints, method.getGenericReturnType());
			if (AnnotatedElementUtils.hasAnnotation(method, OnMessage.class)) {
				for (Type parameterType : method.getGenericParameterTypes()) {
					registerBinding(hints, parameterType);
				}
			}
		}
	}

	private static boolean isHandler(Method method) {
		return HANDLERS.stream().anyMatch((annotation) -> AnnotatedElementUtils.hasAnnotation(method, annotation));
	}

	private void registerBinding(ReflectionHints hints, Type type) {
		this.binding.registerReflectionHints(hints, type);
		if (type instanceof Class<?> sealed && sealed.isSealed() && !sealed.getName().startsWith("java.")) {
			for (Class<?> member : sealed.getPermittedSubclasses()) {
				registerBinding(hints, member);
			}
		}
	}

}
