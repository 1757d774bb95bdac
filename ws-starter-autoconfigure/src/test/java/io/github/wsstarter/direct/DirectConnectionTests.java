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

package io.github.wsstarter.direct;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.session.TestHandler;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectConnection}, over the loopback.
 *
 * @author The ws-starter authors
 */
@Timeout(30)
class DirectConnectionTests {

	private final TestHandler handler = new TestHandler();

	private final TestConnection connection = new TestConnection(this.handler);

	private final AtomicReference<@Nullable TransportSession> session = new AtomicReference<>();

	@AfterEach
	void close() throws IOException {
		this.connection.close();
	}

	private static ConditionFactory await() {
		return Awaitility.await().pollInterval(5, TimeUnit.MILLISECONDS);
	}

	private void open(boolean inline) {
		this.connection.get().open(inline, this::create);
	}

	private TransportSession create(Transport transport) {
		TransportSession session = this.connection.session(transport);
		this.session.set(session);
		return session;
	}

	private TransportSession session() {
		TransportSession session = this.session.get();
		assertThat(session).isNotNull();
		return session;
	}

	private void send(String... texts) throws IOException {
		for (String text : texts) {
			send(0x81, text.getBytes(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Send a frame, masked with zeros.
	 * @param first the first byte
	 * @param payload the payload
	 * @throws IOException if the connection failed
	 */
	private void send(int first, byte[] payload) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) first);
		if (payload.length < 126) {
			frame.put((byte) (0x80 | payload.length));
		}
		else {
			frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
		}
		frame.putInt(0).put(payload);
		this.connection.client.getOutputStream().write(frame.array(), 0, frame.position());
	}

	private void sendClose(CloseStatus status) throws IOException {
		send(0x88, ByteBuffer.allocate(2).putShort((short) status.getCode()).array());
	}

	private byte[] readToEnd() throws IOException {
		InputStream in = this.connection.client.getInputStream();
		return in.readAllBytes();
	}

	private void echo() {
		this.handler.onText = (text, replies) -> {
			replies.reply(text);
			return null;
		};
	}

	private void awaitEnd(String... events) {
		await().untilAsserted(() -> assertThat(this.handler.events).containsExactly(events));
		await().until(this.connection.wrapper::isClosed);
		assertThat(this.connection.sessions.registry().count()).isZero();
		assertThat(this.connection.sessions.ends()).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messagesAreAnsweredAndTheClientCloses(boolean inline) throws IOException {
		echo();
		open(inline);
		send("a", "b");
		sendClose(CloseStatus.GOING_AWAY);
		assertThat(UnmaskedFrame.all(readToEnd())).extracting(UnmaskedFrame::kind)
			.containsExactly("text", "text", "close");
		awaitEnd("opened", "a", "b", "closed 1001");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatWasReadBeforeTheUpgradeComesFirst(boolean inline) throws IOException {
		this.connection.wrapper.unRead(ByteBuffer.wrap(new byte[] { (byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'a' }));
		open(inline);
		send("b");
		await().untilAsserted(() -> assertThat(this.handler.events).containsExactly("opened", "a", "b"));
	}

	@Test
	void clientIsLost() throws IOException {
		open(false);
		send("a");
		this.connection.client.setSoLinger(true, 0);
		this.connection.client.close();
		await().until(this.connection.wrapper::isClosed);
		assertThat(this.connection.sessions.ends()).hasValue(1);
		assertThat(this.handler.events.get(this.handler.events.size() - 1)).isEqualTo("closed 1006");
	}

	@Test
	void connectionThatFailsBeforeItIsReadEndsItsSession() throws IOException {
		this.connection.wrapper.getLock().lock();
		try {
			this.connection.channel.close();
			open(false);
			this.connection.get().abort();
			assertThat(this.connection.wrapper.isClosed()).isFalse();
		}
		finally {
			this.connection.wrapper.getLock().unlock();
		}
		awaitEnd("opened", "closed 1006");
	}

	@Test
	void sessionEndsIfItsSocketTurnsOutToBeClosed() throws IOException {
		open(false);
		await().until(() -> this.handler.events.contains("opened"));
		this.connection.channel.close();
		session().send("a");
		awaitEnd("opened", "closed 1006");
	}

	@Test
	void sessionEndsWhenTheSocketTookTheCloseFrame() throws IOException {
		open(false);
		int filled = fillSocket();
		session().close(CloseStatus.GOING_AWAY);
		await().during(Duration.ofMillis(100))
			.until(() -> this.connection.sessions.registry().count() == 1
					&& this.handler.events.equals(List.of("opened")));
		byte[] received = this.connection.client.getInputStream().readNBytes(filled + 4);
		assertThat(UnmaskedFrame.all(Arrays.copyOfRange(received, filled, received.length)))
			.extracting(UnmaskedFrame::kind)
			.containsExactly("close");
		await().untilAsserted(() -> assertThat(this.handler.events).containsExactly("opened", "closed 1001"));
		sendClose(CloseStatus.GOING_AWAY);
		awaitEnd("opened", "closed 1001");
	}

	/**
	 * Write to the client, bypassing the session, until the socket accepts no more bytes.
	 * The kernel fills the last part of the client's window only when its persist timer
	 * expires, after about 250 ms, and that makes room.
	 * @return the number of bytes
	 */
	private int fillSocket() {
		ByteBuffer data = ByteBuffer.allocate(65_536);
		AtomicInteger filled = new AtomicInteger();
		await().during(Duration.ofSeconds(1)).until(() -> {
			int written = this.connection.channel.write(data.clear());
			filled.addAndGet(written);
			return written == 0;
		});
		return filled.get();
	}

	@Test
	void clientWithALotToSayIsNotReadWhileItsMessagesWait() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.handler.onText = (text, replies) -> {
			assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
			return null;
		};
		open(false);
		int messages = 400;
		String text = "x".repeat(60_000);
		Thread sender = new Thread(() -> {
			try {
				for (int i = 0; i < messages; i++) {
					send(text);
				}
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		sender.start();
		sender.join(500);
		assertThat(sender.isAlive()).isTrue();
		release.countDown();
		sender.join(10_000);
		assertThat(sender.isAlive()).isFalse();
		await().until(() -> this.handler.events.size() == messages + 1);
	}

	@Test
	void messagesOfASlowClientThatClosesAreHandled() throws IOException {
		String large = "x".repeat(30_000);
		this.handler.onText = (text, replies) -> {
			replies.reply(large);
			return null;
		};
		open(false);
		int messages = 400;
		for (int i = 0; i < messages; i++) {
			send("m" + i);
		}
		await().until(() -> this.handler.events.size() > 3);
		sendClose(CloseStatus.NORMAL);
		List<UnmaskedFrame> frames = UnmaskedFrame.all(readToEnd());
		assertThat(this.handler.events).hasSize(messages + 2).endsWith("m399", "closed 1000");
		assertThat(frames.get(frames.size() - 1).kind()).isEqualTo("close");
		assertThat(frames.get(frames.size() - 1).payload()).containsExactly(1000 >> 8, (byte) 1000);
	}

}
