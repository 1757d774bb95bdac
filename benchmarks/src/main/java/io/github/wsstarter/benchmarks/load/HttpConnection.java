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

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * An HTTP connection with one request after the other.
 *
 * @author The ws-starter authors
 */
class HttpConnection extends ChannelInboundHandlerAdapter {

	private static final String LENGTH = "\ncontent-length:";

	private final StringBuilder head = new StringBuilder();

	private final Load load;

	private final Channel channel;

	private final Listener listener;

	private long sentAt;

	private int bodyLeft = -1;

	HttpConnection(Load load, Channel channel, Listener listener) {
		this.load = load;
		this.channel = channel;
		this.listener = listener;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.listener.idle(this);
	}

	void get(String path) {
		send("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, Load.HOST));
	}

	void post(String path, String text) {
		send("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s".formatted(path,
				Load.HOST, text.length(), text));
	}

	private void send(String request) {
		this.sentAt = System.nanoTime();
		this.channel.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII),
				this.channel.voidPromise());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		try {
			this.load.read(in.readableBytes());
			while (in.isReadable()) {
				read(in);
				if (this.bodyLeft == 0) {
					this.bodyLeft = -1;
					this.listener.answered(this.load.now() - this.sentAt);
					this.listener.idle(this);
				}
			}
		}
		finally {
			in.release();
		}
	}

	private void read(ByteBuf in) {
		if (this.bodyLeft > 0) {
			int skipped = Math.min(this.bodyLeft, in.readableBytes());
			in.skipBytes(skipped);
			this.bodyLeft -= skipped;
			return;
		}
		this.head.append((char) in.readByte());
		int length = this.head.length();
		if (length >= 4 && this.head.charAt(length - 1) == '\n' && this.head.charAt(length - 3) == '\n') {
			this.bodyLeft = bodyLength(this.head.toString());
			this.head.setLength(0);
		}
	}

	private static int bodyLength(String head) {
		int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
		if (!head.startsWith("HTTP/1.1 200") || at < 0) {
			throw new WorkloadException("the server answered " + head.lines().findFirst().orElse("nothing"));
		}
		int start = at + LENGTH.length();
		return Integer.parseInt(head.substring(start, head.indexOf('\r', start)).trim());
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.load.fail(new WorkloadException("the server closed a connection with requests"));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
		this.load.fail(ex);
	}

	/**
	 * Callback interface for the events of a connection.
	 */
	interface Listener {

		/**
		 * Called when a request can be sent.
		 * @param connection the connection
		 */
		void idle(HttpConnection connection);

		/**
		 * Called when a request was answered.
		 * @param nanos the time that the request took, in nanoseconds
		 */
		void answered(long nanos);

	}

}
