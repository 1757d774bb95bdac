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

package io.github.wsstarter.test.raw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A handshake request that a test can change, also to make it invalid.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.1">RFC 6455, section
 * 4.1</a>
 */
public final class HttpRequest {

	/**
	 * The {@code Sec-WebSocket-Key} of every handshake, that of RFC 6455.
	 */
	public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

	private String path;

	private final List<String> headers = new ArrayList<>();

	private String method = "GET";

	private String version = "HTTP/1.1";

	private HttpRequest(String path) {
		this.path = path;
	}

	/**
	 * Create a request without any header.
	 * @param path the path, which is sent as it is
	 * @return the request
	 */
	public static HttpRequest plain(String path) {
		return new HttpRequest(path);
	}

	/**
	 * Create a well-formed handshake.
	 * @param port the server's port
	 * @param path the path, which is sent as it is
	 * @return the request
	 */
	public static HttpRequest upgrade(int port, String path) {
		return plain(path).header("Host", "localhost:" + port)
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Key", KEY)
			.header("Sec-WebSocket-Version", "13");
	}

	public HttpRequest copy() {
		HttpRequest copy = new HttpRequest(this.path);
		copy.headers.addAll(this.headers);
		return copy.method(this.method).version(this.version);
	}

	public HttpRequest query(String query) {
		this.path += ((this.path.contains("?")) ? "&" : "?") + query;
		return this;
	}

	public HttpRequest method(String method) {
		this.method = method;
		return this;
	}

	public HttpRequest version(String version) {
		this.version = version;
		return this;
	}

	/**
	 * Add a header, and keep headers of the same name.
	 * @param name the header's name
	 * @param value the header's value
	 * @return this request
	 */
	public HttpRequest header(String name, String value) {
		this.headers.add(name + ": " + value);
		return this;
	}

	public HttpRequest without(String name) {
		this.headers.removeIf((line) -> line.startsWith(name + ":"));
		return this;
	}

	public HttpRequest replace(String name, String value) {
		return without(name).header(name, value);
	}

	String path() {
		return this.path;
	}

	public byte[] encode() {
		StringBuilder request = new StringBuilder();
		request.append(this.method).append(' ').append(this.path).append(' ').append(this.version).append("\r\n");
		this.headers.forEach((line) -> request.append(line).append("\r\n"));
		return request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
	}

}
