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
import java.util.Optional;

/**
 * The user that was authenticated in the handshake.
 *
 * @author The ws-starter authors
 */
class PrincipalArgument implements ArgumentKind {

	@Override
	public String description() {
		return "Principal or a subtype";
	}

	@Override
	public boolean matches(HandlerParameter parameter) {
		return Principal.class.isAssignableFrom(parameter.valueType());
	}

	@Override
	public Argument argument(HandlerParameter parameter) {
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

}
