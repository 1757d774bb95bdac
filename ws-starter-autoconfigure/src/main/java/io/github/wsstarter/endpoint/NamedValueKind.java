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
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.websocket.server.PathParam;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

import io.github.wsstarter.session.Handshake;

/**
 * Parameters whose annotation names a value of the handshake request or of a topic.
 *
 * @param <A> the type of the annotation
 * @author The ws-starter authors
 */
final class NamedValueKind<A extends Annotation> implements ArgumentKind {

	private final Class<A> annotationType;

	private final String label;

	private final ValueScope scope;

	private final Function<A, Declaration> declaration;

	private final NamedValue.Source source;

	private final ConversionService conversionService;

	private final StringValueResolver valueResolver;

	private NamedValueKind(Class<A> annotationType, String label, ValueScope scope,
			Function<A, Declaration> declaration, NamedValue.Source source, ConversionService conversionService,
			StringValueResolver valueResolver) {
		this.annotationType = annotationType;
		this.label = label;
		this.scope = scope;
		this.declaration = declaration;
		this.source = source;
		this.conversionService = conversionService;
		this.valueResolver = valueResolver;
	}

	/**
	 * Return all kinds of named values.
	 * @param conversionService converts the values
	 * @param valueResolver resolves placeholders in default values
	 * @return the kinds
	 */
	static List<ArgumentKind> all(ConversionService conversionService, StringValueResolver valueResolver) {
		return List.of(
				new NamedValueKind<>(PathVariable.class, "path variable", ValueScope.PATH,
						(annotation) -> new Declaration(annotation.name(), annotation.required(), null),
						ofHandshake((handshake, name) -> handshake.pathVariables().get(name)), conversionService,
						valueResolver),
				new NamedValueKind<>(PathParam.class, "path variable", ValueScope.PATH,
						(annotation) -> new Declaration(annotation.value(), true, null),
						ofHandshake((handshake, name) -> handshake.pathVariables().get(name)), conversionService,
						valueResolver),
				new NamedValueKind<>(DestinationVariable.class, "topic variable", ValueScope.TOPIC,
						(annotation) -> new Declaration(annotation.value(), true, null),
						(session, event, name) -> (event instanceof SubscribedTopic topic) ? topic.variable(name)
								: null,
						conversionService, valueResolver),
				new NamedValueKind<>(RequestParam.class, "query parameter", ValueScope.REQUEST,
						(annotation) -> new Declaration(annotation.name(), annotation.required(),
								annotation.defaultValue()),
						ofHandshake((handshake, name) -> single(handshake.queryParameters().get(name))),
						conversionService, valueResolver),
				new NamedValueKind<>(RequestHeader.class, "header", ValueScope.REQUEST,
						(annotation) -> new Declaration(annotation.name(), annotation.required(),
								annotation.defaultValue()),
						ofHandshake((handshake, name) -> single(handshake.headers().get(name))), conversionService,
						valueResolver),
				new NamedValueKind<>(CookieValue.class, "cookie", ValueScope.REQUEST,
						(annotation) -> new Declaration(annotation.name(), annotation.required(),
								annotation.defaultValue()),
						ofHandshake((handshake, name) -> handshake.cookies().get(name)), conversionService,
						valueResolver));
	}

	private static NamedValue.Source ofHandshake(BiFunction<Handshake, String, @Nullable Object> source) {
		return (session, event, name) -> source.apply(session.getHandshake(), name);
	}

	private static @Nullable Object single(@Nullable List<String> values) {
		return (values != null && values.size() == 1) ? values.get(0) : values;
	}

	@Override
	public String description() {
		return "@" + this.annotationType.getSimpleName();
	}

	@Override
	public boolean isAllowed(HandlerKind kind) {
		return this.scope != ValueScope.TOPIC || kind == HandlerKind.SUBSCRIBE;
	}

	@Override
	public boolean matches(HandlerParameter parameter) {
		return parameter.annotation(this.annotationType) != null;
	}

	@Override
	public Argument argument(HandlerParameter parameter) {
		A annotation = parameter.annotation(this.annotationType);
		Assert.state(annotation != null, "'parameter' must have the annotation");
		Declaration declared = this.declaration.apply(annotation);
		String name = name(parameter, declared);
		String defaultValue = defaultValue(declared);
		boolean required = declared.required() && defaultValue == null && !parameter.isOptional();
		this.scope.check(parameter, this.label, name, required);
		NamedValue value = new NamedValue(this.label, name, this.source, required, defaultValue, parameter.targetType(),
				parameter.isWrapped(), this.conversionService);
		value.check(parameter);
		return (this.scope == ValueScope.TOPIC) ? ofTopic(value) : value;
	}

	private static Argument ofTopic(NamedValue value) {
		return (session, event) -> {
			try {
				return value.get(session, event);
			}
			catch (UnusableArgumentException ex) {
				throw new UnusableTopicException(ex);
			}
		};
	}

	private String name(HandlerParameter parameter, Declaration declared) {
		String name = (!declared.name().isEmpty()) ? declared.name() : parameter.parameter().getParameterName();
		if (!StringUtils.hasText(name)) {
			throw parameter.error("has a %s without a name.".formatted(description()),
					"Give the annotation a name or compile with '-parameters'.");
		}
		return name;
	}

	private @Nullable String defaultValue(Declaration declared) {
		String value = declared.defaultValue();
		return (value == null || ValueConstants.DEFAULT_NONE.equals(value)) ? null
				: this.valueResolver.resolveStringValue(value);
	}

	/**
	 * The declaration of an annotation.
	 *
	 * @param name the name, empty for the name of the parameter
	 * @param required whether the value is required
	 * @param defaultValue the default value
	 */
	private record Declaration(String name, boolean required, @Nullable String defaultValue) {
	}

}
