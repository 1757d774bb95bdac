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
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.ExceptionDepthComparator;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The checked declaration of a class annotated with {@code @WsEndpoint}. Immutable.
 *
 * @param name the name of the endpoint
 * @param type the class
 * @param paths the paths it serves
 * @param subprotocols the subprotocols it speaks, in order of preference
 * @param open handles sessions that open
 * @param messages take messages
 * @param close handles sessions that close
 * @param errors handle failures
 * @param subscriptions decide who may subscribe to topics, those of the most specific
 * patterns first
 * @author The ws-starter authors
 */
record EndpointModel(String name, Class<?> type, List<PathPattern> paths, List<String> subprotocols,
		@Nullable EndpointMethod open, MessageMethods messages, @Nullable EndpointMethod close,
		List<EndpointMethod> errors, List<SubscribeMethod> subscriptions) {

	EndpointModel withMessages(MessageMethods messages) {
		return new EndpointModel(this.name, this.type, this.paths, this.subprotocols, this.open, messages, this.close,
				this.errors, this.subscriptions);
	}

	/**
	 * Return the most specific method that handles a failure, or {@code null}.
	 */
	@Nullable EndpointMethod error(Throwable failure) {
		return this.errors.stream()
			.filter((method) -> method.failureType().isInstance(failure))
			.min(Comparator.comparing(EndpointMethod::failureType, new ExceptionDepthComparator(failure)))
			.orElse(null);
	}

	/**
	 * Return this model with the methods to call on a bean, which may be a proxy. Fails
	 * if a method cannot be called through the proxy.
	 */
	EndpointModel bind(Object bean) {
		UnaryOperator<EndpointMethod> operator = (method) -> method.withMethod(invocable(method.method(), bean));
		return new EndpointModel(this.name, this.type, this.paths, this.subprotocols, map(this.open, operator),
				this.messages.map(operator), map(this.close, operator), this.errors.stream().map(operator).toList(),
				this.subscriptions.stream().map((subscription) -> subscription.map(operator)).toList());
	}

	private static @Nullable EndpointMethod map(@Nullable EndpointMethod method,
			UnaryOperator<EndpointMethod> operator) {
		return (method != null) ? operator.apply(method) : null;
	}

	private Method invocable(Method method, Object bean) {
		if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(method.getModifiers())) {
			throw new EndpointDefinitionException(this.type, method, "it is final, but a proxy has to override it.",
					"Make the method non-final, or do not apply aspects to the class.");
		}
		try {
			return AopUtils.selectInvocableMethod(method, bean.getClass());
		}
		catch (IllegalStateException ex) {
			throw new EndpointDefinitionException(this.type, method,
					"the bean is a JDK proxy whose interfaces do not declare the method.",
					"Declare the method in one of the interfaces, or proxy the class itself "
							+ "(spring.aop.proxy-target-class=true).",
					ex);
		}
	}

}
