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

package io.github.wsstarter.benchmarks.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * The single thread on which all connections run, and the order for its scenario.
 *
 * @author The ws-starter authors
 */
final class Load {

	static final String HOST = "127.0.0.1";

	private static final int CONNECTIONS_FROM_ONE_ADDRESS = 10_000;

	/**
	 * The extension that browsers offer.
	 */
	private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

	private final EventLoopGroup loop;

	private final Bootstrap bootstrap;

	private final ControlLine order;

	private final Map<String, ByteBuf> handshakes = new HashMap<>();

	private long now;

	private long received;

	Load(ControlLine order) {
		ClientTransport transport = ClientTransport.best();
		this.order = order;
		this.loop = new MultiThreadIoEventLoopGroup(1, transport.handlers());
		this.bootstrap = new Bootstrap().group(this.loop)
			.option(ChannelOption.TCP_NODELAY, true)
			.remoteAddress(new InetSocketAddress(HOST, port()));
		transport.configure(this.bootstrap);
	}

	int order(String key) {
		return this.order.integer(key);
	}

	String word(String key) {
		return this.order.get(key);
	}

	/**
	 * Return whether to offer compression.
	 * @return whether connections negotiate permessage-deflate
	 */
	boolean isDeflate() {
		return Boolean.parseBoolean(this.order.fields().get("deflate"));
	}

	int port() {
		return order("port");
	}

	/**
	 * Return the request that opens a WebSocket connection.
	 * @param path the path to request
	 * @return the request
	 */
	ByteBuf handshake(String path) {
		return this.handshakes.computeIfAbsent(path, this::createHandshake).retainedDuplicate();
	}

	private ByteBuf createHandshake(String path) {
		String request = """
				GET %s HTTP/1.1\r
				Host: %s:%d\r
				Upgrade: websocket\r
				Connection: Upgrade\r
				Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
				Sec-WebSocket-Version: 13\r
				%s\r
				""".formatted(path, HOST, port(), (isDeflate()) ? OFFER : "");
		byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
		return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
	}

	void connect(int index, ConnectionListener listener) {
		connect(index, listener, 0);
	}

	/**
	 * Open a connection.
	 * @param index its number
	 * @param listener the listener for its events
	 * @param receiveBuffer the size of the socket's receive buffer in bytes, or 0 for the
	 * system's default
	 */
	void connect(int index, ConnectionListener listener, int receiveBuffer) {
		connect(index, listener, receiveBuffer, word("path"));
	}

	/**
	 * Open a connection.
	 * @param index its number
	 * @param listener the listener for its events
	 * @param receiveBuffer the size of the socket's receive buffer in bytes, or 0 for the
	 * system's default
	 * @param path the path to request
	 */
	void connect(int index, ConnectionListener listener, int receiveBuffer, String path) {
		connect(source(index), receiveBuffer, (channel) -> new ClientConnection(index, path, this, channel, listener));
	}

	/**
	 * Return the local address of a connection, or {@code null} for the choice of the
	 * system. One loopback address has ports for only some 28,000 connections to one
	 * server.
	 * @param index the connection's number
	 * @return the address, or {@code null} for the system's choice
	 */
	private @Nullable InetSocketAddress source(int index) {
		int block = index / CONNECTIONS_FROM_ONE_ADDRESS;
		return (block > 0) ? new InetSocketAddress("127.0.0.%d".formatted(1 + block), 0) : null;
	}

	/**
	 * Open a connection.
	 * @param receiveBuffer the size of the socket's receive buffer in bytes, or 0 for the
	 * system's default
	 * @param handler creates the handler of its events
	 */
	void connect(int receiveBuffer, Function<Channel, ChannelHandler> handler) {
		connect(null, receiveBuffer, handler);
	}

	private void connect(@Nullable InetSocketAddress source, int receiveBuffer,
			Function<Channel, ChannelHandler> handler) {
		open(source, receiveBuffer, handler).addListener((opened) -> {
			if (!opened.isSuccess()) {
				fail(opened.cause());
			}
		});
	}

	/**
	 * Open a connection that the system may refuse.
	 * @param receiveBuffer the size of the socket's receive buffer in bytes, or 0 for the
	 * system's default
	 * @param handler creates the handler of its events
	 * @return a future that completes when the connection is open, or was refused
	 */
	ChannelFuture open(int receiveBuffer, Function<Channel, ChannelHandler> handler) {
		return open(null, receiveBuffer, handler);
	}

	private ChannelFuture open(@Nullable InetSocketAddress source, int receiveBuffer,
			Function<Channel, ChannelHandler> handler) {
		Bootstrap bootstrap = this.bootstrap.clone();
		if (source != null) {
			bootstrap.localAddress(source).option(ChannelOption.SO_REUSEADDR, true);
		}
		if (receiveBuffer > 0) {
			bootstrap.option(ChannelOption.SO_RCVBUF, receiveBuffer);
		}
		bootstrap.handler(new ChannelInitializer<SocketChannel>() {

			@Override
			protected void initChannel(SocketChannel channel) {
				channel.pipeline().addLast(handler.apply(channel));
			}

		});
		return bootstrap.connect();
	}

	/**
	 * Record that bytes have been read. All of them count as arrived now.
	 * @param bytes the number of bytes
	 */
	void read(int bytes) {
		this.now = System.nanoTime();
		this.received += bytes;
	}

	/**
	 * Return the number of bytes that have been read from all connections.
	 * @return the number of bytes
	 */
	long received() {
		return this.received;
	}

	long now() {
		return this.now;
	}

	void execute(Runnable task) {
		schedule(Duration.ZERO, task);
	}

	void schedule(Duration delay, Runnable task) {
		this.loop.schedule(() -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				fail(ex);
			}
		}, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	void say(ControlLine line) {
		System.out.println(line);
	}

	/**
	 * Report that the scenario cannot go on. Only the first failure counts.
	 * @param ex the reason
	 */
	void fail(Throwable ex) {
		ex.printStackTrace();
		say(ControlLine.of("failed", "reason", "the load generator failed: " + ex.getMessage()));
	}

}
