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

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;

import io.github.wsstarter.session.EndpointSession;

/**
 * A value that an {@link EndpointArgumentResolver} resolves.
 *
 * @param resolver the resolver
 * @author The ws-starter authors
 */
record ResolvedArgument(EndpointArgumentResolver resolver) implements ArgumentKind {

	@Override
	public String description() {
		return "what %s supports".formatted(this.resolver.getClass().getName());
	}

	@Override
	public boolean matches(HandlerParameter parameter) {
		return this.resolver.supportsParameter(parameter.parameter());
	}

	@Override
	public Argument argument(HandlerParameter parameter) {
		return (session, event) -> resolve(parameter.parameter(), session, event);
	}

	private @Nullable Object resolve(MethodParameter parameter, EndpointSession session, @Nullable Object event)
			throws Exception {
		Object value = this.resolver.resolveArgument(parameter, session,
				(event instanceof SubscribedTopic topic) ? topic.name() : event);
		if (!ClassUtils.isAssignableValue(parameter.getParameterType(), value)) {
			throw new IllegalStateException("%s resolved parameter %d of '%s' to %s, which is not a value of type %s"
				.formatted(this.resolver.getClass().getName(), parameter.getParameterIndex(), parameter.getExecutable(),
						ClassUtils.getDescriptiveType(value), parameter.getParameterType().getName()));
		}
		return value;
	}

}
