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

import java.util.Base64;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.handshake.HandshakeDecision;

/**
 * The requirements of RFC 6455 for a client's opening handshake.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1">RFC 6455, section
 * 4.2.1</a>
 */
class UpgradeRequirements {

	static final String WEBSOCKET = "websocket";

	private static final String VERSION = "13";

	private static final int KEY_LENGTH = 16;

	private static final int ENCODED_KEY_LENGTH = 24;

	/**
	 * Check whether a request violates the requirements.
	 * @param request the request
	 * @param subprotocols the subprotocols that the client offers
	 * @return the refusal, or {@code null} if the request meets the requirements
	 */
	@Nullable HandshakeDecision violation(ServletServerHttpRequest request, List<String> subprotocols) {
		HttpHeaders headers = request.getHeaders();
		String protocol = request.getServletRequest().getProtocol();
		if (!HttpMethod.GET.equals(request.getMethod())) {
			return methodNotAllowed();
		}
		if (protocol.startsWith("HTTP/1.0") || protocol.startsWith("HTTP/0")) {
			return malformed("an upgrade needs HTTP/1.1; a proxy in between may speak an older version");
		}
		if (headers.getConnection().stream().noneMatch(HttpHeaders.UPGRADE::equalsIgnoreCase)) {
			return malformed(
					"the Connection header does not contain 'Upgrade'; a proxy in between may have removed it");
		}
		List<String> versions = headers.getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION);
		if (versions.size() > 1) {
			return malformed("there is more than one Sec-WebSocket-Version header");
		}
		if (versions.isEmpty() || !VERSION.equals(versions.get(0).strip())) {
			return upgradeRequired("the client does not speak version 13 of the protocol")
				.withHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION, VERSION);
		}
		List<String> keys = headers.getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_KEY);
		if (keys.size() != 1 || !isKey(keys.get(0).strip())) {
			return malformed("there is not exactly one Sec-WebSocket-Key header with 16 bytes in Base64");
		}
		if (!subprotocols.stream().allMatch(ExtensionParser::isToken)) {
			return malformed("the Sec-WebSocket-Protocol header contains something other than tokens");
		}
		if (new HashSet<>(subprotocols).size() != subprotocols.size()) {
			return malformed("the Sec-WebSocket-Protocol header contains a subprotocol twice");
		}
		if (!isParseable(headers.getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS))) {
			return malformed("the Sec-WebSocket-Extensions header is malformed");
		}
		return null;
	}

	HandshakeDecision methodNotAllowed() {
		return HandshakeDecision.refuse(HttpStatus.METHOD_NOT_ALLOWED, "the method is not GET")
			.withHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
	}

	/**
	 * Refuse a request that does not ask for an upgrade. The response names the protocol
	 * to upgrade to only in HTTP/1.1, since HTTP/2 forbids the {@code Upgrade} header.
	 * @param protocol the protocol of the request
	 * @param reason the reason
	 * @return the refusal
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2">RFC 9113,
	 * section 8.2.2</a>
	 */
	HandshakeDecision upgradeRequired(String protocol, String reason) {
		return protocol.startsWith("HTTP/1.") ? upgradeRequired(reason)
				: HandshakeDecision.refuse(HttpStatus.UPGRADE_REQUIRED, reason);
	}

	private HandshakeDecision upgradeRequired(String reason) {
		return HandshakeDecision.refuse(HttpStatus.UPGRADE_REQUIRED, reason)
			.withHeader(HttpHeaders.UPGRADE, WEBSOCKET)
			.withHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
	}

	private HandshakeDecision malformed(String reason) {
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

	private boolean isParseable(List<String> extensions) {
		try {
			ExtensionParser.parse(extensions);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
