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
 *
 * @author The ws-starter authors
 */
class ArgumentKinds {

	private final MessageArgument message;

	private final TopicArgument topic = new TopicArgument();

	private final List<ArgumentKind> others;

	ArgumentKinds(ConversionService conversionService, StringValueResolver valueResolver, MessageArgument message) {
		this.message = message;
		Stream<ArgumentKind> byType = Stream.of(new SessionArgument(), new PrincipalArgument(), new HeadersArgument(),
				new CloseArgument(), new FailureArgument(), new UnsupportedArgument());
		this.others = Stream.concat(byType, NamedValueKind.all(conversionService, valueResolver).stream()).toList();
	}

	/**
	 * Create the argument for a parameter.
	 * @param parameter the parameter
	 * @return the argument
	 * @throws EndpointDefinitionException if the parameter is of no kind, or of several
	 */
	Argument argument(HandlerParameter parameter) {
		ArgumentKind kind = kind(parameter);
		if (!kind.isAllowed(parameter.signature().getKind())) {
			throw parameter.error("is not supported in %s methods.".formatted(parameter.signature().getKind()),
					allowed(parameter.signature().getKind()));
		}
		return kind.argument(parameter);
	}

	boolean isMessage(HandlerParameter parameter) {
		return kind(parameter) == this.message;
	}

	boolean isTopic(HandlerParameter parameter) {
		return kind(parameter) == this.topic;
	}

	private ArgumentKind kind(HandlerParameter parameter) {
		List<ArgumentKind> kinds = this.others.stream().filter((kind) -> kind.matches(parameter)).toList();
		if (kinds.size() > 1) {
			throw parameter.error("can be taken as %s.".formatted(descriptions(kinds.stream(), " and as ")),
					"Declare it as one of them.");
		}
		if (!kinds.isEmpty()) {
			return kinds.get(0);
		}
		return Stream.of(this.message, this.topic)
			.filter((kind) -> kind.matches(parameter))
			.findFirst()
			.orElseThrow(() -> parameter.error("is not supported.", allowed(parameter.signature().getKind())));
	}

	String allowed(HandlerKind kind) {
		Stream<ArgumentKind> kinds = Stream.concat(Stream.of(this.message, this.topic), this.others.stream());
		return "%s methods may take: %s.".formatted(kind,
				descriptions(kinds.filter((candidate) -> candidate.isAllowed(kind)), ", "));
	}

	private static String descriptions(Stream<ArgumentKind> kinds, String delimiter) {
		return kinds.map(ArgumentKind::description)
			.filter((description) -> !description.isEmpty())
			.collect(Collectors.joining(delimiter));
	}

}
