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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import io.github.wsstarter.benchmarks.server.CloseLog;
import io.github.wsstarter.benchmarks.server.ServerConsole;

/**
 * A server on Netty alone, with Netty's WebSocket handlers and native transport.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class NettyServer {

	private NettyServer() {
	}

	public static void main(String[] args) throws IOException {
		boolean compression = List.of(args).contains("--benchmark.compression=true");
		boolean epoll = Epoll.isAvailable();
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
				(epoll) ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
		Channel server = new ServerBootstrap().group(loops)
			.channel((epoll) ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
			.childHandler(new WebSocketPipeline(compression))
			.bind("127.0.0.1", 0)
			.syncUninterruptibly()
			.channel();
		new ServerConsole(CloseLog::new, () -> (text) -> {
		}, () -> () -> 0).serve(((InetSocketAddress) server.localAddress()).getPort(), "plain");
	}

}
