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

package io.github.wsstarter.wire.sse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.OnMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.test.raw.Upstream;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the upstream requests of clients of event streams, well-formed and malformed.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class SseUpstreamWireTests extends AbstractSseWireTests {

	private static final int TEXT_LIMIT = 20_000;

	private static final int BINARY_LIMIT = 30_000;

	private SseClient client;

	SseUpstreamWireTests() {
		super(List.of(EchoEndpoint.class, OtherEndpoint.class, BusyEndpoint.class, UserFilter.class),
				"ws.sse.keep-alive=20ms", "ws.buffer.text=" + TEXT_LIMIT + "B",
				"ws.buffer.binary=" + BINARY_LIMIT + "B", "ws.endpoints.busy.send.time-limit=300ms",
				"ws.endpoints.echo.allowed-origins=https://a.example.com");
	}

	@BeforeEach
	void open() throws IOException {
		this.client = open("/ws/echo");
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "text/plain;charset=utf-8", "TEXT/PLAIN; charset=\"UTF-8\"",
			"application/json", "application/json;charset=UTF-8" })
	void textIsAccepted(String contentType) throws IOException {
		HttpResponse response = this.client.upstream().post(contentType, "h\u00e9".getBytes(StandardCharsets.UTF_8));
		assertThat(response.status()).isEqualTo(204);
		assertThat(this.client.readText()).isEqualTo("h\u00e9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain;charset=iso-8859-1", "text/plain;charset=utf-16",
			"text/plain;charset=nonsense", "text/plain;charset=?", "text/html", "application/xml",
			"application/x-www-form-urlencoded", "*/*", "text", "" })
	void otherContentTypeIsAnswered415(String contentType) throws IOException {
		assertThat(this.client.upstream().post(contentType, "x".getBytes()).status()).isEqualTo(415);
		expectAlive();
	}

	@Test
	void missingContentTypeIsAnswered415() throws IOException {
		Upstream upstream = this.client.upstream();
		assertThat(upstream.exchange(upstream.request("POST"), "x".getBytes()).status()).isEqualTo(415);
		expectAlive();
	}

	@Test
	void textThatIsNotUtf8IsAnswered400() throws IOException {
		for (byte[] body : new byte[][] { { 'a', (byte) 0xFF }, { (byte) 0xC0, (byte) 0xAF },
				{ (byte) 0xED, (byte) 0xA0, (byte) 0x80 }, { (byte) 0xE2, (byte) 0x82 } }) {
			assertThat(this.client.upstream().post("text/plain", body).status()).isEqualTo(400);
		}
		expectAlive();
	}

	@Test
	void messagesOfExactlyTheLimitAreAccepted() throws IOException {
		String text = "\u00e9".repeat(TEXT_LIMIT / 2);
		assertThat(this.client.ask(text)).isEqualTo(text);
		this.client.sendBinary(new byte[BINARY_LIMIT]);
		assertThat(this.client.readBinary()).hasSize(BINARY_LIMIT);
	}

	@ParameterizedTest
	@CsvSource({ "text/plain," + (TEXT_LIMIT + 1), "application/octet-stream," + (BINARY_LIMIT + 1) })
	void messageOneByteTooLargeIsAnswered413AndCloses1009(String contentType, int size) throws IOException {
		assertThat(this.client.upstream().post(contentType, new byte[size]).status()).isEqualTo(413);
		expectTooBig();
	}

	@Test
	void announcedLengthAloneIsRefused() throws IOException {
		Upstream upstream = this.client.upstream();
		HttpRequest request = upstream.request("POST")
			.header("Content-Type", "text/plain")
			.header("Content-Length", Long.toString(Long.MAX_VALUE));
		assertThat(upstream.exchange(request.encode()).status()).isEqualTo(413);
		expectTooBig();
	}

	@Test
	void chunkedMessageIsAccepted() throws IOException {
		assertThat(chunked("4\r\nwiki\r\n2\r\nup\r\n0\r\n\r\n").status()).isEqualTo(204);
		assertThat(this.client.readText()).isEqualTo("wikiup");
	}

	@Test
	void chunkedMessageThatIsTooLargeIsAnswered413AndCloses1009() throws IOException {
		assertThat(chunked("4e20\r\n" + "x".repeat(TEXT_LIMIT) + "\r\n1\r\nx\r\n0\r\n\r\n").status()).isEqualTo(413);
		expectTooBig();
	}

	@Test
	void brokenChunksAreAnswered400() throws IOException {
		assertThat(chunked("zz\r\n").status()).isEqualTo(400);
		expectAlive();
	}

	private HttpResponse chunked(String body) throws IOException {
		Upstream upstream = this.client.upstream();
		byte[] head = upstream.request("POST")
			.header("Content-Type", "text/plain")
			.header("Transfer-Encoding", "chunked")
			.encode();
		return upstream.exchange((new String(head, StandardCharsets.US_ASCII) + body).getBytes());
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void missingTokenIsAnswered403(String method) throws IOException {
		HttpRequest request = this.client.upstream().request(method).without("Ws-Session-Token");
		assertThat(exchange(request).status()).isEqualTo(403);
		expectAlive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void wrongTokenIsAnswered403(String method) throws IOException {
		String token = this.client.token();
		for (String wrong : new String[] { "", "x", token + "A", token.substring(1), token.toLowerCase(),
				this.client.id(), "A".repeat(43), "\u20ac", "x".repeat(4000) }) {
			HttpRequest request = this.client.upstream().request(method).replace("Ws-Session-Token", wrong);
			assertThat(exchange(request).status()).isEqualTo(403);
		}
		expectAlive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void tokenIsInvalidOnAnotherEndpoint(String method) throws IOException {
		try (SseClient other = open("/ws/other")) {
			HttpRequest request = other.upstream().request(method).replace("Ws-Session-Token", this.client.token());
			assertThat(exchange(request).status()).isEqualTo(403);
			other.closeNormally();
		}
		expectAlive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void tokenIsInvalidFromAnOriginThatIsNotAllowed(String method) throws IOException {
		for (String origin : new String[] { "https://evil.example.com", "null", "https://a.example.com.evil.com" }) {
			HttpRequest request = this.client.upstream().request(method).header("Origin", origin);
			assertThat(exchange(request).status()).isEqualTo(403);
		}
		expectAlive();
	}

	@Test
	void tokenIsValidFromAnOriginThatIsAllowed() throws IOException {
		for (String origin : new String[] { "https://a.example.com", "http://localhost:" + this.server.port() }) {
			HttpRequest request = this.client.upstream().request("POST").header("Origin", origin);
			assertThat(exchange(request).status()).isEqualTo(204);
			assertThat(this.client.readText()).isEqualTo("x");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void tokenIsInvalidForAnotherUser(String method) throws IOException {
		assertThat(exchange(this.client.upstream().request(method).header("X-User", "mallory")).status())
			.isEqualTo(403);
		expectAlive();
		HttpRequest request = Wire.SSE.request(this.server.port(), "/ws/echo").header("X-User", "alice");
		try (SseClient alice = (SseClient) Wire.SSE.open(this.server, request)) {
			assertThat(alice.ask("hello")).isEqualTo("hello");
			assertThat(exchange(alice.upstream().request(method).replace("X-User", "mallory")).status()).isEqualTo(403);
			assertThat(exchange(alice.upstream().request(method).without("X-User")).status()).isEqualTo(403);
			assertThat(alice.ask("still here")).isEqualTo("still here");
			alice.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "DELETE" })
	void tokenIsInvalidAfterItsSession(String method) throws IOException {
		this.client.close(1000, "");
		assertThat(exchange(this.client.upstream().request(method)).status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "code=0", "code=999", "code=1005", "code=1006", "code=1015", "code=2999", "code=5000",
			"code=x", "code=", "code=1000&code=1001", "reason=%zz", "reason=%ff", "reason=a&reason=b" })
	void malformedCloseIsAnswered400(String query) throws IOException {
		assertThat(this.client.upstream().delete(query).status()).isEqualTo(400);
		expectAlive();
	}

	@Test
	void closeReasonThatIsTooLongIsAnswered400() throws IOException {
		assertThat(this.client.upstream().delete("reason=" + "x".repeat(124)).status()).isEqualTo(400);
		expectAlive();
		assertThat(this.client.close(4000, "\u20ac".repeat(41)).getReason()).hasSize(41);
	}

	@Test
	void closeWithoutParametersIsNormal() throws IOException {
		assertThat(exchange(this.client.upstream().request("DELETE")).status()).isEqualTo(204);
		assertThat(this.client.readClose().getCode()).isEqualTo(1000);
		assertThat(this.server.bean(EchoEndpoint.class).await(this.client.id()).getCode()).isEqualTo(1000);
	}

	@Test
	void tokenIsNotLogged(CapturedOutput output) throws IOException {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.wsstarter", LogLevel.DEBUG);
		this.client.ask("hello");
		exchange(this.client.upstream().request("POST").header("Origin", "https://evil.example.com"));
		exchange(this.client.upstream().request("PUT"));
		this.client.upstream().post("text/html", new byte[0]);
		String token = this.client.token();
		this.client.closeNormally();
		exchange(this.client.upstream().request("POST"));
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.wsstarter", null);
		assertThat(output.getAll()).contains("Refused POST to endpoint 'echo'", "Mapped to SSE endpoint 'echo'")
			.doesNotContain(token);
	}

	@Test
	void concurrentMessagesAreHandledOneAfterAnother() throws IOException {
		int threads = 8;
		int count = 50;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		BusyEndpoint endpoint = this.server.bean(BusyEndpoint.class);
		endpoint.handled.set(0);
		try (SseClient busy = open("/ws/busy")) {
			List<CompletableFuture<Void>> senders = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				senders.add(CompletableFuture.runAsync(() -> sendMany(busy, count), executor));
			}
			for (int i = 0; i < threads * count; i++) {
				assertThat(busy.readText()).isEqualTo(Integer.toString(i));
			}
			assertThat(senders).allSatisfy((sender) -> assertThat(sender).succeedsWithin(Duration.ofSeconds(5)));
			assertThat(endpoint.overlapped).isFalse();
			busy.closeNormally();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void sendMany(SseClient client, int count) {
		try (Upstream upstream = client.upstream().another()) {
			for (int i = 0; i < count; i++) {
				assertThat(upstream.text("x").status()).isEqualTo(204);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void messageThatWaitsTooLongIsAnswered429() throws IOException {
		BusyEndpoint endpoint = this.server.bean(BusyEndpoint.class);
		endpoint.released = new CountDownLatch(1);
		endpoint.handled.set(0);
		try (SseClient busy = open("/ws/busy"); Upstream other = busy.upstream().another()) {
			CompletableFuture<Void> blocked = CompletableFuture.runAsync(() -> sendBlocking(busy));
			TestServer.await().until(() -> endpoint.busy.get() == 1);
			HttpResponse response = other.text("x");
			assertThat(response.status()).isEqualTo(429);
			assertThat(response.header("Retry-After")).isEqualTo("1");
			endpoint.released.countDown();
			assertThat(blocked).succeedsWithin(Duration.ofSeconds(5));
			assertThat(busy.readText()).isEqualTo("0");
			assertThat(other.text("x").status()).isEqualTo(204);
			assertThat(busy.readText()).isEqualTo("1");
			busy.closeNormally();
		}
	}

	private static void sendBlocking(SseClient client) {
		try {
			assertThat(client.upstream().text("block").status()).isEqualTo(204);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void expectTooBig() throws IOException {
		assertThat(this.client.readClose().getCode()).isEqualTo(1009);
		assertThat(this.server.bean(EchoEndpoint.class).await(this.client.id()).getCode()).isEqualTo(1009);
	}

	private void expectAlive() throws IOException {
		assertThat(this.client.ask("still here")).isEqualTo("still here");
	}

	private HttpResponse exchange(HttpRequest request) throws IOException {
		try (Upstream upstream = this.client.upstream().another()) {
			return upstream.exchange(request.header("Content-Type", "text/plain"), "x".getBytes());
		}
	}

	private SseClient open(String path) throws IOException {
		return (SseClient) Wire.SSE.open(this.server, path);
	}

	@WsEndpoint(path = "/ws/other", name = "other")
	static class OtherEndpoint {

		@OnMessage
		String echo(String message) {
			return message;
		}

	}

	@WsEndpoint(path = "/ws/busy", name = "busy")
	static class BusyEndpoint {

		private final AtomicInteger busy = new AtomicInteger();

		private final AtomicInteger handled = new AtomicInteger();

		private volatile boolean overlapped;

		private volatile CountDownLatch released = new CountDownLatch(0);

		@OnMessage
		String message(String message) throws InterruptedException {
			this.overlapped |= this.busy.incrementAndGet() > 1;
			if (message.equals("block")) {
				assertThat(this.released.await(10, TimeUnit.SECONDS)).isTrue();
			}
			this.busy.decrementAndGet();
			return Integer.toString(this.handled.getAndIncrement());
		}

	}

	static class UserFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(new HttpServletRequestWrapper(request) {

				@Override
				public @Nullable Principal getUserPrincipal() {
					String user = getHeader("X-User");
					return (user != null) ? () -> user : null;
				}

			}, response);
		}

	}

}
