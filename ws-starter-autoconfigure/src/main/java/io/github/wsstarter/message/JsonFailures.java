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

package io.github.wsstarter.message;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * Describes errors in a client's JSON in words that the client may see.
 *
 * @author The ws-starter authors
 */
class JsonFailures {

	private static final Set<Class<?>> FRACTIONAL = Set.of(Float.class, Double.class, BigDecimal.class, Number.class);

	private static final Set<JsonToken> ABSENT = EnumSet.of(JsonToken.VALUE_NULL, JsonToken.END_OBJECT);

	private final JsonMapper mapper;

	JsonFailures(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Translate an exception of Jackson.
	 * @param ex the exception
	 * @return the exception to throw instead
	 * @throws InvalidDefinitionException if the client did not cause the failure
	 */
	MessageFormatException translate(JacksonException ex) {
		if (ex instanceof InvalidDefinitionException) {
			throw ex;
		}
		return new MessageFormatException(describe(ex), ex);
	}

	MessageFormatException trailing(TokenStreamLocation location) {
		return new MessageFormatException("Malformed JSON" + location(location), null);
	}

	private String describe(JacksonException ex) {
		if (ex instanceof StreamConstraintsException) {
			return "JSON that is nested too deeply or has too long a value" + location(ex.getLocation());
		}
		if (ex instanceof InputCoercionException) {
			return "%s is out of range".formatted(subject(ex));
		}
		if (ex instanceof StreamReadException) {
			return "Malformed JSON" + location(ex.getLocation());
		}
		if (ex instanceof InvalidTypeIdException typeIdFailure) {
			return describe(typeIdFailure);
		}
		if (ex instanceof UnrecognizedPropertyException) {
			return "%s is unknown".formatted(subject(ex));
		}
		if (ex instanceof MismatchedInputException mismatch) {
			if (ABSENT.contains(mismatch.getCurrentToken()) && !ex.getPath().isEmpty()) {
				return "%s is required".formatted(subject(ex));
			}
			return "%s is not %s".formatted(subject(ex), expected(mismatch.getTargetType()));
		}
		return "%s is not valid".formatted((ex instanceof DatabindException) ? subject(ex) : "The message");
	}

	private String describe(InvalidTypeIdException ex) {
		Collection<String> expected = typeIds(ex.getBaseType());
		return (ex.getTypeId() != null) ? unknownType(ex.getTypeId(), expected)
				: "%s does not say its type, expected one of: %s".formatted(subject(ex), String.join(", ", expected));
	}

	private List<String> typeIds(JavaType type) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		AnnotatedClass annotations = config.classIntrospectorInstance().introspectClassAnnotations(type);
		return config.getSubtypeResolver()
			.collectAndResolveSubtypesByTypeId(config, annotations)
			.stream()
			.map(NamedType::getName)
			.filter(Objects::nonNull)
			.distinct()
			.toList();
	}

	static String unknownType(String id, Collection<String> expected) {
		return "Unknown message type '%s', expected one of: %s".formatted(ErrorMessage.abbreviate(id),
				String.join(", ", expected));
	}

	private static String location(@Nullable TokenStreamLocation location) {
		return (location != null && location.getLineNr() > 0)
				? " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()) : "";
	}

	private static String subject(JacksonException ex) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference reference : ex.getPath()) {
			if (reference.getPropertyName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else {
				path.append((path.isEmpty()) ? "" : ".").append(reference.getPropertyName());
			}
		}
		return (path.isEmpty()) ? "The message" : "Property '%s'".formatted(ErrorMessage.abbreviate(path.toString()));
	}

	private static String expected(@Nullable Class<?> target) {
		if (target == null) {
			return "valid";
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target);
		if (type == Boolean.class) {
			return "a boolean";
		}
		if (Number.class.isAssignableFrom(type)) {
			return (FRACTIONAL.contains(type)) ? "a number" : "an integer";
		}
		if (CharSequence.class.isAssignableFrom(type) || type == Character.class) {
			return "a string";
		}
		if (type.isEnum()) {
			return "one of the allowed values";
		}
		if (Collection.class.isAssignableFrom(type) || type.isArray()) {
			return "an array";
		}
		return (BeanUtils.isSimpleValueType(type)) ? "a valid value" : "an object";
	}

}
