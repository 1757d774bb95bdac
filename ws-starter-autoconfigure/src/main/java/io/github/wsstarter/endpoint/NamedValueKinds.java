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
import java.util.Set;
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
 * The kinds of parameters whose annotation names a value of the handshake request or of a
 * topic.
 *
 * @param conversionService converts the values
 * @param valueResolver resolves placeholders in default values
 * @author The ws-starter authors
 */
record NamedValueKinds(ConversionService conversionService, StringValueResolver valueResolver) {

	List<ArgumentKind> all() {
		NamedValue.Source pathVariable = ofHandshake((handshake, name) -> handshake.pathVariables().get(name));
		return List.of(
				kind(PathVariable.class, "path variable", Scope.PATH,
						(annotation) -> new Declaration(annotation.name(), annotation.required(), null), pathVariable),
				kind(PathParam.class, "path variable", Scope.PATH,
						(annotation) -> new Declaration(annotation.value(), true, null), pathVariable),
				kind(DestinationVariable.class, "topic variable", Scope.TOPIC,
						(annotation) -> new Declaration(annotation.value(), true, null),
						(session, event, name) -> (event instanceof SubscribedTopic topic) ? topic.variable(name)
								: null),
				kind(RequestParam.class, "query parameter", Scope.REQUEST,
						(annotation) -> new Declaration(annotation.name(), annotation.required(),
								annotation.defaultValue()),
						ofHandshake((handshake, name) -> single(handshake.queryParameters().get(name)))),
				kind(RequestHeader.class, "header", Scope.REQUEST,
						(annotation) -> new Declaration(annotation.name(), annotation.required(),
								annotation.defaultValue()),
						ofHandshake((handshake, name) -> single(handshake.headers().get(name)))),
				kind(CookieValue.class, "cookie", Scope.REQUEST,
						(annotation) -> new Declaration(annotation.name(), annotation.required(),
								annotation.defaultValue()),
						ofHandshake((handshake, name) -> handshake.cookies().get(name))));
	}

	private static NamedValue.Source ofHandshake(BiFunction<Handshake, String, @Nullable Object> source) {
		return (session, event, name) -> source.apply(session.getHandshake(), name);
	}

	private static @Nullable Object single(@Nullable List<String> values) {
		return (values != null && values.size() == 1) ? values.get(0) : values;
	}

	private <A extends Annotation> ArgumentKind kind(Class<A> annotationType, String label, Scope scope,
			Function<A, Declaration> declaration, NamedValue.Source source) {
		return new ArgumentKind("@" + annotationType.getSimpleName(),
				(scope == Scope.TOPIC) ? Set.of(HandlerKind.SUBSCRIBE) : HandlerKind.ALL,
				(parameter) -> parameter.annotation(annotationType) != null, (parameter) -> {
					A annotation = parameter.annotation(annotationType);
					Assert.state(annotation != null, "'parameter' must have the annotation");
					Declaration declared = declaration.apply(annotation);
					return argument(parameter, declared, name(parameter, annotationType, declared), label, scope,
							source);
				});
	}

	private static String name(HandlerParameter parameter, Class<?> annotationType, Declaration declared) {
		String name = (!declared.name().isEmpty()) ? declared.name() : parameter.parameter().getParameterName();
		if (!StringUtils.hasText(name)) {
			throw parameter.error("has a @%s without a name.".formatted(annotationType.getSimpleName()),
					"Give the annotation a name or compile with '-parameters'.");
		}
		return name;
	}

	private Argument argument(HandlerParameter parameter, Declaration declared, String name, String label, Scope scope,
			NamedValue.Source source) {
		String text = declared.defaultValue();
		String defaultValue = (text == null || ValueConstants.DEFAULT_NONE.equals(text)) ? null
				: this.valueResolver.resolveStringValue(text);
		boolean required = declared.required() && defaultValue == null && !parameter.isOptional();
		checkVariable(parameter, label, scope, name, required);
		NamedValue value = new NamedValue(label, name, source, required, defaultValue, parameter.targetType(),
				parameter.isWrapped(), this.conversionService);
		value.check(parameter);
		return (scope == Scope.TOPIC) ? ofTopic(value) : value;
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

	/**
	 * Check that the patterns of the method have a variable: all of them if the value is
	 * required, at least one otherwise.
	 */
	private static void checkVariable(HandlerParameter parameter, String label, Scope scope, String name,
			boolean required) {
		PatternVariables paths = parameter.signature().getPathVariables();
		PatternVariables topics = parameter.signature().getTopicVariables();
		PatternVariables variables = (scope == Scope.TOPIC) ? topics : paths;
		List<String> lacking = variables.lacking(name);
		boolean inNone = lacking.size() == variables.captures().size();
		if (scope == Scope.REQUEST || (!inNone && (!required || lacking.isEmpty()))) {
			return;
		}
		boolean inOther = ((scope == Scope.TOPIC) ? paths : topics).names().contains(name);
		throw parameter.error("takes the %s '%s', which the pattern '%s' lacks.".formatted(label, name, lacking.get(0)),
				(inNone && inOther)
						? "Use %s instead.".formatted((scope == Scope.TOPIC) ? "@PathVariable" : "@DestinationVariable")
						: "Use one of the variables of the patterns (%s), or add it to the pattern%s."
							.formatted(variables.describeNames(), (inNone) ? "" : ", or make the parameter optional"));
	}

	/**
	 * Where a value comes from: the path and the topic have only the variables of their
	 * patterns, the request may have any name.
	 */
	private enum Scope {

		REQUEST, PATH, TOPIC

	}

	/**
	 * The declaration of an annotation; an empty name stands for the name of the
	 * parameter.
	 */
	private record Declaration(String name, boolean required, @Nullable String defaultValue) {
	}

}
