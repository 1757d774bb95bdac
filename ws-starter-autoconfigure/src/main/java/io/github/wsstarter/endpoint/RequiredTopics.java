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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.Topics;

/**
 * The topics that some methods of endpoints need.
 *
 * @param topics supplies the topics, or {@code null} if there are none; called only if a
 * method needs them
 * @author The ws-starter authors
 */
record RequiredTopics(Supplier<@Nullable Topics> topics) {

	/**
	 * Return the topics.
	 * @param signature the method that needs them
	 * @param use what the method needs them for, such as "its @SendTo publishes to a
	 * topic"
	 * @return the topics
	 * @throws EndpointDefinitionException if there are none
	 */
	Topics get(MethodSignature signature, String use) {
		Topics topics = this.topics.get();
		if (topics == null) {
			throw signature.error(use + ", but there is no bean of type Topics.",
					"Remove io.github.wsstarter.autoconfigure.TopicAutoConfiguration from the excluded "
							+ "auto-configurations or declare a bean of type io.github.wsstarter.Topics. Otherwise "
							+ "remove the annotation.");
		}
		return topics;
	}

}
