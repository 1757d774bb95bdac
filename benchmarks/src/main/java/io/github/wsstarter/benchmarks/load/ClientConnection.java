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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * One WebSocket connection of the load generator.
 *
 * @author The ws-starter authors
 */
class ClientConnection extends ChannelInboundHandlerAdapter implements FrameParser.Sink {

	private static final int NO_CLOSE_FRAME = 1006;

	private static final int LARGEST_RESPONSE = 4096;

	private static final String END_OF_HEADERS = "\r\n\r\n";

	private static final String DEFLATE = "permessage-deflate";

	private final FrameParser parser = new FrameParser(this);

	private final StringBuilder response = new StringBuilder();

	private final int index;

	private final String path;

	private final Load load;

	private final ConnectionListener listener;

	private final Channel channel;

	private boolean open;

	private boolean contextTakeover;

	private int closeCode = NO_CLOSE_FRAME;

	ClientConnection(int index, String path, Load load, Channel channel, ConnectionListener listener) {
		this.index = index;
		this.path = path;
		this.load = load;
		this.channel = channel;
		this.listener = listener;
	}

	int index() {
		return this.index;
	}

	Channel channel() {
		return this.channel;
	}

	void keep(int bytes) {
		this.parser.keep(bytes);
	}

	/**
	 * Return whether the messages of the server may refer to previous messages.
	 * @return whether the server keeps its context
	 */
	boolean isContextTakeover() {
		return this.contextTakeover;
	}

	/**
	 * Return whether the message that the listener is being called for was compressed.
	 * @return whether it was marked as compressed
	 */
	boolean isCompressed() {
		return this.parser.isCompressed();
	}

	void send(ByteBuf frames) {
		this.channel.writeAndFlush(frames, this.channel.voidPromise());
	}

	void close() {
		send(Frames.encode(Frames.CLOSE, new byte[] { 0x03, (byte) 0xE8 }));
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		send(this.load.handshake(this.path));
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		try {
			this.load.read(in.readableBytes());
			if (!this.open) {
				readResponse(in);
			}
			this.parser.parse(in);
		}
		finally {
			in.release();
		}
	}

	private void readResponse(ByteBuf in) {
		int before = this.response.length();
		this.response.append(in.toString(StandardCharsets.US_ASCII));
		int end = this.response.indexOf(END_OF_HEADERS);
		if (end < 0 && this.response.length() > LARGEST_RESPONSE) {
			throw new WorkloadException("the response to the handshake is too long");
		}
		in.skipBytes((end >= 0) ? end + END_OF_HEADERS.length() - before : in.readableBytes());
		if (end >= 0) {
			String complete = this.response.toString();
			this.response.setLength(0);
			this.response.trimToSize();
			answered(complete, in);
		}
	}

	private void answered(String response, ByteBuf in) {
		if (response.startsWith("HTTP/1.1 101")) {
			checkDeflate(response);
			this.open = true;
			this.listener.opened(this);
			return;
		}
		in.skipBytes(in.readableBytes());
		this.listener.refused(this, response.lines().findFirst().orElse("no status line"));
		this.channel.close();
	}

	private void checkDeflate(String response) {
		if (response.contains(DEFLATE) != this.load.isDeflate()) {
			throw new WorkloadException((this.load.isDeflate()) ? "the server did not negotiate " + DEFLATE
					: "the server negotiated %s without an offer".formatted(DEFLATE));
		}
		this.contextTakeover = !response.contains("server_no_context_takeover");
	}

	@Override
	public void message(byte[] head, int length) {
		this.listener.message(this, head, length);
	}

	@Override
	public void control(int opcode, byte[] payload, int length) {
		if (opcode == Frames.PING) {
			send(Frames.encode(Frames.PONG, Arrays.copyOf(payload, length)));
		}
		else if (opcode == Frames.CLOSE) {
			this.closeCode = (length >= 2) ? ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF) : 1005;
			this.channel.close();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.open) {
			this.listener.drained(this);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.listener.closed(this, this.closeCode);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
		if (ex instanceof IOException) {
			context.close();
			return;
		}
		this.load.fail(ex);
	}

}
