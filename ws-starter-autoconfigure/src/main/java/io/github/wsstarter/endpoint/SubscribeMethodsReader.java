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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.message.TopicName;
import io.github.wsstarter.message.TopicPattern;

/**
 * Reads the methods that decide whether a client may subscribe to topics.
 *
 * @author The ws-starter authors
 */
class SubscribeMethodsReader {

	private final MethodReader methodReader;

	private final ReplyKinds replies;

	private final DeclaredText text;

	private final RequiredTopics topics;

	SubscribeMethodsReader(MethodReader methodReader, ReplyKinds replies, DeclaredText text, RequiredTopics topics) {
		this.methodReader = methodReader;
		this.replies = replies;
		this.text = text;
		this.topics = topics;
	}

	/**
	 * Read methods.
	 * @param signatures the methods
	 * @return the methods, those of the most specific patterns first
	 * @throws EndpointDefinitionException if a method is not declared correctly, or a
	 * topic is declared twice
	 */
	List<SubscribeMethod> read(List<MethodSignature> signatures) {
		Map<String, EndpointMethod> taken = new HashMap<>();
		List<SubscribeMethod> methods = new ArrayList<>();
		for (MethodSignature signature : signatures) {
			List<TopicPattern> patterns = patterns(signature);
			PatternVariables variables = PatternVariables.of(patterns.stream().map(TopicPattern::text).toList());
			EndpointMethod method = this.methodReader.read(signature.withTopics(variables));
			this.topics.get(signature, "its @OnSubscribe declares a topic");
			boolean verdict = this.replies.returnsBoolean(signature);
			for (TopicPattern pattern : patterns) {
				EndpointMethod other = taken.put(PatternVariables.normalForm(pattern.text()), method);
				if (other != null) {
					throw signature.error(
							"the topic '%s' is declared twice%s.".formatted(pattern.text(),
									(other != method) ? ", also by the method '%s'".formatted(other.describe()) : ""),
							"Remove one of the two.");
				}
				methods.add(new SubscribeMethod(pattern, method, verdict));
			}
		}
		methods.sort(Comparator.comparing((method) -> method.pattern().pattern()));
		return List.copyOf(methods);
	}

	private List<TopicPattern> patterns(MethodSignature signature) {
		List<TopicPattern> patterns = new ArrayList<>();
		for (String topic : signature.getRequiredAnnotation(OnSubscribe.class).value()) {
			patterns.add(pattern(signature, topic));
		}
		if (patterns.isEmpty()) {
			throw noTopic(signature);
		}
		return patterns;
	}

	private TopicPattern pattern(MethodSignature signature, String topic) {
		TopicPattern pattern = this.text.parse(topic, TopicPattern::parse, () -> noTopic(signature), (ex) -> signature
			.error("the topic '%s' is invalid: %s".formatted(topic, ex.getMessage()),
					DeclaredText.advice(ex,
							"Use a path pattern of Spring, with dots: 'quotes.{symbol}', 'logs.*' or 'files.{*path}'."),
					ex));
		if (!pattern.canMatch()) {
			throw signature.error("no topic can match '%s'.".formatted(pattern.text()), TopicName.RULES + ".");
		}
		return pattern;
	}

	private static EndpointDefinitionException noTopic(MethodSignature signature) {
		return signature.error("it does not name a topic.",
				"Name one in the annotation, such as @OnSubscribe(\"quotes.{symbol}\").");
	}

}
