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
import java.util.function.LongConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * An HTTP connection with one ordinary request after the other.
 *
 * @author The ws-starter authors
 */
class HttpConnection extends ChannelInboundHandlerAdapter {

	private static final String LENGTH = "\ncontent-length:";

	private final StringBuilder head = new StringBuilder();

	private final ByteBuf request;

	private final Load load;

	private final LongConsumer answered;

	private long sentAt;

	private int bodyLeft = -1;

	/**
	 * Create a new instance.
	 * @param path what to ask for
	 * @param load the load generator
	 * @param answered told of each answer and how long it took
	 */
	HttpConnection(String path, Load load, LongConsumer answered) {
		this.request = Unpooled.copiedBuffer("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, Load.HOST),
				StandardCharsets.US_ASCII);
		this.load = load;
		this.answered = answered;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		send(context);
	}

	private void send(ChannelHandlerContext context) {
		this.sentAt = System.nanoTime();
		context.writeAndFlush(this.request.retainedDuplicate(), context.voidPromise());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		try {
			this.load.read();
			while (in.isReadable()) {
				read(in);
				if (this.bodyLeft == 0) {
					this.bodyLeft = -1;
					this.answered.accept(this.load.now() - this.sentAt);
					send(context);
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
		this.load.fail(new WorkloadException("the server closed a connection with ordinary requests"));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
		this.load.fail(ex);
	}

}
