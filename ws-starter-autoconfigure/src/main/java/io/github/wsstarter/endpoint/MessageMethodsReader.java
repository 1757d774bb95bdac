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
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.SealedType;

/**
 * Assigns messages to an endpoint's methods by type.
 *
 * @author The ws-starter authors
 */
class MessageMethodsReader {

	private final Class<?> endpointType;

	MessageMethodsReader(Class<?> endpointType) {
		this.endpointType = endpointType;
	}

	/**
	 * Group methods by the messages that they take.
	 * @param methods the methods
	 * @return the methods by kind of message
	 * @throws EndpointDefinitionException if two methods could take the same message
	 */
	MessageMethods read(List<EndpointMethod> methods) {
		EndpointMethod text = atMostOne(ofKind(methods, MessageType.Kind.TEXT), "a text message");
		EndpointMethod binary = atMostOne(ofKind(methods, MessageType.Kind.BINARY), "a binary message");
		EndpointMethod pong = atMostOne(ofKind(methods, MessageType.Kind.PONG), "a pong");
		List<EndpointMethod> json = ofKind(methods, MessageType.Kind.JSON);
		if (text != null && !json.isEmpty()) {
			throw ambiguous(json.get(0), text, "a text message, which includes JSON");
		}
		return new MessageMethods(text, binary, pong, sort(json), jsonType(json));
	}

	private @Nullable EndpointMethod atMostOne(List<EndpointMethod> methods, String message) {
		if (methods.size() > 1) {
			throw ambiguous(methods.get(1), methods.get(0), message);
		}
		return (methods.isEmpty()) ? null : methods.get(0);
	}

	private @Nullable Type jsonType(List<EndpointMethod> methods) {
		if (methods.size() <= 1) {
			return (methods.isEmpty()) ? null : type(methods.get(0)).type();
		}
		Class<?> root = commonSealedType(methods);
		for (Class<?> member : SealedType.permitted(root).toList()) {
			checkUnambiguous(methods.stream().filter((method) -> rawType(method).isAssignableFrom(member)).toList());
		}
		return root;
	}

	private Class<?> commonSealedType(List<EndpointMethod> methods) {
		List<Class<?>> common = SealedType.sealedSupertypes(rawType(methods.get(0)))
			.filter((type) -> methods.stream()
				.allMatch(
						(method) -> type(method).type() instanceof Class<?> && type.isAssignableFrom(rawType(method))))
			.toList();
		return common.stream()
			.filter((type) -> common.stream().allMatch((other) -> other.isAssignableFrom(type)))
			.findFirst()
			.orElseThrow(() -> ambiguous(methods.get(1), methods.get(0),
					"the same JSON, as their types are not members of one sealed interface"));
	}

	/**
	 * Check that one of the methods that take the same member is more specific than all
	 * others.
	 * @param methods the methods
	 */
	private void checkUnambiguous(List<EndpointMethod> methods) {
		List<EndpointMethod> sorted = sort(methods);
		for (EndpointMethod other : sorted.subList(Math.min(1, sorted.size()), sorted.size())) {
			Class<?> mostSpecific = rawType(sorted.get(0));
			if (rawType(other) == mostSpecific || !rawType(other).isAssignableFrom(mostSpecific)) {
				throw ambiguous(other, sorted.get(0), "the same message");
			}
		}
	}

	private static List<EndpointMethod> sort(List<EndpointMethod> methods) {
		return methods.stream().sorted(Comparator.comparing((method) -> -generality(method, methods))).toList();
	}

	private static long generality(EndpointMethod method, List<EndpointMethod> methods) {
		return methods.stream().filter((other) -> rawType(other).isAssignableFrom(rawType(method))).count();
	}

	private static List<EndpointMethod> ofKind(List<EndpointMethod> methods, MessageType.Kind kind) {
		return methods.stream().filter((method) -> type(method).kind() == kind).toList();
	}

	private static Class<?> rawType(EndpointMethod method) {
		return type(method).rawType();
	}

	private static MessageType type(EndpointMethod method) {
		MessageType type = method.messageType();
		if (type == null) {
			throw new IllegalArgumentException("'method' must take messages");
		}
		return type;
	}

	private EndpointDefinitionException ambiguous(EndpointMethod method, EndpointMethod other, String message) {
		return new EndpointDefinitionException(this.endpointType, method.method(),
				"it and the method '%s' could both take %s.".formatted(other.describe(), message),
				"Keep one of them, or let their parameters be members of one sealed interface. An endpoint may have "
						+ "one method for text (String) or several for JSON, one for binary messages (byte[] or "
						+ "ByteBuffer) and one for pongs (PongMessage).");
	}

}
