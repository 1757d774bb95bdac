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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.websocket.ExtensionOffer;

/**
 * A valid offer of {@code permessage-deflate}.
 *
 * @param extension the offer as the client sent it
 * @param serverNoContextTakeover whether messages of the server must not refer to earlier
 * messages
 * @param clientNoContextTakeover whether messages of the client never refer to earlier
 * messages
 * @param serverWindowBits the base-2 logarithm of the maximum distance of a reference in
 * a message of the server, or {@code null} if the client does not restrict it
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7.1">RFC 7692, section
 * 7.1</a>
 */
public record DeflateOffer(ExtensionOffer extension, boolean serverNoContextTakeover, boolean clientNoContextTakeover,
		@Nullable Integer serverWindowBits) {

	static final String NAME = "permessage-deflate";

	static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";

	static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";

	static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";

	private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

	static final int MIN_WINDOW_BITS = 8;

	static final int MAX_WINDOW_BITS = 15;

	private static final Set<String> WINDOW_BITS = Set.of("8", "9", "10", "11", "12", "13", "14", "15");

	/**
	 * Return the valid offers of a client. Offers with a parameter that is unknown,
	 * invalid or repeated have to be declined, and are left out.
	 * @param headerValues the values of all {@code Sec-WebSocket-Extensions} headers of
	 * the request, in their order
	 * @return the offers, the preferred first
	 * @throws IllegalArgumentException if a value is malformed
	 */
	public static Stream<DeflateOffer> parse(List<String> headerValues) {
		return ExtensionOffer.parse(headerValues).stream().map(DeflateOffer::of).filter(Objects::nonNull);
	}

	private static @Nullable DeflateOffer of(ExtensionOffer extension) {
		Set<String> names = new HashSet<>();
		Integer serverWindowBits = null;
		for (ExtensionOffer.Parameter parameter : extension.parameters()) {
			if (!names.add(parameter.name()) || !isValid(parameter.name(), parameter.value())) {
				return null;
			}
			if (SERVER_MAX_WINDOW_BITS.equals(parameter.name())) {
				serverWindowBits = Integer.valueOf(Objects.requireNonNull(parameter.value()));
			}
		}
		return NAME.equals(extension.name()) ? new DeflateOffer(extension, names.contains(SERVER_NO_CONTEXT_TAKEOVER),
				names.contains(CLIENT_NO_CONTEXT_TAKEOVER), serverWindowBits) : null;
	}

	private static boolean isValid(String name, @Nullable String value) {
		return switch (name) {
			case SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER -> value == null;
			case SERVER_MAX_WINDOW_BITS -> value != null && WINDOW_BITS.contains(value);
			case CLIENT_MAX_WINDOW_BITS -> value == null || WINDOW_BITS.contains(value);
			default -> false;
		};
	}

	/**
	 * Return whether the client accepts references of any distance.
	 * @return {@code true} if the window of the server is not restricted
	 */
	public boolean allowsLargestWindow() {
		return this.serverWindowBits == null || this.serverWindowBits == MAX_WINDOW_BITS;
	}

}
