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

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

/**
 * A {@link MessageCodec} for JSON on Jackson.
 * <p>
 * A message that is a member of a sealed type carries its type in the property
 * {@code type}, both ways: the simple name of the class with its first letter in lower
 * case ({@code ChatMessage} is {@code chatMessage}), or what {@code @JsonTypeName} or
 * {@code @JsonSubTypes} say. Types with {@code @JsonTypeInfo} use that instead.
 * <p>
 * Error messages for the client never contain the name of a class or a library. The
 * mapper's {@code StreamReadConstraints} limit all input.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class JacksonMessageCodec implements MessageCodec {

	private final JsonMapper mapper;

	private final JsonFailures failures;

	private final Map<Type, Decoder> decoders = new ConcurrentHashMap<>();

	private final Map<Class<?>, Optional<String>> typeIds = new ConcurrentHashMap<>();

	/**
	 * Create a codec.
	 * @param mapper the mapper
	 */
	public JacksonMessageCodec(JsonMapper mapper) {
		Assert.notNull(mapper, "'mapper' must not be null");
		this.mapper = mapper;
		this.failures = new JsonFailures(mapper);
	}

	@Override
	public String encode(Object payload) {
		Assert.notNull(payload, "'payload' must not be null");
		try {
			Optional<String> typeId = this.typeIds.computeIfAbsent(payload.getClass(), this::findTypeId);
			return this.mapper.writeValueAsString((typeId.isPresent()) ? withTypeId(payload, typeId.get()) : payload);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"An object of %s cannot be encoded as JSON".formatted(payload.getClass()), ex);
		}
	}

	private Optional<String> findTypeId(Class<?> type) {
		return Optional.ofNullable(SealedType.findId(type, this.mapper));
	}

	private JsonNode withTypeId(Object payload, String typeId) {
		JsonNode node = this.mapper.valueToTree(payload);
		if (!node.isObject() || node.has(SealedType.PROPERTY)) {
			return node;
		}
		ObjectNode result = this.mapper.createObjectNode();
		result.put(SealedType.PROPERTY, typeId);
		result.setAll((ObjectNode) node);
		return result;
	}

	@Override
	public Object decode(String text, Type type) throws MessageFormatException {
		if (text.isBlank()) {
			throw new MessageFormatException("Empty message, JSON is expected", null);
		}
		Decoder decoder = decoder(type);
		Object value;
		try (JsonParser parser = this.mapper.createParser(text)) {
			value = decoder.decode(parser);
			if (parser.nextToken() != null) {
				throw this.failures.trailing(parser.currentTokenLocation());
			}
		}
		catch (JacksonException ex) {
			throw this.failures.translate(ex);
		}
		if (value == null) {
			throw new MessageFormatException("The message must not be null", null);
		}
		return value;
	}

	@Override
	public void check(Type type) {
		decoder(type);
	}

	private Decoder decoder(Type type) {
		Decoder decoder = this.decoders.get(type);
		return (decoder != null) ? decoder : this.decoders.computeIfAbsent(type, this::createDecoder);
	}

	private Decoder createDecoder(Type type) {
		JavaType javaType = this.mapper.constructType(type);
		ObjectReader reader = this.mapper.readerFor(javaType).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
		SealedType sealedType = SealedType.find(javaType.getRawClass(), this.mapper);
		if (sealedType == null) {
			return reader::readValue;
		}
		Map<String, ObjectReader> readers = sealedType.readers(reader);
		return (parser) -> sealedType.select(reader.readTree(parser), readers);
	}

	/**
	 * Reads objects of one type.
	 */
	private interface Decoder {

		@Nullable Object decode(JsonParser parser);

	}

}
