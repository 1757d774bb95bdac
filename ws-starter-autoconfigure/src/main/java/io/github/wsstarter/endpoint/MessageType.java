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

import java.lang.reflect.Type;

/**
 * The type of the messages that a method takes.
 *
 * @param kind the kind of the messages
 * @param type the type to decode messages to
 * @param rawType the class of that type
 * @author The ws-starter authors
 */
record MessageType(Kind kind, Type type, Class<?> rawType) {

	/**
	 * Kinds of messages.
	 */
	enum Kind {

		TEXT, BINARY, PONG, JSON

	}

}
