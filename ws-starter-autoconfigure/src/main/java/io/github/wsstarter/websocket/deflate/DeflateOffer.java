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

package io.github.wsstarter.websocket.deflate;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.websocket.ExtensionOffer;

/**
 * Decides on one offer of {@code permessage-deflate}.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7.1">RFC 7692, section
 * 7.1</a>
 */
final class DeflateOffer {

	static final String NAME = "permessage-deflate";

	private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";

	private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";

	private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";

	private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

	private static final Set<String> WINDOW_BITS = Set.of("8", "9", "10", "11", "12", "13", "14", "15");

	private static final String LARGEST_WINDOW_BITS = "15";

	private static final String RESPONSE = NAME + "; " + SERVER_NO_CONTEXT_TAKEOVER + "; " + CLIENT_NO_CONTEXT_TAKEOVER;

	private DeflateOffer() {
	}

	static @Nullable String answer(ExtensionOffer offer) {
		Set<String> names = new HashSet<>();
		for (ExtensionOffer.Parameter parameter : offer.parameters()) {
			if (!names.add(parameter.name()) || !isAcceptable(parameter.name(), parameter.value())) {
				return null;
			}
		}
		return names.contains(SERVER_MAX_WINDOW_BITS)
				? RESPONSE + "; " + SERVER_MAX_WINDOW_BITS + "=" + LARGEST_WINDOW_BITS : RESPONSE;
	}

	private static boolean isAcceptable(String name, @Nullable String value) {
		return switch (name) {
			case SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER -> value == null;
			// the Deflater of the JDK has no smaller window
			case SERVER_MAX_WINDOW_BITS -> LARGEST_WINDOW_BITS.equals(value);
			// the Inflater of the JDK accepts every window
			case CLIENT_MAX_WINDOW_BITS -> value == null || WINDOW_BITS.contains(value);
			default -> false;
		};
	}

}
