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

package io.github.wsstarter.handshake;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.diagnostics.PrintableText;

/**
 * A handshake that was refused. Values that a client supplied are truncated to 256
 * characters and contain no control characters, so that they are safe to log.
 *
 * @param time when the handshake was refused
 * @param remoteAddress the address of the client, if known
 * @param origin the {@code Origin} header, if there was one
 * @param path the undecoded path of the request, including the context path
 * @param endpointName the name of the endpoint
 * @param status the status of the response
 * @param reason why the handshake was refused
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record RefusedHandshake(Instant time, @Nullable String remoteAddress, @Nullable String origin, String path,
		String endpointName, int status, String reason) {

	private static final int MAX_LENGTH = 256;

	public RefusedHandshake {
		Assert.notNull(time, "'time' must not be null");
		Assert.hasText(endpointName, "'endpointName' must not be empty");
		remoteAddress = (remoteAddress != null) ? printable(remoteAddress) : null;
		origin = (origin != null) ? printable(origin) : null;
		path = printable(path);
		reason = printable(reason);
	}

	private static String printable(String text) {
		return PrintableText.of(text, MAX_LENGTH);
	}

}
