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

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * The means by which the load generator reads and writes. io_uring needs the fewest
 * system calls, so that the load generator has less to do than the server, but containers
 * often forbid it.
 *
 * @author The ws-starter authors
 */
enum ClientTransport {

	/**
	 * Linux' io_uring, reading into buffers that all connections share.
	 */
	IO_URING(IoUringSocketChannel.class) {

		@Override
		IoHandlerFactory handlers() {
			IoUringBufferRingConfig buffers = IoUringBufferRingConfig.builder()
				.bufferGroupId(BUFFER_GROUP)
				.bufferRingSize(BUFFERS)
				.batchSize(ADDED_BUFFERS)
				.allocator(new IoUringFixedBufferRingAllocator(BUFFER_SIZE))
				.build();
			return IoUringIoHandler
				.newFactory(new IoUringIoHandlerConfig().setRingSize(SUBMISSIONS).setBufferRingConfig(buffers));
		}

		@Override
		void configure(Bootstrap bootstrap) {
			super.configure(bootstrap);
			bootstrap.option(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, BUFFER_GROUP);
		}

	},

	/**
	 * Linux' epoll.
	 */
	EPOLL(EpollSocketChannel.class) {

		@Override
		IoHandlerFactory handlers() {
			return EpollIoHandler.newFactory();
		}

	},

	/**
	 * The transport of the JDK.
	 */
	NIO(NioSocketChannel.class) {

		@Override
		IoHandlerFactory handlers() {
			return NioIoHandler.newFactory();
		}

	};

	/**
	 * The number of messages that are sent at once: few, so that the server has something
	 * to do while the load generator handles the others.
	 */
	private static final int SUBMISSIONS = 16;

	private static final short BUFFER_GROUP = 0;

	private static final short BUFFERS = 128;

	private static final int ADDED_BUFFERS = 16;

	private static final int BUFFER_SIZE = 16_384;

	private final Class<? extends SocketChannel> channel;

	ClientTransport(Class<? extends SocketChannel> channel) {
		this.channel = channel;
	}

	/**
	 * Return the best transport that this machine supports.
	 * @return the transport
	 */
	static ClientTransport best() {
		if (IoUring.isAvailable() && IoUring.isRegisterBufferRingSupported()) {
			return IO_URING;
		}
		return (Epoll.isAvailable()) ? EPOLL : NIO;
	}

	abstract IoHandlerFactory handlers();

	void configure(Bootstrap bootstrap) {
		bootstrap.channel(this.channel);
	}

}
