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

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

/**
 * The close status, or Jakarta's close reason.
 *
 * @author The ws-starter authors
 */
class CloseArgument implements ArgumentKind {

	@Override
	public String description() {
		return "CloseStatus or CloseReason";
	}

	@Override
	public boolean isAllowed(HandlerKind kind) {
		return kind == HandlerKind.CLOSE;
	}

	@Override
	public boolean matches(HandlerParameter parameter) {
		Class<?> type = parameter.parameter().getParameterType();
		return type == CloseStatus.class || type == CloseReason.class;
	}

	@Override
	public Argument argument(HandlerParameter parameter) {
		if (parameter.parameter().getParameterType() == CloseStatus.class) {
			return (session, event) -> event;
		}
		return (session, event) -> {
			Assert.state(event instanceof CloseStatus, "'event' must be a close status");
			CloseStatus status = (CloseStatus) event;
			return new CloseReason(code(status.getCode()), status.getReason());
		};
	}

	private static CloseCode code(int value) {
		for (CloseCodes code : CloseCodes.values()) {
			if (code.getCode() == value) {
				return code;
			}
		}
		return () -> value;
	}

}
