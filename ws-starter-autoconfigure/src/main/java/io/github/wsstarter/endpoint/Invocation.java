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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

import io.github.wsstarter.session.EndpointSession;

/**
 * Calls a method. Methods with up to two parameters, such as most that take messages, are
 * called without an array for the arguments.
 *
 * @author The ws-starter authors
 */
final class Invocation {

	private static final int FEW = 2;

	private final int count;

	private final MethodHandle handle;

	Invocation(Method method) {
		this.count = method.getParameterCount();
		this.handle = handle(method, this.count);
	}

	private static MethodHandle handle(Method method, int count) {
		ReflectionUtils.makeAccessible(method);
		try {
			MethodHandle handle = MethodHandles.lookup()
				.unreflect(method)
				.asFixedArity()
				.asType(MethodType.genericMethodType(count + 1));
			return (count > FEW) ? handle.asSpreader(Object[].class, count) : handle;
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("'%s' cannot be called".formatted(MethodDescription.of(method)), ex);
		}
	}

	@Nullable Object invoke(Object bean, List<Argument> arguments, EndpointSession session, @Nullable Object event)
			throws Exception {
		try {
			return switch (this.count) {
				case 0 -> (Object) this.handle.invokeExact(bean);
				case 1 -> (Object) this.handle.invokeExact(bean, arguments.get(0).get(session, event));
				case FEW -> (Object) this.handle.invokeExact(bean, arguments.get(0).get(session, event),
						arguments.get(1).get(session, event));
				default -> (Object) this.handle.invokeExact(bean, values(arguments, session, event));
			};
		}
		catch (Throwable ex) {
			ReflectionUtils.rethrowException(ex);
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object[] values(List<Argument> arguments, EndpointSession session, @Nullable Object event)
			throws Exception {
		@Nullable Object[] values = new Object[arguments.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = arguments.get(i).get(session, event);
		}
		return values;
	}

}
