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

/**
 * The scope of a named value, which determines the available names.
 *
 * @author The ws-starter authors
 */
enum ValueScope {

	/**
	 * The handshake request, in which any name may occur.
	 */
	REQUEST,

	/**
	 * The path of the endpoint.
	 */
	PATH,

	/**
	 * The topic that a client asks to subscribe to.
	 */
	TOPIC;

	/**
	 * Check that the patterns of a parameter's method have a variable.
	 * @param parameter the parameter
	 * @param label a description of the value
	 * @param name the name
	 * @param required whether all patterns must have the variable, or only one
	 * @throws EndpointDefinitionException if the patterns do not have the variable
	 */
	void check(HandlerParameter parameter, String label, String name, boolean required) {
		PatternVariables paths = parameter.signature().getPaths().variables();
		PatternVariables topics = parameter.signature().getTopics();
		if (this == PATH) {
			check(parameter, label, name, required, paths,
					(topics.names().contains(name)) ? "@DestinationVariable" : "");
		}
		else if (this == TOPIC) {
			check(parameter, label, name, required, topics, (paths.names().contains(name)) ? "@PathVariable" : "");
		}
	}

	private static void check(HandlerParameter parameter, String label, String name, boolean required,
			PatternVariables variables, String alternative) {
		List<String> lacking = variables.lacking(name);
		boolean inNone = lacking.size() == variables.captures().size();
		if (!inNone && (!required || lacking.isEmpty())) {
			return;
		}
		throw parameter.error("takes the %s '%s', which the pattern '%s' lacks.".formatted(label, name, lacking.get(0)),
				(inNone && !alternative.isEmpty()) ? "Use %s instead.".formatted(alternative)
						: "Use one of the variables of the patterns (%s), or add it to the pattern%s."
							.formatted(variables.describeNames(), (inNone) ? "" : ", or make the parameter optional"));
	}

}
