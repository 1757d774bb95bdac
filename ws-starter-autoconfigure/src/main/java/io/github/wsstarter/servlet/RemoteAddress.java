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

package io.github.wsstarter.servlet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The address of a client. The address is never looked up, because a proxy may send any
 * text as the address.
 *
 * @author The ws-starter authors
 */
final class RemoteAddress {

	private static final Pattern OCTETS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private RemoteAddress() {
	}

	static @Nullable InetSocketAddress of(HttpServletRequest request) {
		String host = request.getRemoteAddr();
		if (!StringUtils.hasText(host)) {
			return null;
		}
		int port = Math.max(0, request.getRemotePort());
		try {
			if (host.indexOf(':') != -1 || OCTETS.matcher(host).matches()) {
				return new InetSocketAddress(InetAddress.getByName(host), port);
			}
		}
		catch (UnknownHostException ex) {
			// Only looks like an address
		}
		return InetSocketAddress.createUnresolved(host, port);
	}

}
