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
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;

/**
 * A connection in memory, which is both the transport of a session and its client. What a
 * client sends reaches the session on one thread, in order, as from a socket.
 *
 * @author The ws-starter authors
 */
final class MemoryConnection implements Connection, Transport {

	private final Conversation conversation;

	/**
	 * The thread that a web server would serve this connection with, from the handshake
	 * on. It ends when the session has ended, and discards what comes later.
	 */
	private final ExecutorService reader;

	/**
	 * Used by the reader only.
	 */
	private @Nullable TransportSession session;

	private volatile boolean ignorePings;

	MemoryConnection(Conversation conversation) {
		this.conversation = conversation;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("ws-test-");
		threads.setDaemon(true);
		this.reader = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads,
				new ThreadPoolExecutor.DiscardPolicy());
	}

	/**
	 * Send a handshake, and wait until the session is open, so that a test that advances
	 * the clock does not race with {@code @OnOpen}. A handshake that is answered succeeds
	 * even if {@code @OnOpen} takes longer.
	 * @param handshake sends the handshake and returns the status of the response
	 * @param timeout how long to wait
	 * @return the status of the response
	 * @throws SocketTimeoutException if there is no response in time
	 */
	int handshake(Supplier<Integer> handshake, Duration timeout) throws IOException {
		CompletableFuture<Integer> status = new CompletableFuture<>();
		CompletableFuture<Void> opened = CompletableFuture.runAsync(() -> {
			status.complete(handshake.get());
			read(TransportSession::opened);
		}, this.reader);
		try {
			opened.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return status.join();
		}
		catch (TimeoutException ex) {
			if (status.isDone()) {
				return status.join();
			}
			abort();
			throw new SocketTimeoutException("No response");
		}
		catch (ExecutionException ex) {
			abort();
			throw new IllegalStateException("The handshake failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			abort();
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted");
		}
	}

	/**
	 * Start a session. Called by the reader during the handshake.
	 * @param session the session
	 */
	void start(TransportSession session) {
		this.session = session;
	}

	private void execute(Consumer<TransportSession> action) {
		this.reader.execute(() -> read(action));
	}

	private void read(Consumer<TransportSession> action) {
		TransportSession session = this.session;
		if (session != null) {
			action.accept(session);
			session.flush();
		}
	}

	@Override
	public void sendText(String text) {
		int size = text.getBytes(StandardCharsets.UTF_8).length;
		execute((session) -> {
			if (isWithin(session, size, session.options().textLimit(), "text")) {
				session.receive(text);
			}
		});
	}

	@Override
	public void sendBinary(byte[] payload) {
		execute((session) -> {
			if (isWithin(session, payload.length, session.options().binaryLimit(), "binary")) {
				session.receive(new InboundMessage.Binary(ByteBuffer.wrap(payload)));
			}
		});
	}

	private static boolean isWithin(TransportSession session, int size, int limit, String type) {
		if (size > limit) {
			session.refuse(CloseStatus.TOO_BIG_TO_PROCESS, "A %s message exceeds %d bytes".formatted(type, limit),
					"buffer." + type);
		}
		return size <= limit;
	}

	@Override
	public void close(int code) {
		end(new CloseStatus(code));
	}

	@Override
	public void abort() {
		end(CloseStatus.NO_CLOSE_FRAME);
	}

	private void end(CloseStatus status) {
		execute((session) -> session.closed(status));
		this.reader.execute(() -> this.conversation.closed(status));
		this.reader.shutdown();
	}

	@Override
	public void ignorePings() {
		this.ignorePings = true;
	}

	@Override
	public int idleSize() {
		return 0;
	}

	@Override
	public String name() {
		return "websocket";
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		boolean more = true;
		while (more) {
			for (OutboundMessage message = source.poll(); message != null; message = source.poll()) {
				if (message instanceof OutboundMessage.Text text) {
					this.conversation.received(text.payload());
				}
				else {
					ByteBuffer bytes = message.bytes().duplicate();
					byte[] payload = new byte[bytes.remaining()];
					bytes.get(payload);
					this.conversation.received(payload);
				}
			}
			more = source.written();
		}
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The pong is on its way before a test learns of the ping, so that whatever the test
	 * sends next reaches the session after it.
	 */
	@Override
	public void ping(ByteBuffer payload) {
		if (!this.ignorePings) {
			execute((session) -> session.receive(new InboundMessage.Pong(payload)));
		}
		this.conversation.pinged();
	}

	@Override
	public void close(CloseStatus status) {
		this.conversation.closed(status);
		execute((session) -> session.closed(status));
		this.reader.shutdown();
	}

}
