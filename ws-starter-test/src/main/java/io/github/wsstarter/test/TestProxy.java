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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.util.Assert;

/**
 * A TCP proxy between a client and a server that behaves like a bad network on command.
 * It listens on the loopback interface and connects to the loopback interface only.
 * Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class TestProxy implements AutoCloseable {

	private static final byte[] REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "test-proxy");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final AtomicInteger refused = new AtomicInteger();

	private final int target;

	private final int port;

	/**
	 * Guarded by {@code links}.
	 */
	private ServerSocket listener;

	private volatile boolean refuseUpgrades;

	private volatile long delay;

	/**
	 * Guarded by {@code links}.
	 */
	private boolean stalled;

	/**
	 * Guarded by {@code links}.
	 */
	private boolean closed;

	private TestProxy(int target, ServerSocket listener) {
		this.target = target;
		this.listener = listener;
		this.port = listener.getLocalPort();
	}

	/**
	 * Start a proxy.
	 * @param target the port of the server
	 * @return the proxy
	 */
	public static TestProxy start(int target) {
		Loopback.requirePort(target);
		ServerSocket listener = listen(0);
		TestProxy proxy = new TestProxy(target, listener);
		proxy.accept(listener);
		return proxy;
	}

	/**
	 * Return the port to connect to instead of that of the server.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Answer WebSocket handshakes with 403 from now on, and pass on other requests.
	 * @return this proxy
	 */
	public TestProxy refuseUpgrades() {
		requireOpen();
		this.refuseUpgrades = true;
		return this;
	}

	/**
	 * Return the number of WebSocket handshakes that were refused.
	 * @return the number
	 */
	public int refused() {
		return this.refused.get();
	}

	/**
	 * Delay all bytes in both directions.
	 * @param delay how long bytes are held back, zero to pass them on at once
	 */
	public void delay(Duration delay) {
		Assert.notNull(delay, "'delay' must not be null");
		Assert.isTrue(!delay.isNegative(), "'delay' must not be negative");
		requireOpen();
		this.delay = TimeUnit.NANOSECONDS.convert(delay);
	}

	/**
	 * Hold back all bytes in both directions, and keep the connections open. Each end
	 * sees neither a FIN nor a RST, as if the other end had vanished.
	 */
	public void stall() {
		synchronized (this.links) {
			requireOpen();
			this.stalled = true;
		}
	}

	/**
	 * End a stall, and pass on the bytes that were held back.
	 */
	public void resume() {
		synchronized (this.links) {
			this.stalled = false;
			this.links.notifyAll();
		}
	}

	/**
	 * Close the direction to the server of all connections, with a FIN: the server reads
	 * the end of the stream and can still write.
	 */
	public void halfCloseToServer() {
		requireOpen();
		this.links.forEach((link) -> shutdownOutput(link.server));
	}

	/**
	 * Close the direction to the client of all connections, with a FIN: the client reads
	 * the end of the stream and can still write.
	 */
	public void halfCloseToClient() {
		requireOpen();
		this.links.forEach((link) -> shutdownOutput(link.client));
	}

	/**
	 * Close all connections, and accept no new ones.
	 */
	public void cut() {
		synchronized (this.links) {
			close(this.listener);
			this.links.forEach(Link::close);
		}
	}

	/**
	 * Accept connections again after a {@link #cut()}. Does nothing if this proxy accepts
	 * connections.
	 * @throws IllegalStateException if this proxy is closed
	 */
	public void restore() {
		synchronized (this.links) {
			requireOpen();
			if (this.listener.isClosed()) {
				this.listener = listen(this.port);
				accept(this.listener);
			}
		}
	}

	/**
	 * Close all connections for good. This proxy takes no more commands.
	 */
	@Override
	public void close() {
		synchronized (this.links) {
			this.closed = true;
			cut();
			this.threads.shutdownNow();
		}
	}

	private void requireOpen() {
		synchronized (this.links) {
			Assert.state(!this.closed, "The proxy is closed");
		}
	}

	private static ServerSocket listen(int port) {
		try {
			ServerSocket listener = new ServerSocket();
			try {
				listener.setReuseAddress(true);
				listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
				return listener;
			}
			catch (Throwable ex) {
				listener.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Failed to listen at port " + port, ex);
		}
	}

	private void accept(ServerSocket listener) {
		this.threads.execute(() -> {
			while (!listener.isClosed()) {
				try {
					connect(listener, listener.accept());
				}
				catch (IOException | RejectedExecutionException ex) {
					// The proxy is cut or closed, or the server is away
				}
			}
		});
	}

	private void connect(ServerSocket listener, Socket client) throws IOException {
		Link link = new Link(client);
		try {
			link.connect(this.target);
			this.links.add(link);
			if (listener.isClosed()) {
				link.close();
			}
			this.threads.execute(() -> pass(link, link.client, link.server));
			this.threads.execute(() -> pass(link, link.server, link.client));
		}
		catch (Throwable ex) {
			link.close();
			throw ex;
		}
	}

	private void pass(Link link, Socket from, Socket to) {
		try {
			copy(link, from, to);
			awaitPassage();
			to.shutdownOutput();
			link.oneDirectionEnded();
		}
		catch (IOException ex) {
			link.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			link.close();
		}
	}

	private void copy(Link link, Socket from, Socket to) throws IOException, InterruptedException {
		InputStream in = from.getInputStream();
		OutputStream out = to.getOutputStream();
		byte[] buffer = new byte[16384];
		for (int count = in.read(buffer); count != -1; count = in.read(buffer)) {
			if (this.refuseUpgrades && from == link.client && isUpgrade(buffer, count)) {
				this.refused.incrementAndGet();
				from.getOutputStream().write(REFUSAL);
				throw new IOException("Refused");
			}
			awaitPassage();
			out.write(buffer, 0, count);
		}
	}

	private void awaitPassage() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(this.delay);
		synchronized (this.links) {
			while (this.stalled) {
				this.links.wait();
			}
		}
	}

	private static boolean isUpgrade(byte[] buffer, int count) {
		String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
		return text.startsWith("GET ") && text.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket\r\n");
	}

	private static void shutdownOutput(Socket socket) {
		try {
			socket.shutdownOutput();
		}
		catch (IOException ex) {
			// The connection has ended
		}
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private final class Link {

		private final Socket client;

		private final Socket server = new Socket();

		private final AtomicInteger ended = new AtomicInteger();

		private Link(Socket client) {
			this.client = client;
		}

		private void connect(int port) throws IOException {
			this.server.connect(Loopback.address(port));
			this.client.setTcpNoDelay(true);
			this.server.setTcpNoDelay(true);
		}

		private void oneDirectionEnded() {
			if (this.ended.incrementAndGet() == 2) {
				close();
			}
		}

		private void close() {
			TestProxy.close(this.client);
			TestProxy.close(this.server);
			TestProxy.this.links.remove(this);
		}

	}

}
