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

package io.github.wsstarter.wire.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A slow network between clients and a server: it limits the bytes of each connection in
 * a second, in one direction. It buffers little.
 *
 * @author The ws-starter authors
 */
public final class SlowLink implements AutoCloseable {

	private static final int BUFFER = 4096;

	/**
	 * The number of bytes in a second in the other direction.
	 */
	private static final int FAST = Integer.MAX_VALUE;

	/**
	 * The delay of a busy machine that is made up for.
	 */
	private static final long MAX_DELAY = TimeUnit.MILLISECONDS.toNanos(100);

	private final ServerSocket acceptor = new ServerSocket();

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final InetSocketAddress server;

	private final int toClient;

	private final int toServer;

	private SlowLink(TestServer server, int toClient, int toServer) throws IOException {
		this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
		this.toClient = toClient;
		this.toServer = toServer;
		this.acceptor.setReceiveBufferSize(BUFFER);
		this.acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.threads.execute(this::accept);
	}

	/**
	 * Create a link on which clients receive slowly.
	 * @param server the server
	 * @param bytesPerSecond the number of bytes in a second
	 * @return the link
	 * @throws IOException if no port is free
	 */
	public static SlowLink down(TestServer server, int bytesPerSecond) throws IOException {
		return new SlowLink(server, bytesPerSecond, FAST);
	}

	/**
	 * Create a link on which clients send slowly.
	 * @param server the server
	 * @param bytesPerSecond the number of bytes in a second
	 * @return the link
	 * @throws IOException if no port is free
	 */
	public static SlowLink up(TestServer server, int bytesPerSecond) throws IOException {
		return new SlowLink(server, FAST, bytesPerSecond);
	}

	public InetSocketAddress address() {
		return (InetSocketAddress) this.acceptor.getLocalSocketAddress();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.acceptor.accept();
				Socket server = new Socket();
				server.setReceiveBufferSize(BUFFER);
				server.setSendBufferSize(BUFFER);
				server.connect(this.server);
				this.sockets.add(client);
				this.sockets.add(server);
				this.threads.execute(() -> forward(server, client, this.toClient));
				this.threads.execute(() -> forward(client, server, this.toServer));
			}
		}
		catch (IOException ex) {
			// The link is closed
		}
	}

	private static void forward(Socket from, Socket to, int bytesPerSecond) {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[BUFFER / 4];
			long next = System.nanoTime();
			for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
				out.write(buffer, 0, n);
				next = Math.max(next + TimeUnit.SECONDS.toNanos(n) / bytesPerSecond, System.nanoTime() - MAX_DELAY);
				LockSupport.parkNanos(next - System.nanoTime());
			}
		}
		catch (IOException ex) {
			// One of both ends has closed the connection
		}
	}

	@Override
	public void close() throws IOException {
		this.acceptor.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.threads.shutdown();
	}

}
