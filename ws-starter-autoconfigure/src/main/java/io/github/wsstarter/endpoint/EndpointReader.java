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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.StringValueResolver;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

import io.github.wsstarter.WsEndpoint;

/**
 * Reads classes annotated with {@link WsEndpoint}.
 *
 * @author The ws-starter authors
 */
class EndpointReader {

	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private final PathPatternParser pathPatternParser;

	private final DeclaredText text;

	private final MethodReader methodReader;

	private final SubscribeMethodsReader subscribeMethodsReader;

	EndpointReader(EndpointServices services, StringValueResolver valueResolver) {
		this.pathPatternParser = services.pathPatternParser();
		this.text = new DeclaredText(valueResolver);
		MessageArgument message = new MessageArgument(services.codec(), services.validator());
		ReplyKinds replies = new ReplyKinds(services.reactiveAdapterRegistry(), services.codec() != null,
				services.extensions().returnValueHandlers());
		RequiredTopics topics = new RequiredTopics(services.topics());
		this.methodReader = new MethodReader(message,
				new ArgumentKinds(services.conversionService(), valueResolver, message,
						services.extensions().argumentResolvers()),
				replies, new DestinationsReader(topics, this.text, replies));
		this.subscribeMethodsReader = new SubscribeMethodsReader(this.methodReader, replies, this.text, topics);
	}

	EndpointModel read(String name, Class<?> type, WsEndpoint annotation) {
		if (AnnotatedElementUtils.hasAnnotation(type, SendTo.class)) {
			throw new EndpointDefinitionException(type, null, "it has @SendTo, which has no effect on a class.",
					"Annotate the methods whose return values are to be published.");
		}
		List<PathPattern> patterns = paths(type, annotation);
		PatternVariables paths = PatternVariables.of(patterns.stream().map(PathPattern::getPatternString).toList());
		List<String> subprotocols = subprotocols(type, annotation);
		EndpointMethod open = atMostOne(type, HandlerKind.OPEN, methods(type, paths, HandlerKind.OPEN));
		List<EndpointMethod> messages = methods(type, paths, HandlerKind.MESSAGE);
		EndpointMethod close = atMostOne(type, HandlerKind.CLOSE, methods(type, paths, HandlerKind.CLOSE));
		List<EndpointMethod> errors = methods(type, paths, HandlerKind.ERROR);
		checkErrors(type, errors);
		List<SubscribeMethod> subscriptions = this.subscribeMethodsReader
			.read(signatures(type, paths, HandlerKind.SUBSCRIBE).toList());
		if (open == null && messages.isEmpty() && close == null && subscriptions.isEmpty()) {
			throw new EndpointDefinitionException(type, null, "it has no method that handles an event.",
					"Annotate a method with jakarta.websocket.OnOpen, OnMessage or OnClose, or with "
							+ "io.github.wsstarter.OnSubscribe.");
		}
		return new EndpointModel(name, type, patterns, subprotocols, open,
				new MessageMethodsReader(type).read(messages), close, errors, subscriptions);
	}

	private List<PathPattern> paths(Class<?> type, WsEndpoint annotation) {
		List<PathPattern> patterns = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (String path : annotation.path()) {
			PathPattern pattern = pattern(type, path);
			if (!seen.add(PatternVariables.normalForm(pattern.getPatternString()))) {
				throw new EndpointDefinitionException(type, null, "the path '%s' is declared twice.".formatted(pattern),
						"Remove one of the two.");
			}
			patterns.add(pattern);
		}
		if (patterns.isEmpty()) {
			throw noPath(type);
		}
		return List.copyOf(patterns);
	}

	private PathPattern pattern(Class<?> type, String path) {
		return this.text.parse(path,
				(resolved) -> this.pathPatternParser.parse(this.pathPatternParser.initFullPathPattern(resolved)),
				() -> noPath(type), (ex) -> invalidPath(type, path, ex));
	}

	private static EndpointDefinitionException invalidPath(Class<?> type, String path, IllegalArgumentException ex) {
		String position = (ex instanceof PatternParseException parse)
				? " (at position %d)".formatted(parse.getPosition()) : "";
		return new EndpointDefinitionException(type, null,
				"the path '%s' is invalid: %s%s".formatted(path, ex.getMessage(), position),
				DeclaredText.advice(ex, "Use a path pattern of Spring, such as '/rooms/{room}' or '/files/{*path}'."),
				ex);
	}

	private static EndpointDefinitionException noPath(Class<?> type) {
		return new EndpointDefinitionException(type, null, "it has no path.",
				"Name one in the annotation, such as @WsEndpoint(\"/ws/chat\").");
	}

	private static List<String> subprotocols(Class<?> type, WsEndpoint annotation) {
		Set<String> seen = new HashSet<>();
		for (String subprotocol : annotation.subprotocols()) {
			if (!TOKEN.matcher(subprotocol).matches()) {
				throw new EndpointDefinitionException(type, null,
						"the subprotocol '%s' is not a token.".formatted(subprotocol),
						"Use letters, digits and any of !#$%&'*+-.^_`|~ only.");
			}
			if (!seen.add(subprotocol)) {
				throw new EndpointDefinitionException(type, null,
						"the subprotocol '%s' is declared twice.".formatted(subprotocol), "Remove one of the two.");
			}
		}
		return List.of(annotation.subprotocols());
	}

	private List<EndpointMethod> methods(Class<?> type, PatternVariables paths, HandlerKind kind) {
		return signatures(type, paths, kind).map(this.methodReader::read).toList();
	}

	private static Stream<MethodSignature> signatures(Class<?> type, PatternVariables paths, HandlerKind kind) {
		MethodIntrospector.MetadataLookup<Boolean> lookup = (
				method) -> (AnnotatedElementUtils.hasAnnotation(method, kind.getAnnotationType())) ? Boolean.TRUE
						: null;
		Set<Method> methods = MethodIntrospector.selectMethods(type, lookup).keySet();
		return methods.stream().map((method) -> new MethodSignature(type, paths, kind, method));
	}

	private static @Nullable EndpointMethod atMostOne(Class<?> type, HandlerKind kind, List<EndpointMethod> methods) {
		if (methods.size() > 1) {
			throw new EndpointDefinitionException(type, methods.get(1).method(),
					"there is another %s method, '%s'.".formatted(kind, methods.get(0).describe()),
					"Keep one of the two.");
		}
		return (methods.isEmpty()) ? null : methods.get(0);
	}

	private static void checkErrors(Class<?> type, List<EndpointMethod> methods) {
		for (EndpointMethod method : methods) {
			for (EndpointMethod other : methods) {
				if (method != other && method.failureType() == other.failureType()) {
					throw new EndpointDefinitionException(type, method.method(),
							"it and the method '%s' both handle %s.".formatted(other.describe(),
									method.failureType().getName()),
							"Keep one of the two, or let them take different exceptions.");
				}
			}
		}
	}

}
