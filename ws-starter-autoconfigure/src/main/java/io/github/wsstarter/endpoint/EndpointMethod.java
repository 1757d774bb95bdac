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
 * @param invocation how it is called
 * @param arguments where the values of its parameters come from
 * @param reply what is made of the value it returns
 * @param maxMessageSize the largest message it takes, in bytes; -1 for that of the
 * endpoint
 * @param messageType the type of the messages it takes, if it takes messages
 * @param failureType the type of the failures it handles, if it handles failures
 * @param destinations the topics that the value it returns is published to, or
 * {@code null} if the client gets it
 * @author The ws-starter authors
 */
record EndpointMethod(Method method, Invocation invocation, List<Argument> arguments, ReplyKind reply,
		int maxMessageSize, @Nullable MessageType messageType, Class<? extends Throwable> failureType,
		@Nullable Destinations destinations) {

	EndpointMethod {
		arguments = List.copyOf(arguments);
	}

	/**
	 * Return this method as it is called on a bean, which may be a proxy.
	 * @param invocable the method to call
	 * @return the method
	 */
	EndpointMethod withMethod(Method invocable) {
		return new EndpointMethod(invocable, new Invocation(invocable), this.arguments, this.reply, this.maxMessageSize,
				this.messageType, this.failureType, this.destinations);
	}

	/**
	 * Return this method with another limit.
	 * @param limit the largest message it takes, in bytes; -1 for that of the endpoint
	 * @return the method
	 */
	EndpointMethod withMaxMessageSize(int limit) {
		return new EndpointMethod(this.method, this.invocation, this.arguments, this.reply, limit, this.messageType,
				this.failureType, this.destinations);
	}

	/**
	 * Call the method.
	 * @param bean the endpoint
	 * @param session the session
	 * @param event the message, the close status, the failure or the topic; {@code null}
	 * when a session opens
	 * @return what the method returned
	 * @throws Exception what the method threw
	 */
	@Nullable Object invoke(Object bean, EndpointSession session, @Nullable Object event) throws Exception {
		return this.invocation.invoke(bean, this.arguments, session, event);
	}

	String describe() {
		return MethodDescription.of(this.method);
	}

}
