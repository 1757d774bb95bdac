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

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of a session over server-sent events, one after another on one
 * connection. Each request carries the token of the session.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class Upstream implements AutoCloseable {

	private final InetSocketAddress address;

	private final HttpRequest stream;

	private final String token;

	private final Duration timeout;

	private @Nullable Socket socket;

	Upstream(InetSocketAddress address, HttpRequest stream, String token, Duration timeout) {
		this.address = address;
		this.stream = stream;
		this.token = token;
		this.timeout = timeout;
	}

	/**
	 * Return an upstream of the same session on another connection.
	 * @return the other upstream
	 */
	public Upstream another() {
		return new Upstream(this.address, this.stream, this.token, this.timeout);
	}

	/**
	 * Return a valid request to the path of the stream.
	 * @param method the method
	 * @return the request
	 */
	public HttpRequest request(String method) {
		return this.stream.copy().method(method).without("Accept").header("Ws-Session-Token", this.token);
	}

	public HttpResponse text(String text) throws IOException {
		return post("text/plain", text.getBytes(StandardCharsets.UTF_8));
	}

	public HttpResponse post(String contentType, byte[] body) throws IOException {
		return exchange(request("POST").header("Content-Type", contentType), body);
	}

	public HttpResponse delete(String query) throws IOException {
		return exchange(request("DELETE").query(query), new byte[0]);
	}

	/**
	 * Send a request and read the response.
	 * @param request the request, without the length of the body
	 * @param body the body
	 * @return the response
	 * @throws IOException if there is none
	 */
	public synchronized HttpResponse exchange(HttpRequest request, byte[] body) throws IOException {
		request.header("Content-Length", Integer.toString(body.length));
		byte[] head = request.encode();
		byte[] all = new byte[head.length + body.length];
		System.arraycopy(head, 0, all, 0, head.length);
		System.arraycopy(body, 0, all, head.length, body.length);
		return exchange(all);
	}

	/**
	 * Send any bytes and read the response.
	 * @param bytes the bytes
	 * @return the response
	 * @throws IOException if there is none
	 */
	public synchronized HttpResponse exchange(byte[] bytes) throws IOException {
		try {
			HttpResponse response = exchange(bytes, connection());
			if ("close".equalsIgnoreCase(response.header("Connection"))) {
				close();
			}
			return response;
		}
		catch (Throwable ex) {
			// The next request must not get the rest of this response
			close();
			throw ex;
		}
	}

	private Socket connection() throws IOException {
		Socket socket = this.socket;
		if (socket == null) {
			socket = new Socket();
			this.socket = socket;
			socket.connect(this.address, Timeouts.millis(this.timeout));
			socket.setSoTimeout(Timeouts.millis(this.timeout));
			socket.setTcpNoDelay(true);
		}
		return socket;
	}

	private static HttpResponse exchange(byte[] bytes, Socket socket) throws IOException {
		socket.getOutputStream().write(bytes);
		InputStream in = socket.getInputStream();
		HttpResponse response = HttpResponse.read(in);
		String length = response.header("Content-Length");
		if (length != null) {
			in.readNBytes(Integer.parseInt(length));
		}
		return response;
	}

	@Override
	public synchronized void close() throws IOException {
		if (this.socket != null) {
			this.socket.close();
			this.socket = null;
		}
	}

}
