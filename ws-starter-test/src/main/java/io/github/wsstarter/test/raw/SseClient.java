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

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * A blocking client of an event stream on a bare socket. It sends messages over another
 * connection.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SseClient implements WireClient {

	private static final int MAX_RETRIES = 15;

	private final Socket socket;

	private final HttpResponse response;

	private final EventStreamReader events;

	private final Upstream upstream;

	private final ServerSentEvent session;

	private Duration timeout = Timeouts.DEFAULT;

	private SseClient(InetSocketAddress address, Socket socket, HttpRequest request, Duration timeout)
			throws IOException {
		this.socket = socket;
		timeout(timeout);
		socket.setTcpNoDelay(true);
		socket.getOutputStream().write(request.encode());
		InputStream in = new BufferedInputStream(socket.getInputStream());
		this.response = HttpResponse.read(in);
		this.response.requireStatus(request, 200);
		assertThat(this.response.header("Content-Type")).isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
		boolean chunked = "chunked".equalsIgnoreCase(this.response.header("Transfer-Encoding"));
		this.events = new EventStreamReader((chunked) ? new ChunkedInputStream(in) : in);
		ServerSentEvent session = readWithin(timeout);
		this.session = (session != null) ? session : fail("The stream ended instead of an event");
		assertThat(this.session.type()).isEqualTo("session");
		this.upstream = new Upstream(address, request, token(), timeout);
	}

	public static SseClient open(InetSocketAddress address, HttpRequest request, int receiveBuffer) throws IOException {
		return open(address, request, receiveBuffer, Timeouts.DEFAULT);
	}

	/**
	 * Open a stream.
	 * @param address the server's address
	 * @param request the handshake
	 * @param receiveBuffer the size of the socket's receive buffer, or 0 for the system's
	 * choice
	 * @param timeout how long to wait for the stream and for responses to what is sent
	 * @return the client
	 * @throws IOException if the connection fails
	 * @throws AssertionError if the server refuses the handshake
	 */
	public static SseClient open(InetSocketAddress address, HttpRequest request, int receiveBuffer, Duration timeout)
			throws IOException {
		Socket socket = new Socket();
		try {
			if (receiveBuffer > 0) {
				socket.setReceiveBufferSize(receiveBuffer);
			}
			socket.connect(address, Timeouts.millis(timeout));
			return new SseClient(address, socket, request, timeout);
		}
		catch (Throwable ex) {
			socket.close();
			throw ex;
		}
	}

	public HttpResponse response() {
		return this.response;
	}

	public JsonNode session() {
		return JsonMapper.shared().readTree(this.session.data());
	}

	public String token() {
		return session().get("token").asString();
	}

	public String id() {
		return session().get("session").asString();
	}

	public long retry() {
		return this.events.retry();
	}

	public int comments() {
		return this.events.comments();
	}

	public Upstream upstream() {
		return this.upstream;
	}

	/**
	 * Read the next event. Comments do not extend the time.
	 * @return the event, or {@code null} if the stream has ended
	 * @throws IOException if none comes in time
	 */
	public @Nullable ServerSentEvent read() throws IOException {
		try {
			return (this.timeout.isZero()) ? this.events.read() : readWithin(this.timeout);
		}
		catch (SocketException | EOFException ex) {
			return null;
		}
	}

	public ServerSentEvent read(String type) throws IOException {
		ServerSentEvent event = read();
		if (event == null) {
			return fail("The stream ended instead of an event");
		}
		assertThat(event.type()).as(event::toString).isEqualTo(type);
		return event;
	}

	@Override
	public String readText() throws IOException {
		return read("message").data();
	}

	@Override
	public @Nullable String readTextOrEnd() throws IOException {
		ServerSentEvent event = read();
		while (event != null && !event.type().equals("message")) {
			event = read();
		}
		return (event != null) ? event.data() : null;
	}

	@Override
	public byte[] readBinary() throws IOException {
		return Base64.getDecoder().decode(read("binary").data());
	}

	@Override
	public String readAny() throws IOException {
		ServerSentEvent event = read();
		if (event == null) {
			return fail("The stream ended instead of an event");
		}
		return (event.type().equals("binary"))
				? new String(Base64.getDecoder().decode(event.data()), StandardCharsets.UTF_8) : event.data();
	}

	@Override
	public void sendText(String text) throws IOException {
		send("text/plain;charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void sendBinary(byte... payload) throws IOException {
		send("application/octet-stream", payload);
	}

	/**
	 * Send a message, and again after {@code Retry-After} if it cannot be accepted yet.
	 * If the server refuses the message, it closes the session with a {@code close}
	 * event.
	 * @param contentType the content type
	 * @param body the message
	 * @throws IOException if the server does not answer
	 */
	private void send(String contentType, byte[] body) throws IOException {
		HttpResponse response = this.upstream.post(contentType, body);
		for (int i = 0; i < MAX_RETRIES && response.status() == 429; i++) {
			pause(response.header("Retry-After"));
			response = this.upstream.post(contentType, body);
		}
		assertThat(response.status()).as(response::toString).isIn(204, 403, 413);
	}

	private static void pause(@Nullable String seconds) throws InterruptedIOException {
		Assert.state(seconds != null, "There is no 'Retry-After'");
		try {
			TimeUnit.SECONDS.sleep(Long.parseLong(seconds));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted before a message was sent again");
		}
	}

	@Override
	public CloseStatus readClose() throws IOException {
		ServerSentEvent event = read();
		while (event != null && !event.type().equals("close")) {
			event = read();
		}
		if (event == null) {
			return fail("The stream ended without a close event");
		}
		assertThat(read()).isNull();
		return closeStatus(event);
	}

	/**
	 * Return the status in a {@code close} event.
	 * @param event the event
	 * @return the status
	 */
	public static CloseStatus closeStatus(ServerSentEvent event) {
		JsonNode data = JsonMapper.shared().readTree(event.data());
		JsonNode reason = data.get("reason");
		return new CloseStatus(data.get("code").asInt(), (reason != null) ? reason.asString() : null);
	}

	@Override
	public CloseStatus close(int code, String reason) throws IOException {
		String query = (reason.isEmpty()) ? "" : "&reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
		assertThat(this.upstream.delete("code=" + code + query).status()).isEqualTo(204);
		return readClose();
	}

	@Override
	public void expectEnd() throws IOException {
		ServerSentEvent event = read();
		while (event != null) {
			event = read();
		}
	}

	@Override
	public void expectNothing(Duration duration) throws IOException {
		timeout(duration);
		try {
			fail("Expected nothing but got %s", readWithin(duration));
		}
		catch (SocketTimeoutException ex) {
			// As expected
		}
		finally {
			timeout(Timeouts.DEFAULT);
		}
	}

	/**
	 * Read the next event. Comments do not extend the time.
	 * @param duration how long to wait
	 * @return the event, or {@code null} if the stream ended
	 * @throws IOException if none comes in time
	 */
	private @Nullable ServerSentEvent readWithin(Duration duration) throws IOException {
		this.events.deadline(System.nanoTime() + duration.toNanos());
		try {
			return this.events.read();
		}
		finally {
			this.events.deadline(Long.MAX_VALUE);
		}
	}

	/**
	 * Set how long to wait for an event.
	 * @param timeout how long to wait, zero to wait without limit
	 * @throws IOException if the connection has ended
	 */
	public void timeout(Duration timeout) throws IOException {
		this.timeout = timeout;
		this.socket.setSoTimeout(Timeouts.millis(timeout));
	}

	@Override
	public void reset() throws IOException {
		this.upstream.close();
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.upstream.close();
		this.socket.close();
	}

}
