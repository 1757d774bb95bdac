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

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.convert.ConversionService;
import org.springframework.util.StringValueResolver;

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

	private final MessageArgument message;

	private final TopicArgument topic = new TopicArgument();

	private final List<ArgumentKind> builtIn;

	private final List<ResolvedArgument> resolved;

	private final List<ArgumentKind> others;

	ArgumentKinds(ConversionService conversionService, StringValueResolver valueResolver, MessageArgument message,
			List<EndpointArgumentResolver> resolvers) {
		this.message = message;
		Stream<ArgumentKind> byType = Stream.of(new SessionArgument(), new PrincipalArgument(), new HeadersArgument(),
				new CloseArgument(), new FailureArgument());
		this.builtIn = Stream.concat(byType, NamedValueKind.all(conversionService, valueResolver).stream()).toList();
		this.resolved = resolvers.stream().map(ResolvedArgument::new).toList();
		this.others = List.of(new UnsupportedArgument(), message, this.topic);
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
			.concat(this.builtIn.stream().filter((kind) -> kind.matches(parameter)),
					this.resolved.stream().filter((kind) -> kind.matches(parameter)).limit(1))
			.toList();
		if (claims.size() > 1) {
			throw parameter.error("can be taken as %s.".formatted(descriptions(claims.stream(), " and as ")),
					"Declare it as one of them.");
		}
		ArgumentKind kind = (!claims.isEmpty()) ? claims.get(0) : unclaimed(parameter);
		if (!kind.isAllowed(method)) {
			throw parameter.error("is not supported in %s methods.".formatted(method), allowed(method));
		}
		return kind;
	}

	private ArgumentKind unclaimed(HandlerParameter parameter) {
		return this.others.stream()
			.filter((kind) -> kind.matches(parameter))
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
				descriptions(kinds.filter((kind) -> kind.isAllowed(method)), ", "));
	}

	private static String descriptions(Stream<ArgumentKind> kinds, String delimiter) {
		return kinds.map(ArgumentKind::description).collect(Collectors.joining(delimiter));
	}

}
