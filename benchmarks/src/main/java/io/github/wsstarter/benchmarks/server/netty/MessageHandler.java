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

package io.github.wsstarter.benchmarks.server.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/**
 * Answers each message with its text, or sends it to all subscribers of the broadcast.
 * Replies to messages that were read at once leave in one write.
 *
 * @author The ws-starter authors
 */
class MessageHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {

	private final ChannelGroup receivers;

	private boolean broadcast;

	MessageHandler(ChannelGroup receivers) {
		this.receivers = receivers;
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
		if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete handshake
				&& handshake.requestUri().equals("/ws/broadcast")) {
			this.broadcast = true;
			this.receivers.add(context.channel());
		}
		super.userEventTriggered(context, event);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
		TextWebSocketFrame answer = new TextWebSocketFrame(frame.text());
		if (this.broadcast) {
			this.receivers.writeAndFlush(answer);
		}
		else {
			context.write(answer, context.voidPromise());
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		context.flush();
	}

}
