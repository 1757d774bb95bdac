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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.session.EndpointSession;

/**
 * A method of an endpoint, ready to be called.
 *
 * @param method the method
 * @param invocation calls the method
 * @param arguments supply the values of the parameters
 * @param reply handles the return value
 * @param maxMessageSize the maximum size of a message in bytes; -1 for that of the
 * endpoint
 * @param messageType the type of the messages, if the method takes messages
 * @param failureType the type of the failures, if the method handles failures
 * @param destinations the topics to which the return value is published, or {@code null}
 * if it is sent to the client
 * @author The ws-starter authors
 */
record EndpointMethod(Method method, Invocation invocation, List<Argument> arguments, ReplyKind reply,
		int maxMessageSize, @Nullable MessageType messageType, Class<? extends Throwable> failureType,
		@Nullable Destinations destinations) {

	EndpointMethod {
		arguments = List.copyOf(arguments);
	}

	/**
	 * Return this method with the method to call on a bean, which may be a proxy.
	 */
	EndpointMethod withMethod(Method invocable) {
		return new EndpointMethod(invocable, new Invocation(invocable), this.arguments, this.reply, this.maxMessageSize,
				this.messageType, this.failureType, this.destinations);
	}

	EndpointMethod withMaxMessageSize(int limit) {
		return new EndpointMethod(this.method, this.invocation, this.arguments, this.reply, limit, this.messageType,
				this.failureType, this.destinations);
	}

	/**
	 * Call the method with an event: the message, close status, failure or topic;
	 * {@code null} when a session opens.
	 */
	@Nullable Object invoke(Object bean, EndpointSession session, @Nullable Object event) throws Exception {
		return this.invocation.invoke(bean, this.arguments, session, event);
	}

	String describe() {
		return MethodDescription.of(this.method);
	}

}
