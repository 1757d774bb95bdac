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

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * Sets up a connection as Netty's own examples do.
 *
 * @author The ws-starter authors
 */
class WebSocketPipeline extends ChannelInitializer<SocketChannel> {

	private static final int LARGEST_MESSAGE = 64 * 1024;

	private final ChannelGroup receivers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final boolean compression;

	WebSocketPipeline(boolean compression) {
		this.compression = compression;
	}

	@Override
	protected void initChannel(SocketChannel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		pipeline.addLast(new HttpServerCodec());
		pipeline.addLast(new HttpObjectAggregator(LARGEST_MESSAGE));
		if (this.compression) {
			pipeline.addLast(new WebSocketServerCompressionHandler(LARGEST_MESSAGE));
		}
		pipeline.addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
			.websocketPath("/ws")
			.checkStartsWith(true)
			.allowExtensions(this.compression)
			.maxFramePayloadLength(LARGEST_MESSAGE)
			.build()));
		pipeline.addLast(new WebSocketFrameAggregator(LARGEST_MESSAGE));
		pipeline.addLast(new MessageHandler(this.receivers));
	}

}
