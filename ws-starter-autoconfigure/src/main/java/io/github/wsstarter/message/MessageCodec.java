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
 * Converts Java objects to messages and back. Implementations are thread-safe.
 * <p>
 * Text and bytes never reach a codec. They are sent and received as they are.
 * <p>
 * An object is encoded by the thread that sends, publishes or returns it, once for all
 * recipients. A message is decoded by the thread that calls its method, so that a codec
 * may block except in a non-blocking endpoint.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface MessageCodec {

	/**
	 * Encode an object.
	 * @param payload the object, neither text nor bytes
	 * @return the text of the message
	 * @throws IllegalArgumentException if the object cannot be encoded
	 */
	String encode(Object payload);

	/**
	 * Decode the text of a message.
	 * @param text the text, which comes from a client and may be anything
	 * @param type the type to decode to
	 * @return the object
	 * @throws MessageFormatException if the text is not well-formed or does not fit the
	 * type
	 */
	Object decode(String text, Type type) throws MessageFormatException;

	/**
	 * Check at start-up that messages can be decoded to a type.
	 * @param type the type
	 * @throws IllegalArgumentException if the declaration of the type does not allow it
	 */
	default void check(Type type) {
	}

}
