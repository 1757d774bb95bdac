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

import org.springframework.mock.web.MockHttpServletRequest;

/**
 * Creates requests that upgrade a connection.
 *
 * @author The ws-starter authors
 */
final class UpgradeRequests {

	static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

	private UpgradeRequests() {
	}

	static MockHttpServletRequest upgrade(String path) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.addHeader("Upgrade", "websocket");
		request.addHeader("Connection", "Upgrade");
		request.addHeader("Sec-WebSocket-Key", KEY);
		request.addHeader("Sec-WebSocket-Version", "13");
		return request;
	}

	static MockHttpServletRequest with(MockHttpServletRequest request, String header, String... values) {
		request.removeHeader(header);
		for (String value : values) {
			request.addHeader(header, value);
		}
		return request;
	}

}
