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

package io.github.wsstarter.wire.websocket;

import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketClientCompressionHandler;
import org.jspecify.annotations.Nullable;

/**
 * {@link EchoClient} of Netty with its default compression.
 *
 * @author The ws-starter authors
 */
final class NettyEchoClient implements EchoClient {

	private static final int MAX_MESSAGE = 1 << 20;

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final CompletableFuture<Void> connected = new CompletableFuture<>();

	private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final Channel channel;

	private volatile @Nullable String extensions;

	NettyEchoClient(URI uri) throws Exception {
		Bootstrap bootstrap = new Bootstrap().group(this.threads).channel(NioSocketChannel.class);
		bootstrap.handler(new ChannelInitializer<>() {

			@Override
			protected void initChannel(Channel channel) {
				addHandlers(channel.pipeline(), uri);
			}

		});
		this.channel = bootstrap.connect(uri.getHost(), uri.getPort()).sync().channel();
		this.connected.get(10, TimeUnit.SECONDS);
	}

	private void addHandlers(ChannelPipeline pipeline, URI uri) {
		WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
			.webSocketUri(uri)
			.allowExtensions(true)
			.maxFramePayloadLength(MAX_MESSAGE)
			.build();
		pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_MESSAGE), new Handshake(),
				new WebSocketClientCompressionHandler(MAX_MESSAGE), new WebSocketClientProtocolHandler(config),
				new WebSocketFrameAggregator(MAX_MESSAGE), new Receiver());
	}

	@Override
	public @Nullable String extensions() {
		return this.extensions;
	}

	@Override
	public String ask(String text) throws Exception {
		this.channel.writeAndFlush(new TextWebSocketFrame(text)).sync();
		String reply = this.received.poll(10, TimeUnit.SECONDS);
		return (reply != null) ? reply : "nothing";
	}

	@Override
	public void close() {
		this.channel.close();
		this.threads.shutdownGracefully(0, 5, TimeUnit.SECONDS);
	}

	/**
	 * Notes what the server has accepted.
	 */
	private final class Handshake extends SimpleChannelInboundHandler<FullHttpResponse> {

		Handshake() {
			super(false);
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
			NettyEchoClient.this.extensions = response.headers().get("Sec-WebSocket-Extensions");
			context.fireChannelRead(response);
		}

	}

	/**
	 * Receives messages, and failures of the other handlers.
	 */
	private final class Receiver extends SimpleChannelInboundHandler<TextWebSocketFrame> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
			NettyEchoClient.this.received.add(frame.text());
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
				NettyEchoClient.this.connected.complete(null);
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			NettyEchoClient.this.connected.completeExceptionally(cause);
			NettyEchoClient.this.received.add(cause.toString());
		}

	}

}
