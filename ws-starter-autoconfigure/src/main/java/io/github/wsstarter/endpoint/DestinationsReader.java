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
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.handler.annotation.SendTo;

import io.github.wsstarter.Topics;
import io.github.wsstarter.message.TopicName;

/**
 * Reads the topics to which the methods of endpoints publish.
 *
 * @author The ws-starter authors
 */
class DestinationsReader {

	private final RequiredTopics topics;

	private final DeclaredText text;

	private final ReplyKinds replies;

	DestinationsReader(RequiredTopics topics, DeclaredText text, ReplyKinds replies) {
		this.topics = topics;
		this.text = text;
		this.replies = replies;
	}

	/**
	 * Read a method.
	 * @param signature the method
	 * @return the topics, or {@code null} if the method does not publish
	 * @throws EndpointDefinitionException if the topics are not declared correctly
	 */
	@Nullable Destinations read(MethodSignature signature) {
		SendTo annotation = signature.getMethodAnnotation(SendTo.class);
		if (annotation == null) {
			return null;
		}
		checkMethod(signature);
		List<TopicTemplate> templates = new ArrayList<>();
		for (String destination : annotation.value()) {
			templates.add(template(signature, destination));
		}
		if (templates.isEmpty()) {
			throw noTopic(signature);
		}
		Topics topics = this.topics.get(signature, "its @SendTo publishes to a topic");
		return new Destinations(topics, List.copyOf(templates));
	}

	private void checkMethod(MethodSignature signature) {
		if (signature.getKind() == HandlerKind.SUBSCRIBE) {
			throw signature.error("it has @SendTo, but its return value is the answer to the client that subscribes.",
					"Remove the annotation, or publish with io.github.wsstarter.Topics.");
		}
		if (signature.getKind() == HandlerKind.CLOSE) {
			throw signature.error("it has @SendTo, but @OnClose methods return nothing.",
					"Remove the annotation, or publish with io.github.wsstarter.Topics.");
		}
		if (this.replies.returnsNothing(signature)) {
			throw signature.error("it has @SendTo, but returns no value to publish.",
					"Remove the annotation, or return the value to publish.");
		}
	}

	private TopicTemplate template(MethodSignature signature, String destination) {
		TopicTemplate template = this.text.parse(destination, TopicTemplate::new, () -> noTopic(signature),
				(ex) -> signature.error("its @SendTo with '%s' is invalid: %s".formatted(destination, ex.getMessage()),
						DeclaredText.advice(ex, TopicName.RULES + "."), ex));
		if (!template.isValid()) {
			throw signature.error(
					"it has @SendTo with '%s', which is not a valid topic name.".formatted(template.text()),
					TopicName.RULES + ", such as 'news' or 'chat.{room}'.");
		}
		for (String variable : template.variables()) {
			checkVariable(signature, template, variable);
		}
		return template;
	}

	private static void checkVariable(MethodSignature signature, TopicTemplate template, String variable) {
		PatternVariables variables = signature.getPathVariables();
		List<String> lacking = variables.lacking(variable);
		if (!lacking.isEmpty()) {
			throw signature.error(
					"it has @SendTo with '%s', but the pattern '%s' lacks the path variable '%s'."
						.formatted(template.text(), lacking.get(0), variable),
					"Use a variable that all patterns of the endpoint have (%s), or add it to the pattern."
						.formatted(variables.describeNames()));
		}
		List<String> capturing = variables.capturingSegments(variable);
		if (!capturing.isEmpty()) {
			throw signature.error(
					"it has @SendTo with '%s', but '%s' captures several segments of the pattern '%s'."
						.formatted(template.text(), variable, capturing.get(0)),
					"Use a variable that captures one segment, '{%s}', or publish with io.github.wsstarter.Topics."
						.formatted(variable));
		}
	}

	private static EndpointDefinitionException noTopic(MethodSignature signature) {
		return signature.error("its @SendTo does not name a topic.", "Name one, such as @SendTo(\"chat.{room}\").");
	}

}
