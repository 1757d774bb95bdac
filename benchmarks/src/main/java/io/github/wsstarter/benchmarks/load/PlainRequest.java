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

/**
 * A {@code GET} request on a connection of its own. It is not answered if the server
 * refuses it.
 *
 * @author The ws-starter authors
 */
class PlainRequest extends ChannelInboundHandlerAdapter {

	private static final String OK = "HTTP/1.1 200";

	private static final String END_OF_HEADERS = "\r\n\r\n";

	private final StringBuilder response = new StringBuilder();

	private final String path;

	private final Calls.Call call;

	PlainRequest(String path, Calls.Call call) {
		this.path = path;
		this.call = call;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		String request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(this.path, Load.HOST);
		context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), context.voidPromise());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		try {
			this.response.append(in.toString(StandardCharsets.US_ASCII));
		}
		finally {
			in.release();
		}
		if (this.response.indexOf(END_OF_HEADERS) >= 0 && context.channel().isOpen()) {
			context.close();
			if (this.response.indexOf(OK) == 0) {
				this.call.answered(System.nanoTime());
			}
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
		context.close();
	}

}
