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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A topic that a client asks to subscribe to.
 *
 * @param name the topic
 * @param variables the variables that its pattern captured
 * @author The ws-starter authors
 */
record SubscribedTopic(String name, Map<String, String> variables) {

	/**
	 * Return the value of a variable: one part of the topic, several with dots between
	 * them, or {@code null} if the pattern does not have the variable.
	 */
	@Nullable String variable(String variable) {
		String value = this.variables.get(variable);
		return (value != null && value.startsWith(".")) ? value.substring(1) : value;
	}

}
