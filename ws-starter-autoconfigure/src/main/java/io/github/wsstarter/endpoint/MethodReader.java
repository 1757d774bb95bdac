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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.websocket.OnMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads annotated methods.
 *
 * @author The ws-starter authors
 */
class MethodReader {

	private final MessageArgument message;

	private final ArgumentKinds arguments;

	private final ReplyKinds replies;

	private final DestinationsReader destinations;

	MethodReader(MessageArgument message, ArgumentKinds arguments, ReplyKinds replies,
			DestinationsReader destinations) {
		this.message = message;
		this.arguments = arguments;
		this.replies = replies;
		this.destinations = destinations;
	}

	EndpointMethod read(MethodSignature signature) {
		Method method = signature.getMethod();
		if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
			throw signature.error(
					"it is %s.".formatted((Modifier.isStatic(method.getModifiers())) ? "static" : "private"),
					"Make it an instance method that is at least package-private.");
		}
		List<HandlerParameter> parameters = HandlerParameter.of(signature);
		List<ArgumentKind> kinds = parameters.stream().map(this.arguments::kind).toList();
		List<Argument> values = IntStream.range(0, kinds.size())
			.mapToObj((i) -> kinds.get(i).argument().apply(parameters.get(i)))
			.toList();
		checkTopic(signature, kinds);
		return new EndpointMethod(method, new Invocation(method), values, this.replies.reply(signature),
				maxMessageSize(signature), messageType(signature, parameters, kinds),
				failureType(signature, parameters), this.destinations.read(signature));
	}

	private void checkTopic(MethodSignature signature, List<ArgumentKind> kinds) {
		long topics = kinds.stream().filter(this.arguments::isTopic).count();
		if (topics > 1) {
			throw signature.error("it has %d parameters for the topic.".formatted(topics),
					"Declare at most one, and annotate those for parts of the topic with @DestinationVariable.");
		}
	}

	private int maxMessageSize(MethodSignature signature) {
		OnMessage annotation = signature.getMethodAnnotation(OnMessage.class);
		long size = (signature.getKind() == HandlerKind.MESSAGE && annotation != null) ? annotation.maxMessageSize()
				: -1;
		if (size == -1 || (size > 0 && size <= Integer.MAX_VALUE)) {
			return (int) size;
		}
		throw signature.error("its maxMessageSize is %d.".formatted(size),
				"Use a number of bytes from 1 to %d, or leave it out.".formatted(Integer.MAX_VALUE));
	}

	private @Nullable MessageType messageType(MethodSignature signature, List<HandlerParameter> parameters,
			List<ArgumentKind> kinds) {
		if (signature.getKind() != HandlerKind.MESSAGE) {
			return null;
		}
		List<HandlerParameter> messages = IntStream.range(0, kinds.size())
			.filter((i) -> this.arguments.isMessage(kinds.get(i)))
			.mapToObj(parameters::get)
			.toList();
		if (messages.size() != 1) {
			throw signature.error(
					(messages.isEmpty()) ? "it has no parameter for the message."
							: "it has %d parameters for the message: %s.".formatted(messages.size(), names(messages)),
					"Declare exactly one. " + this.arguments.allowed(HandlerKind.MESSAGE));
		}
		return this.message.messageType(messages.get(0));
	}

	private static String names(List<HandlerParameter> parameters) {
		return parameters.stream().map(HandlerParameter::describe).collect(Collectors.joining(" and "));
	}

	private Class<? extends Throwable> failureType(MethodSignature signature, List<HandlerParameter> parameters) {
		List<Class<?>> types = parameters.stream()
			.<Class<?>>map((parameter) -> parameter.parameter().getParameterType())
			.filter(Throwable.class::isAssignableFrom)
			.toList();
		if (types.size() > 1) {
			throw signature.error("it has %d parameters for the failure.".formatted(types.size()),
					"Declare at most one. Without one the method handles all failures.");
		}
		return (types.isEmpty()) ? Throwable.class : types.get(0).asSubclass(Throwable.class);
	}

}
