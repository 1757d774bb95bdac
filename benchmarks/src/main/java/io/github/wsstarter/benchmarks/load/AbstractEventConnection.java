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

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Base class for streams of server-sent events: requests a stream, and fails when the
 * stream ends.
 *
 * @author The ws-starter authors
 */
abstract class AbstractEventConnection extends ChannelInboundHandlerAdapter {

	private final String path;

	private final Load load;

	AbstractEventConnection(String path, Load load) {
		this.path = path;
		this.load = load;
	}

	/**
	 * Read part of the response.
	 * @param in the bytes, all of which must be read
	 */
	abstract void read(ByteBuf in);

	@Override
	public void channelActive(ChannelHandlerContext context) {
		String request = "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n\r\n".formatted(this.path,
				Load.HOST, this.load.port());
		context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), context.voidPromise());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		try {
			this.load.read(in.readableBytes());
			read(in);
		}
		finally {
			in.release();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.load.fail(new WorkloadException("the server closed a stream"));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
		this.load.fail(ex);
	}

}
