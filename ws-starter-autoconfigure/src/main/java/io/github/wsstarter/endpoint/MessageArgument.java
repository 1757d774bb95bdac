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
import java.lang.reflect.Type;
import java.nio.ByteBuffer;

import jakarta.websocket.PongMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.annotation.ValidationAnnotationUtils;

import io.github.wsstarter.message.MessageCodec;

/**
 * The message: any parameter that no other kind supports.
 *
 * @author The ws-starter authors
 */
class MessageArgument {

	private final @Nullable MessageCodec codec;

	private final @Nullable MessageValidator validator;

	MessageArgument(@Nullable MessageCodec codec, @Nullable MessageValidator validator) {
		this.codec = codec;
		this.validator = validator;
	}

	Argument argument(HandlerParameter parameter) {
		Class<?>[] groups = groups(parameter);
		MessageValidator validator = this.validator;
		if (groups == null) {
			return (session, event) -> event;
		}
		if (validator == null) {
			throw parameter.error("is to be validated, but there is no validator.",
					"Add 'org.springframework.boot:spring-boot-starter-validation' to the application, and do not "
							+ "exclude its auto-configuration.");
		}
		return (session, event) -> {
			if (event != null) {
				validator.validate(event, groups);
			}
			return event;
		};
	}

	private Class<?> @Nullable [] groups(HandlerParameter parameter) {
		for (Annotation annotation : parameter.parameter().getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				Class<?>[] groups = new Class<?>[hints.length];
				System.arraycopy(hints, 0, groups, 0, hints.length);
				return groups;
			}
		}
		return null;
	}

	MessageType messageType(HandlerParameter parameter) {
		Class<?> type = parameter.parameter().getParameterType();
		if (parameter.hasUnresolvableType()) {
			throw parameter.error("has a type variable that the class of the endpoint does not resolve.",
					"Specify the type argument where the class extends or implements the generic type.");
		}
		if (type == String.class || type == CharSequence.class) {
			return new MessageType(MessageType.Kind.TEXT, type, type);
		}
		if (type == byte[].class || type == ByteBuffer.class) {
			return new MessageType(MessageType.Kind.BINARY, type, type);
		}
		if (type == PongMessage.class) {
			return new MessageType(MessageType.Kind.PONG, type, type);
		}
		return json(parameter);
	}

	private MessageType json(HandlerParameter parameter) {
		Type type = parameter.resolvedType();
		if (this.codec == null) {
			throw parameter.error("needs JSON, but there is no codec for it.",
					"Add 'org.springframework.boot:spring-boot-jackson' to the application, or take the message as "
							+ "String, byte[], ByteBuffer or PongMessage.");
		}
		try {
			this.codec.check(type);
		}
		catch (IllegalArgumentException ex) {
			throw parameter.error("cannot be decoded from JSON: %s.".formatted(ex.getMessage()),
					"Correct the declaration of the type, or use another type.", ex);
		}
		return new MessageType(MessageType.Kind.JSON, type, parameter.parameter().getParameterType());
	}

}
