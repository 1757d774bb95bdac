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

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

import io.github.wsstarter.session.EndpointSession;

/**
 * A value of the handshake request or of a topic, converted to the type of its parameter.
 *
 * @param label a description of the value that the client may see
 * @param name its name
 * @param source supplies the value
 * @param required whether the client must send the value
 * @param defaultValue the value to use if the client did not send one
 * @param type the type of the parameter
 * @param wrapped whether the parameter is an {@code Optional} of the type
 * @param conversionService converts the value
 * @author The ws-starter authors
 */
record NamedValue(String label, String name, Source source, boolean required, @Nullable String defaultValue,
		TypeDescriptor type, boolean wrapped, ConversionService conversionService) implements Argument {

	private static final TypeDescriptor STRING = TypeDescriptor.valueOf(String.class);

	void check(HandlerParameter parameter) {
		if (!this.conversionService.canConvert(STRING, this.type)) {
			throw parameter.error("cannot be converted from a String.",
					"Use a type that Spring's conversion service supports, or register a converter for it.");
		}
		if (this.defaultValue != null) {
			try {
				convert(this.defaultValue);
			}
			catch (ConversionException ex) {
				throw parameter.error(
						"has the default value '%s', which cannot be converted.".formatted(this.defaultValue),
						"Correct the default value.", ex);
			}
		}
		else if (!this.required && this.type.isPrimitive()) {
			throw parameter.error("is primitive, but its value is not required.",
					"Give it a default value, or use %s.".formatted(this.type.getObjectType().getSimpleName()));
		}
	}

	@Override
	public @Nullable Object get(EndpointSession session, @Nullable Object event) {
		Object raw = this.source.get(session, event, this.name);
		if (this.defaultValue != null && (raw == null || "".equals(raw))) {
			raw = this.defaultValue;
		}
		Object value;
		try {
			value = (raw != null) ? convert(raw) : null;
		}
		catch (ConversionException ex) {
			throw new UnusableArgumentException("Invalid %s '%s'".formatted(this.label, this.name), ex);
		}
		if (value == null && (this.required || this.type.isPrimitive())) {
			throw new UnusableArgumentException("Missing %s '%s'".formatted(this.label, this.name), null);
		}
		return (this.wrapped) ? Optional.ofNullable(value) : value;
	}

	private @Nullable Object convert(Object raw) {
		return this.conversionService.convert(raw, TypeDescriptor.forObject(raw), this.type);
	}

	@FunctionalInterface
	interface Source {

		@Nullable Object get(EndpointSession session, @Nullable Object event, String name);

	}

}
