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

package io.github.wsstarter.autoconfigure;

import java.lang.reflect.Type;

import io.github.wsstarter.message.MessageCodec;

/**
 * {@link MessageCodec} of an application without one. Text and bytes can still be sent.
 *
 * @author The ws-starter authors
 */
final class MissingMessageCodec implements MessageCodec {

	@Override
	public String encode(Object payload) {
		throw missing(payload.getClass());
	}

	@Override
	public Object decode(String text, Type type) {
		throw missing(type);
	}

	private static IllegalArgumentException missing(Type type) {
		return new IllegalArgumentException(
				"There is no MessageCodec for %s. Add 'spring-boot-starter-jackson' or declare a bean of type MessageCodec"
					.formatted(type.getTypeName()));
	}

}
