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

import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

import io.github.wsstarter.session.EndpointSession;

/**
 * All kinds of parameters that annotated methods may have.
 * <p>
 * The built-in kinds claim their parameters by type or annotation. Of the parameters that
 * none of them claims, the application's resolvers take theirs, in order; what is left is
 * the message or the topic.
 *
 * @author The ws-starter authors
 */
class ArgumentKinds {

	private static final String SESSION = "Use io.github.wsstarter.WsSession instead.";

	private static final String WHOLE = "Take the whole message instead, as String, byte[] or ByteBuffer.";

	/**
	 * Parameter types of other APIs, and their replacements.
	 */
	private static final Map<Class<?>, String> REPLACEMENTS = Map.of(Session.class, SESSION, WebSocketSession.class,
			SESSION, EndpointConfig.class, SESSION + " It has headers, path variables, principal and attributes.",
			WebSocketMessage.class, WHOLE, Reader.class, WHOLE, InputStream.class, WHOLE);

	private final ArgumentKind message;

	private final ArgumentKind topic;

	private final List<ArgumentKind> builtIn;

	private final List<ArgumentKind> resolved;

	ArgumentKinds(ConversionService conversionService, StringValueResolver valueResolver, MessageArgument message,
			List<EndpointArgumentResolver> resolvers) {
		this.message = ArgumentKind.ofUnclaimed(
				"the message as String, byte[], ByteBuffer, PongMessage or a type to decode from JSON",
				HandlerKind.MESSAGE, (type) -> true, message::argument);
		this.topic = ArgumentKind.ofUnclaimed("the topic as String", HandlerKind.SUBSCRIBE,
				(type) -> type == String.class,
				(parameter) -> (session, event) -> (event instanceof SubscribedTopic asked) ? asked.name() : null);
		this.builtIn = Stream
			.concat(TypedArguments.all().stream(), new NamedValueKinds(conversionService, valueResolver).all().stream())
			.toList();
		this.resolved = resolvers.stream().map(ArgumentKinds::resolved).toList();
	}

	private static ArgumentKind resolved(EndpointArgumentResolver resolver) {
		return new ArgumentKind("what %s supports".formatted(resolver.getClass().getName()), HandlerKind.ALL,
				(parameter) -> supports(resolver, parameter),
				(parameter) -> (session, event) -> resolve(resolver, parameter.parameter(), session, event));
	}

	private static boolean supports(EndpointArgumentResolver resolver, HandlerParameter parameter) {
		try {
			return resolver.supportsParameter(parameter.parameter());
		}
		catch (RuntimeException ex) {
			throw parameter.error("was refused by %s with %s".formatted(resolver.getClass().getName(), ex),
					"Return false from supportsParameter for parameters that the resolver does not know.", ex);
		}
	}

	private static @Nullable Object resolve(EndpointArgumentResolver resolver, MethodParameter parameter,
			EndpointSession session, @Nullable Object event) throws Exception {
		Object value = resolver.resolveArgument(parameter, session,
				(event instanceof SubscribedTopic topic) ? topic.name() : event);
		if (!ClassUtils.isAssignableValue(parameter.getParameterType(), value)) {
			throw new IllegalStateException("%s resolved parameter %d of '%s' to %s, which is not a value of type %s"
				.formatted(resolver.getClass().getName(), parameter.getParameterIndex(), parameter.getExecutable(),
						ClassUtils.getDescriptiveType(value), parameter.getParameterType().getName()));
		}
		return value;
	}

	/**
	 * Find out the kind of a parameter.
	 * @param parameter the parameter
	 * @return the kind, which the parameter's method may have
	 * @throws EndpointDefinitionException if the parameter is of no kind, or of several
	 */
	ArgumentKind kind(HandlerParameter parameter) {
		HandlerKind method = parameter.signature().getKind();
		List<ArgumentKind> claims = Stream
			.concat(this.builtIn.stream().filter((kind) -> kind.matches().test(parameter)),
					this.resolved.stream().filter((kind) -> kind.matches().test(parameter)).limit(1))
			.toList();
		if (claims.size() > 1) {
			throw parameter.error("can be taken as %s.".formatted(descriptions(claims.stream(), " and as ")),
					"Declare it as one of them.");
		}
		ArgumentKind kind = (!claims.isEmpty()) ? claims.get(0) : unclaimed(parameter);
		if (!kind.methods().contains(method)) {
			throw parameter.error("is not supported in %s methods.".formatted(method), allowed(method));
		}
		return kind;
	}

	private ArgumentKind unclaimed(HandlerParameter parameter) {
		Class<?> type = parameter.parameter().getParameterType();
		REPLACEMENTS.forEach((unsupported, replacement) -> {
			if (unsupported.isAssignableFrom(type)) {
				throw parameter.error("is not supported.", replacement);
			}
		});
		return Stream.of(this.message, this.topic)
			.filter((kind) -> kind.matches().test(parameter))
			.findFirst()
			.orElseThrow(() -> parameter.error("is not supported.", allowed(parameter.signature().getKind())));
	}

	boolean isMessage(ArgumentKind kind) {
		return kind == this.message;
	}

	boolean isTopic(ArgumentKind kind) {
		return kind == this.topic;
	}

	String allowed(HandlerKind method) {
		Stream<ArgumentKind> kinds = Stream.of(List.of(this.message, this.topic), this.builtIn, this.resolved)
			.flatMap(List::stream);
		return "%s methods may take: %s.".formatted(method,
				descriptions(kinds.filter((kind) -> kind.methods().contains(method)), ", "));
	}

	private static String descriptions(Stream<ArgumentKind> kinds, String delimiter) {
		return kinds.map(ArgumentKind::description).collect(Collectors.joining(delimiter));
	}

}
