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

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of parameter that methods of endpoints support.
 *
 * @param description a type or an annotation, for the messages of start-up errors
 * @param methods the methods that support such parameters
 * @param matches whether a parameter is of this kind
 * @param argument creates the argument for a parameter of this kind; throws
 * {@link EndpointDefinitionException} if the parameter is not declared correctly
 * @author The ws-starter authors
 */
record ArgumentKind(String description, Set<HandlerKind> methods, Predicate<HandlerParameter> matches,
		Function<HandlerParameter, Argument> argument) {

	static ArgumentKind ofType(String description, Set<HandlerKind> methods, Predicate<Class<?>> types,
			Function<HandlerParameter, Argument> argument) {
		return new ArgumentKind(description, methods,
				(parameter) -> types.test(parameter.parameter().getParameterType()), argument);
	}

	/**
	 * Create a kind that matches the parameters of some methods that nothing else claims.
	 */
	static ArgumentKind ofUnclaimed(String description, HandlerKind method, Predicate<Class<?>> types,
			Function<HandlerParameter, Argument> argument) {
		return new ArgumentKind(description, Set.of(method),
				(parameter) -> parameter.signature().getKind() == method
						&& types.test(parameter.parameter().getParameterType()) && !parameter.hasForeignAnnotation(),
				argument);
	}

}
