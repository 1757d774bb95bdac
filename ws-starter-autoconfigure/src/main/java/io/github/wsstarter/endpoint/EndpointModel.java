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

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ExceptionDepthComparator;

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
 * @param subscriptions decide who may subscribe to topics
 * @author The ws-starter authors
 */
record EndpointModel(String name, Class<?> type, EndpointPaths paths, List<String> subprotocols,
		@Nullable EndpointMethod open, MessageMethods messages, @Nullable EndpointMethod close,
		List<EndpointMethod> errors, SubscribeMethods subscriptions) {

	EndpointModel {
		subprotocols = List.copyOf(subprotocols);
		errors = List.copyOf(errors);
	}

	EndpointModel withMessages(MessageMethods messages) {
		return new EndpointModel(this.name, this.type, this.paths, this.subprotocols, this.open, messages, this.close,
				this.errors, this.subscriptions);
	}

	/**
	 * Return the most specific method that handles a failure.
	 * @param failure the failure
	 * @return the method or {@code null} if there is none
	 */
	@Nullable EndpointMethod error(Throwable failure) {
		return this.errors.stream()
			.filter((method) -> method.failureType().isInstance(failure))
			.min(Comparator.comparing(EndpointMethod::failureType, new ExceptionDepthComparator(failure)))
			.orElse(null);
	}

	EndpointModel map(UnaryOperator<EndpointMethod> operator) {
		return new EndpointModel(this.name, this.type, this.paths, this.subprotocols, map(this.open, operator),
				this.messages.map(operator), map(this.close, operator), this.errors.stream().map(operator).toList(),
				this.subscriptions.map(operator));
	}

	private static @Nullable EndpointMethod map(@Nullable EndpointMethod method,
			UnaryOperator<EndpointMethod> operator) {
		return (method != null) ? operator.apply(method) : null;
	}

}
