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

import java.io.InputStream;
import java.io.Reader;
import java.util.Map;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Parameter types of other APIs, and their replacements.
 *
 * @author The ws-starter authors
 */
class UnsupportedArgument implements ArgumentKind {

	private static final String SESSION = "Use io.github.wsstarter.WsSession instead.";

	private static final String WHOLE = "Take the whole message instead, as String, byte[] or ByteBuffer.";

	private static final Map<Class<?>, String> REPLACEMENTS = Map.of(Session.class, SESSION, WebSocketSession.class,
			SESSION, EndpointConfig.class, SESSION + " It has headers, path variables, principal and attributes.",
			WebSocketMessage.class, WHOLE, Reader.class, WHOLE, InputStream.class, WHOLE);

	@Override
	public String description() {
		return "";
	}

	@Override
	public boolean matches(HandlerParameter parameter) {
		return replacement(parameter) != null;
	}

	@Override
	public Argument argument(HandlerParameter parameter) {
		throw parameter.error("is not supported.", String.valueOf(replacement(parameter)));
	}

	private static @Nullable String replacement(HandlerParameter parameter) {
		Class<?> type = parameter.parameter().getParameterType();
		for (Map.Entry<Class<?>, String> replacement : REPLACEMENTS.entrySet()) {
			if (replacement.getKey().isAssignableFrom(type)) {
				return replacement.getValue();
			}
		}
		return null;
	}

}
