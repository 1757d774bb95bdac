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

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * A connection that sends the start of a request, and ignores what the server does.
 *
 * @author The ws-starter authors
 */
class RawAttacker extends ChannelInboundHandlerAdapter {

	private final String request;

	RawAttacker(String request) {
		this.request = request;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		send(context, this.request);
	}

	final void send(ChannelHandlerContext context, String text) {
		context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), context.voidPromise());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ReferenceCountUtil.release(message);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
		context.close();
	}

}
