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

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;

/**
 * The built-in kinds of parameters that are recognized by their type.
 *
 * @author The ws-starter authors
 */
final class TypedArguments {

	private TypedArguments() {
	}

	static List<ArgumentKind> all() {
		return List.of(
				ArgumentKind.ofType("WsSession", HandlerKind.ALL, (type) -> type == WsSession.class,
						(parameter) -> (session, event) -> session),
				new ArgumentKind("Principal or a subtype", HandlerKind.ALL,
						(parameter) -> Principal.class.isAssignableFrom(parameter.valueType()),
						TypedArguments::principal),
				ArgumentKind.ofType("HttpHeaders", HandlerKind.ALL, (type) -> type == HttpHeaders.class,
						(parameter) -> (session, event) -> session.getHandshake().headers()),
				ArgumentKind.ofType("CloseStatus or CloseReason", Set.of(HandlerKind.CLOSE),
						(type) -> type == CloseStatus.class || type == CloseReason.class, TypedArguments::close),
				ArgumentKind.ofType("Throwable or a subtype", Set.of(HandlerKind.ERROR),
						Throwable.class::isAssignableFrom, (parameter) -> (session, event) -> event));
	}

	private static Argument principal(HandlerParameter parameter) {
		Class<?> type = parameter.valueType();
		boolean required = !parameter.isOptional();
		boolean wrapped = parameter.isWrapped();
		return (session, event) -> {
			Principal principal = session.getHandshake().principal();
			Principal value = (type.isInstance(principal)) ? principal : null;
			if (value == null && required) {
				throw new UnusableArgumentException("Missing principal", null);
			}
			return (wrapped) ? Optional.ofNullable(value) : value;
		};
	}

	private static Argument close(HandlerParameter parameter) {
		if (parameter.parameter().getParameterType() == CloseStatus.class) {
			return (session, event) -> event;
		}
		return (session, event) -> {
			Assert.state(event instanceof CloseStatus, "'event' must be a close status");
			CloseStatus status = (CloseStatus) event;
			return new CloseReason(closeCode(status.getCode()), status.getReason());
		};
	}

	private static CloseCode closeCode(int value) {
		for (CloseCodes code : CloseCodes.values()) {
			if (code.getCode() == value) {
				return code;
			}
		}
		return () -> value;
	}

}
