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

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * All kinds of return values that methods of endpoints support.
 *
 * @author The ws-starter authors
 */
class ReplyKinds {

	/**
	 * Types that hold a value elsewhere in Spring, and of which JSON would show their own
	 * properties.
	 */
	private static final List<Class<?>> NO_MESSAGES = List.of(Future.class, Callable.class, HttpEntity.class,
			DeferredResult.class);

	private final ReactiveAdapterRegistry reactiveAdapterRegistry;

	private final boolean json;

	private final List<EndpointReturnValueHandler> handlers;

	ReplyKinds(ReactiveAdapterRegistry reactiveAdapterRegistry, boolean json,
			List<EndpointReturnValueHandler> handlers) {
		this.reactiveAdapterRegistry = reactiveAdapterRegistry;
		this.json = json;
		this.handlers = handlers;
	}

	ReplyKind reply(MethodSignature signature) {
		ResolvableType type = signature.getResolvedReturnType();
		Class<?> rawType = type.resolve(Object.class);
		if (signature.getKind() == HandlerKind.CLOSE) {
			return close(signature, type, rawType);
		}
		if (isVoid(rawType)) {
			return ReplyKind.NONE;
		}
		MethodParameter returnType = signature.getReturnType();
		for (EndpointReturnValueHandler handler : this.handlers) {
			if (supports(handler, signature, returnType)) {
				return (returned, session, replies) -> handler.handleReturnValue(returned, returnType, session,
						replies);
			}
		}
		return builtIn(signature, type, rawType);
	}

	private static boolean supports(EndpointReturnValueHandler handler, MethodSignature signature,
			MethodParameter returnType) {
		try {
			return handler.supportsReturnType(returnType);
		}
		catch (RuntimeException ex) {
			throw signature.error(
					"its return type was refused by %s with %s.".formatted(handler.getClass().getName(), ex),
					"Return false from supportsReturnType for types that the handler does not know.", ex);
		}
	}

	private ReplyKind builtIn(MethodSignature signature, ResolvableType type, Class<?> rawType) {
		if (rawType == Object.class) {
			return (returned, session, replies) -> undeclared(returned).reply(returned, session, replies);
		}
		if (CompletionStage.class.isAssignableFrom(rawType)) {
			checkElement(signature, type.as(CompletionStage.class).getGeneric());
			return ReplyKind.STAGE;
		}
		ReactiveAdapter adapter = this.reactiveAdapterRegistry.getAdapter(rawType);
		if (adapter != null) {
			if (signature.getKind() == HandlerKind.SUBSCRIBE && adapter.isMultiValue()) {
				throw signature.error("it returns %s, which may have many values.".formatted(rawType.getSimpleName()),
						"@OnSubscribe methods may return: void, boolean, the state of the topic, or a CompletionStage or "
								+ "reactive type of one value, such as Mono, of any of these.");
			}
			checkElement(signature, type.getGeneric());
			return reactive(adapter);
		}
		checkElement(signature, type);
		return ReplyKind.VALUE;
	}

	private static ReplyKind reactive(ReactiveAdapter adapter) {
		return (returned, session, replies) -> (returned != null)
				? ReplySubscriber.subscribe(adapter, returned, replies) : null;
	}

	private ReplyKind undeclared(@Nullable Object returned) {
		if (returned == null || returned instanceof Optional) {
			return ReplyKind.VALUE;
		}
		if (returned instanceof CompletionStage) {
			return ReplyKind.STAGE;
		}
		ReactiveAdapter adapter = this.reactiveAdapterRegistry.getAdapter(returned.getClass());
		return (adapter != null) ? reactive(adapter) : ReplyKind.VALUE;
	}

	/**
	 * Return whether a method never returns a value, at once or later.
	 * @param signature the method
	 * @return whether the method returns no value
	 */
	boolean returnsNothing(MethodSignature signature) {
		return isVoid(valueType(signature).resolve(Object.class));
	}

	/**
	 * Return whether a method returns a boolean, at once or later.
	 * @param signature the method
	 * @return whether the method returns a boolean
	 */
	boolean returnsBoolean(MethodSignature signature) {
		ResolvableType type = valueType(signature);
		Class<?> value = (type.resolve() == Optional.class) ? type.getGeneric().resolve() : type.resolve();
		return value == boolean.class || value == Boolean.class;
	}

	private ResolvableType valueType(MethodSignature signature) {
		ResolvableType type = signature.getResolvedReturnType();
		Class<?> rawType = type.resolve(Object.class);
		if (CompletionStage.class.isAssignableFrom(rawType)) {
			return type.as(CompletionStage.class).getGeneric();
		}
		ReactiveAdapter adapter = this.reactiveAdapterRegistry.getAdapter(rawType);
		if (adapter == null) {
			return type;
		}
		return (adapter.isNoValue()) ? ResolvableType.forClass(Void.class) : type.getGeneric();
	}

	private ReplyKind close(MethodSignature signature, ResolvableType type, Class<?> rawType) {
		if (isVoid(rawType)) {
			return ReplyKind.NONE;
		}
		if (CompletionStage.class.isAssignableFrom(rawType)
				&& type.as(CompletionStage.class).getGeneric().resolve() == Void.class) {
			return ReplyKind.STAGE;
		}
		throw signature.error("it returns a reply, but the session is closed.",
				"@OnClose methods may return: void or CompletionStage<Void>.");
	}

	private void checkElement(MethodSignature signature, ResolvableType type) {
		Class<?> element = (type.resolve() == Optional.class) ? type.getGeneric().resolve() : type.resolve();
		if (element != null && NO_MESSAGES.stream().anyMatch((other) -> other.isAssignableFrom(element))) {
			throw signature.error("it returns %s, which is not a message.".formatted(element.getSimpleName()),
					"Return the message, or a CompletionStage or reactive type of messages.");
		}
		if (!this.json && !isEncoded(element)) {
			throw signature.error(
					"it returns %s, which needs JSON, but there is no codec for it."
						.formatted((element != null) ? element.getSimpleName() : "a value"),
					"Add 'org.springframework.boot:spring-boot-jackson' to the application, or return String, byte[] "
							+ "or ByteBuffer.");
		}
	}

	private static boolean isEncoded(@Nullable Class<?> type) {
		return type == null || type == Object.class || isVoid(type) || CharSequence.class.isAssignableFrom(type)
				|| type == byte[].class || ByteBuffer.class.isAssignableFrom(type);
	}

	private static boolean isVoid(Class<?> type) {
		return type == void.class || type == Void.class;
	}

}
