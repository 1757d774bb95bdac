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

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

import io.github.wsstarter.message.TopicPattern;

/**
 * The methods that decide whether a client may subscribe to topics.
 *
 * @param methods the methods, those of the most specific patterns first
 * @author The ws-starter authors
 */
record SubscribeMethods(List<SubscribeMethod> methods) {

	SubscribeMethods {
		methods = methods.stream().sorted(Comparator.comparing((method) -> method.pattern().pattern())).toList();
	}

	/**
	 * Find the method for a topic.
	 * @param topic the topic
	 * @return the method with the topic, or {@code null} if no pattern matches
	 */
	@Nullable Match find(String topic) {
		PathContainer path = TopicPattern.path(topic);
		for (SubscribeMethod method : this.methods) {
			Map<String, String> variables = method.pattern().match(path);
			if (variables != null) {
				return new Match(method, new SubscribedTopic(topic, variables));
			}
		}
		return null;
	}

	SubscribeMethods map(UnaryOperator<EndpointMethod> operator) {
		return new SubscribeMethods(this.methods.stream().map((method) -> method.map(operator)).toList());
	}

	/**
	 * The method for a topic.
	 *
	 * @param method the method
	 * @param topic the topic
	 */
	record Match(SubscribeMethod method, SubscribedTopic topic) {
	}

}
