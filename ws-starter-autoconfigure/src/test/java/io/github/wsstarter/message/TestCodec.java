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

package io.github.wsstarter.message;

import java.lang.reflect.Type;

/**
 * Encodes an object as {@code json:}, followed by the object's string. Decodes nothing.
 *
 * @author The ws-starter authors
 */
public final class TestCodec implements MessageCodec {

	@Override
	public String encode(Object payload) {
		return "json:" + payload;
	}

	@Override
	public Object decode(String text, Type type) {
		throw new UnsupportedOperationException();
	}

}
