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

package io.github.wsstarter.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy on the way to the server, for networks that are not as they should be.
 *
 * @author The ws-starter authors
 */
public final class TestProxy implements AutoCloseable {

	private static final byte[] REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "test-proxy");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger refused = new AtomicInteger();

	private final int target;

	private final boolean upgrades;

	private final int port;

	private volatile ServerSocket listener;

	/**
	 * Start a proxy.
	 * @param target the server's port
	 * @param upgrades whether it lets WebSocket through
	 */
	public TestProxy(int target, boolean upgrades) {
		this.target = target;
		this.upgrades = upgrades;
		this.listener = listen(0);
		this.port = this.listener.getLocalPort();
	}

	public String url() {
		return "http://localhost:" + this.port + "/";
	}

	/**
	 * Return how many handshakes were refused.
	 * @return the number
	 */
	public int refused() {
		return this.refused.get();
	}

	/**
	 * Break all connections, and let no new ones through.
	 */
	public void cut() {
		close(this.listener);
		this.sockets.forEach(TestProxy::close);
	}

	/**
	 * Let connections through again.
	 */
	public void restore() {
		this.listener = listen(this.port);
	}

	@Override
	public void close() {
		cut();
		this.threads.shutdownNow();
	}

	private ServerSocket listen(int port) {
		try {
			ServerSocket listener = new ServerSocket();
			listener.setReuseAddress(true);
			listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			this.threads.execute(() -> accept(listener));
			return listener;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket listener) {
		while (!listener.isClosed()) {
			try {
				Socket client = listener.accept();
				Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
				this.sockets.add(client);
				this.sockets.add(server);
				if (listener.isClosed()) {
					cut();
				}
				this.threads.execute(() -> copy(client, server, !this.upgrades));
				this.threads.execute(() -> copy(server, client, false));
			}
			catch (IOException ex) {
				// the test has cut the line
			}
		}
	}

	private void copy(Socket from, Socket to, boolean refuseUpgrades) {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[16384];
			for (int count = in.read(buffer); count != -1; count = in.read(buffer)) {
				if (refuseUpgrades && isUpgrade(buffer, count)) {
					this.refused.incrementAndGet();
					from.getOutputStream().write(REFUSAL);
					return;
				}
				out.write(buffer, 0, count);
			}
		}
		catch (IOException ex) {
			// one side has gone, and so does the other
		}
		finally {
			this.sockets.remove(from);
			this.sockets.remove(to);
		}
	}

	private static boolean isUpgrade(byte[] buffer, int count) {
		String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
		return text.startsWith("GET ") && text.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket\r\n");
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
