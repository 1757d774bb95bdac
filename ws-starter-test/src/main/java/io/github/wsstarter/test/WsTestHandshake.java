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

package io.github.wsstarter.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.util.Assert;
import org.springframework.web.util.UriUtils;

/**
 * A handshake that a {@link WsTestClient} sends. It can be sent more than once.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class WsTestHandshake {

	/**
	 * Identifies the client among the sessions of the server.
	 */
	static final String CLIENT_HEADER = "Ws-Test-Client";

	/**
	 * Contains the name of the principal. Used by {@link AutoConfigureWsTestClient}.
	 */
	static final String PRINCIPAL_HEADER = "Ws-Test-Principal";

	static final String SUBPROTOCOL = "ws-starter.v1";

	private final WsTestClient client;

	private final List<Header> headers = new ArrayList<>();

	/**
	 * Replaced by each session that is opened.
	 */
	private String id = "";

	private String path;

	private boolean sse;

	private boolean framed;

	WsTestHandshake(WsTestClient client, String path) {
		this.client = client;
		this.path = path;
	}

	/**
	 * Connect over server-sent events instead of WebSocket. Needs a web server.
	 * @return this handshake
	 */
	public WsTestHandshake overSse() {
		this.sse = true;
		return this;
	}

	/**
	 * Speak {@code ws-starter.v1}. Without the protocol, payloads are sent as they are.
	 * @return this handshake
	 */
	public WsTestHandshake withProtocol() {
		this.framed = true;
		return this;
	}

	/**
	 * Add a header, for instance {@code Cookie}.
	 * @param name the name of the header
	 * @param value the value of the header
	 * @return this handshake
	 */
	public WsTestHandshake header(String name, String value) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(value, "'value' must not be null");
		this.headers.add(new Header(name, value));
		return this;
	}

	/**
	 * Add a query parameter.
	 * @param name the name of the parameter
	 * @param value the value of the parameter
	 * @return this handshake
	 */
	public WsTestHandshake query(String name, String value) {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(value, "'value' must not be null");
		String parameter = name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8);
		this.path += ((this.path.contains("?")) ? "&" : "?") + parameter;
		return this;
	}

	/**
	 * Set the origin, as a browser does.
	 * @param origin the origin
	 * @return this handshake
	 */
	public WsTestHandshake origin(String origin) {
		Assert.notNull(origin, "'origin' must not be null");
		return header("Origin", origin);
	}

	/**
	 * Set the authenticated user.
	 * @param name the name of the user
	 * @return this handshake
	 */
	public WsTestHandshake principal(String name) {
		Assert.hasText(name, "'name' must not be empty");
		return header(PRINCIPAL_HEADER, name);
	}

	/**
	 * Open the session. With {@code ws-starter.v1}, the {@code welcome} frame has been
	 * received when this method returns.
	 * @return the session
	 * @throws AssertionError if the server refuses the handshake, or does not answer in
	 * time
	 */
	public WsTestSession connect() {
		this.id = UUID.randomUUID().toString();
		return send(() -> {
			Conversation conversation = new Conversation(toString());
			Connection connection = this.client.connector().connect(this, conversation);
			try {
				return session(connection, conversation);
			}
			catch (Throwable ex) {
				connection.abort();
				throw ex;
			}
		});
	}

	private WsTestSession session(Connection connection, Conversation conversation) {
		WsTestSession session = new WsTestSession(this.client, this, connection, conversation);
		if (this.framed) {
			session.expectWelcome();
		}
		return session;
	}

	/**
	 * Send the handshake, and expect the server to refuse it.
	 * @param status the expected status of the response, 300 to 599
	 * @throws AssertionError if the server answers with another status, or does not
	 * answer in time
	 */
	public void expectRefused(int status) {
		Assert.isTrue(status >= 300 && status < 600, () -> status + " is not the status of a refusal");
		int actual = send(() -> this.client.connector().status(this));
		if (actual != status) {
			throw new AssertionError("Expected the handshake of %s to be refused with %d but the status is %d"
				.formatted(this, status, actual));
		}
	}

	private <T> T send(Request<T> request) {
		try {
			return request.send();
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError(
					"The handshake of %s was not answered within %s".formatted(this, Conversation.print(timeout())),
					ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Connection to %s failed".formatted(this), ex);
		}
	}

	String id() {
		return this.id;
	}

	String path() {
		return this.path;
	}

	List<Header> headers() {
		List<Header> headers = new ArrayList<>(this.headers);
		headers.add(new Header(CLIENT_HEADER, this.id));
		if (this.framed) {
			headers.add(new Header("Sec-WebSocket-Protocol", SUBPROTOCOL));
		}
		return headers;
	}

	boolean isSse() {
		return this.sse;
	}

	boolean isFramed() {
		return this.framed;
	}

	Duration timeout() {
		return this.client.timeout();
	}

	@Override
	public String toString() {
		return "%s (%s%s)".formatted(this.path, (this.sse) ? "sse" : "websocket",
				(this.framed) ? ", " + SUBPROTOCOL : "");
	}

	/**
	 * A header.
	 *
	 * @param name the name
	 * @param value the value
	 */
	record Header(String name, String value) {

	}

	private interface Request<T> {

		T send() throws IOException;

	}

}
