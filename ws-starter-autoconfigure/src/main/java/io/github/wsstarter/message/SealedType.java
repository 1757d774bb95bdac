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

import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

import org.springframework.util.StringUtils;

/**
 * The members of a sealed type, and the ids that identify them in messages. Immutable.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SealedType {

	static final String PROPERTY = "type";

	private final Map<String, Class<?>> members;

	private SealedType(Map<String, Class<?>> members) {
		this.members = members;
	}

	/**
	 * Return the sealed types among a type and its supertypes. Types of the JDK do not
	 * count.
	 * @param type the type
	 * @return the sealed types, the type itself first if it is sealed
	 */
	public static Stream<Class<?>> sealedSupertypes(Class<?> type) {
		return supertypes(type).filter((candidate) -> candidate.isSealed() && !candidate.getName().startsWith("java."))
			.distinct();
	}

	private static Stream<Class<?>> supertypes(Class<?> type) {
		Stream<Class<?>> parents = Stream.concat(Stream.ofNullable(type.getSuperclass()),
				Stream.of(type.getInterfaces()));
		return Stream.concat(Stream.of(type), parents.flatMap(SealedType::supertypes));
	}

	/**
	 * Return a type and the types that it permits, directly or not.
	 * @param type the type
	 * @return the types, each before those that it permits
	 */
	public static Stream<Class<?>> permitted(Class<?> type) {
		Stream<Class<?>> permitted = (type.isSealed())
				? Stream.of(type.getPermittedSubclasses()).flatMap(SealedType::permitted) : Stream.empty();
		return Stream.concat(Stream.of(type), permitted);
	}

	/**
	 * Find the sealed type of messages that carry an id which is not declared to Jackson.
	 * @param type a sealed type or a member of one
	 * @param mapper the mapper
	 * @return the sealed type, or {@code null} if messages of the type do not carry an
	 * id, or if Jackson handles the id
	 */
	static @Nullable SealedType find(Class<?> type, JsonMapper mapper) {
		if (sealedSupertypes(type).findAny().isEmpty() || type.isEnum() || isKnownToJackson(type, mapper)) {
			return null;
		}
		Map<String, Class<?>> members = new LinkedHashMap<>();
		for (Class<?> member : members(type)) {
			String id = id(member, mapper);
			Class<?> other = members.put(id, member);
			if (other != null) {
				throw new IllegalArgumentException(
						"%s and %s are both known as message type '%s'".formatted(other, member, id));
			}
		}
		return new SealedType(members);
	}

	static @Nullable String findId(Class<?> member, JsonMapper mapper) {
		return (!sealedParents(member).isEmpty() && !member.isEnum() && !isKnownToJackson(member, mapper))
				? id(member, mapper) : null;
	}

	private static List<Class<?>> sealedParents(Class<?> type) {
		return sealedSupertypes(type).filter((parent) -> parent != type).toList();
	}

	private static List<Class<?>> members(Class<?> type) {
		return permitted(type).filter((member) -> {
			boolean isAbstract = Modifier.isAbstract(member.getModifiers());
			if (isAbstract && !member.isSealed()) {
				throw new IllegalArgumentException(
						"%s is abstract and not sealed, so that its subtypes are not known".formatted(member));
			}
			return !isAbstract;
		}).distinct().toList();
	}

	private static boolean isKnownToJackson(Class<?> type, JsonMapper mapper) {
		DeserializationConfig config = mapper.deserializationConfig();
		return config.getAnnotationIntrospector().findPolymorphicTypeInfo(config, annotations(type, mapper)) != null;
	}

	private static String id(Class<?> member, JsonMapper mapper) {
		DeserializationConfig config = mapper.deserializationConfig();
		return Stream.concat(Stream.of(member), sealedParents(member).stream())
			.flatMap((type) -> config.getSubtypeResolver()
				.collectAndResolveSubtypesByClass(config, annotations(type, mapper))
				.stream())
			.filter((subtype) -> subtype.getType() == member && StringUtils.hasText(subtype.getName()))
			.map(NamedType::getName)
			.findFirst()
			.orElseGet(() -> StringUtils.uncapitalize(member.getSimpleName()));
	}

	private static AnnotatedClass annotations(Class<?> type, JsonMapper mapper) {
		return mapper.deserializationConfig()
			.classIntrospectorInstance()
			.introspectClassAnnotations(mapper.constructType(type));
	}

	Map<String, ObjectReader> readers(ObjectReader reader) {
		Map<String, ObjectReader> readers = new LinkedHashMap<>();
		this.members.forEach((id, member) -> readers.put(id, reader.forType(member).withHandler(new SkipTypeId())));
		return readers;
	}

	@Nullable Object select(JsonNode message, Map<String, ObjectReader> readers) {
		if (message.isNull()) {
			return null;
		}
		if (!message.isObject()) {
			throw new MessageFormatException("The message is not an object", null);
		}
		JsonNode id = message.get(PROPERTY);
		if (id == null || !id.isString()) {
			throw new MessageFormatException("The message has no property 'type', expected one of: %s"
				.formatted(String.join(", ", readers.keySet())), null);
		}
		ObjectReader reader = readers.get(id.stringValue());
		if (reader == null) {
			throw new MessageFormatException(JsonFailures.unknownType(id.stringValue(), readers.keySet()), null);
		}
		return reader.readValue(message);
	}

	/**
	 * Ignores the id of a message, which is not a property of the member.
	 */
	private static final class SkipTypeId extends DeserializationProblemHandler {

		@Override
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
				ValueDeserializer<?> deserializer, Object beanOrClass, String propertyName) {
			TokenStreamContext parent = parser.streamReadContext().getParent();
			if (!PROPERTY.equals(propertyName) || parent == null || !parent.inRoot()) {
				return false;
			}
			parser.skipChildren();
			return true;
		}

	}

}
