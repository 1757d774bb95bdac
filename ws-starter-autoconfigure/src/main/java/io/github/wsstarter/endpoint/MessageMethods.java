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

import java.lang.reflect.Type;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The methods that take an endpoint's messages.
 *
 * @param text takes undecoded text
 * @param binary takes bytes
 * @param pong takes pongs
 * @param json take messages decoded from JSON, the most specific types first
 * @param jsonType the type that JSON is decoded to, a supertype of all types of
 * {@code json}
 * @author The ws-starter authors
 */
record MessageMethods(@Nullable EndpointMethod text, @Nullable EndpointMethod binary, @Nullable EndpointMethod pong,
		List<EndpointMethod> json, @Nullable Type jsonType) {

	MessageMethods {
		json = List.copyOf(json);
	}

	/**
	 * Return the method that takes a decoded message, or {@code null}.
	 */
	@Nullable EndpointMethod json(Object message) {
		if (this.json.size() == 1) {
			return this.json.get(0);
		}
		for (EndpointMethod method : this.json) {
			MessageType type = method.messageType();
			if (type != null && type.rawType().isInstance(message)) {
				return method;
			}
		}
		return null;
	}

	MessageMethods map(UnaryOperator<EndpointMethod> operator) {
		return new MessageMethods(map(this.text, operator), map(this.binary, operator), map(this.pong, operator),
				this.json.stream().map(operator).toList(), this.jsonType);
	}

	private static @Nullable EndpointMethod map(@Nullable EndpointMethod method,
			UnaryOperator<EndpointMethod> operator) {
		return (method != null) ? operator.apply(method) : null;
	}

	/**
	 * Return the maximum size in bytes of a text message that any method takes, given the
	 * limit of methods without one of their own.
	 */
	int textLimit(int limit) {
		return Stream.concat(Stream.ofNullable(this.text), this.json.stream())
			.mapToInt((method) -> limit(method, limit))
			.max()
			.orElse(limit);
	}

	int binaryLimit(int limit) {
		return (this.binary != null) ? limit(this.binary, limit) : limit;
	}

	private static int limit(EndpointMethod method, int limit) {
		return (method.maxMessageSize() > 0) ? method.maxMessageSize() : limit;
	}

}
