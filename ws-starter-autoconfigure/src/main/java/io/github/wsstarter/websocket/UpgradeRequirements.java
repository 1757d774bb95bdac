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

package io.github.wsstarter.websocket;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.servlet.HeaderTokens;

/**
 * What RFC 6455 requires of a client's opening handshake.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1">RFC 6455, section
 * 4.2.1</a>
 */
class UpgradeRequirements {

	private static final String WEBSOCKET = "websocket";

	private static final String VERSION = "13";

	private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern EXTENSION_PARAMETER = Pattern.compile("T(=(T|\"T\"))?".replace("T", TOKEN.pattern()));

	private static final int KEY_LENGTH = 16;

	private static final int ENCODED_KEY_LENGTH = 24;

	/**
	 * Return whether a request asks for an upgrade to WebSocket.
	 * @param request the request
	 * @return whether it does
	 */
	static boolean isUpgrade(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.UPGRADE) != null
				&& HeaderTokens.of(request, HttpHeaders.UPGRADE).contains(WEBSOCKET);
	}

	/**
	 * Return what is wrong with a request.
	 * @param request the request
	 * @param subprotocols the subprotocols in it
	 * @return the refusal or {@code null} if nothing is
	 */
	@Nullable HandshakeDecision check(HttpServletRequest request, List<String> subprotocols) {
		if (!HttpMethod.GET.matches(request.getMethod())) {
			return methodNotAllowed();
		}
		if (request.getProtocol().startsWith("HTTP/1.0") || request.getProtocol().startsWith("HTTP/0")) {
			return malformed("an upgrade needs HTTP/1.1; a proxy in between may speak an older version");
		}
		if (!HeaderTokens.of(request, HttpHeaders.CONNECTION).contains(HttpHeaders.UPGRADE)) {
			return malformed(
					"the Connection header does not contain 'Upgrade'; a proxy in between may have removed it");
		}
		List<String> versions = values(request, WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION);
		if (versions.size() > 1) {
			return malformed("there is more than one Sec-WebSocket-Version header");
		}
		if (versions.isEmpty() || !VERSION.equals(versions.get(0).strip())) {
			return upgradeRequired("the client does not speak version 13 of the protocol")
				.withHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION, VERSION);
		}
		List<String> keys = values(request, WebSocketHttpHeaders.SEC_WEBSOCKET_KEY);
		if (keys.size() != 1 || !isKey(keys.get(0).strip())) {
			return malformed("there is not exactly one Sec-WebSocket-Key header with 16 bytes in Base64");
		}
		if (!subprotocols.stream().allMatch((subprotocol) -> TOKEN.matcher(subprotocol).matches())) {
			return malformed("the Sec-WebSocket-Protocol header contains something other than tokens");
		}
		if (new HashSet<>(subprotocols).size() != subprotocols.size()) {
			return malformed("the Sec-WebSocket-Protocol header contains a subprotocol twice");
		}
		if (!values(request, WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS).stream().allMatch(this::isExtensionList)) {
			return malformed("the Sec-WebSocket-Extensions header is malformed");
		}
		return null;
	}

	List<String> subprotocols(HttpServletRequest request) {
		return HeaderTokens.of(request, WebSocketHttpHeaders.SEC_WEBSOCKET_PROTOCOL).elements();
	}

	HandshakeDecision methodNotAllowed() {
		return HandshakeDecision.refuse(HttpStatus.METHOD_NOT_ALLOWED, "the method is not GET")
			.withHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
	}

	/**
	 * Refuse a request that asks for no upgrade. HTTP/2 forbids to say what to upgrade
	 * to.
	 * @param request the request
	 * @param reason the reason
	 * @return the refusal
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2">RFC 9113,
	 * section 8.2.2</a>
	 */
	HandshakeDecision upgradeRequired(HttpServletRequest request, String reason) {
		return request.getProtocol().startsWith("HTTP/1.") ? upgradeRequired(reason)
				: HandshakeDecision.refuse(HttpStatus.UPGRADE_REQUIRED, reason);
	}

	private HandshakeDecision upgradeRequired(String reason) {
		return HandshakeDecision.refuse(HttpStatus.UPGRADE_REQUIRED, reason)
			.withHeader(HttpHeaders.UPGRADE, WEBSOCKET)
			.withHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
	}

	HandshakeDecision malformed(String reason) {
		return HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, reason);
	}

	private boolean isKey(String key) {
		try {
			return key.length() == ENCODED_KEY_LENGTH && Base64.getDecoder().decode(key).length == KEY_LENGTH;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private boolean isExtensionList(String header) {
		return header.isBlank() || Arrays.stream(header.split(",", -1)).allMatch(this::isExtension);
	}

	private boolean isExtension(String extension) {
		String[] parts = extension.split(";", -1);
		return TOKEN.matcher(parts[0].strip()).matches() && Arrays.stream(parts)
			.skip(1)
			.allMatch((parameter) -> EXTENSION_PARAMETER.matcher(parameter.strip()).matches());
	}

	private List<String> values(HttpServletRequest request, String header) {
		return Collections.list(request.getHeaders(header));
	}

}
