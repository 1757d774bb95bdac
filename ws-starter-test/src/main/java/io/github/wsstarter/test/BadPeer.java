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

package io.github.wsstarter.test;

import java.io.IOException;
import java.util.Arrays;

import org.springframework.util.Assert;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;

/**
 * A WebSocket client that misbehaves. It answers neither pings nor close frames, and
 * reads only when it is told to. Use its {@link #raw() client} for anything else.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class BadPeer implements AutoCloseable {

	private static final int SMALL_RECEIVE_BUFFER = 4096;

	private final RawClient client;

	private BadPeer(RawClient client) {
		this.client = client;
	}

	/**
	 * Open a WebSocket connection to a server on this machine. The receive buffer of the
	 * socket is small, so that a server soon notices a peer that does not read.
	 * @param port the port of the server
	 * @param path the path of the endpoint
	 * @return the peer
	 * @throws IOException if the connection fails
	 */
	public static BadPeer connect(int port, String path) throws IOException {
		requirePath(path);
		BadPeer peer = connect(port);
		try {
			peer.client.open(HttpRequest.upgrade(port, path));
			return peer;
		}
		catch (Throwable ex) {
			peer.close();
			throw ex;
		}
	}

	/**
	 * Open a TCP connection to a server on this machine, and send nothing.
	 * @param port the port of the server
	 * @return the peer
	 * @throws IOException if the connection fails
	 */
	public static BadPeer connect(int port) throws IOException {
		return new BadPeer(RawClient.connect(Loopback.address(port), SMALL_RECEIVE_BUFFER));
	}

	private static void requirePath(String path) {
		Assert.isTrue(path != null && path.startsWith("/"), "'path' must start with '/'");
	}

	/**
	 * Send a handshake with an {@code Origin} header.
	 * @param port the port of the server
	 * @param path the path of the endpoint
	 * @param origin the origin
	 * @return the response of the server
	 * @throws IOException if there is no response
	 */
	public static HttpResponse handshakeFrom(int port, String path, String origin) throws IOException {
		requirePath(path);
		Assert.notNull(origin, "'origin' must not be null");
		try (BadPeer peer = connect(port)) {
			return peer.client.request(HttpRequest.upgrade(port, path).header("Origin", origin));
		}
	}

	/**
	 * Send frames, valid or not.
	 * @param frames the frames
	 * @return this peer
	 * @throws IOException if the connection has ended
	 */
	public BadPeer send(Frame... frames) throws IOException {
		this.client.send(frames);
		return this;
	}

	/**
	 * Send any bytes.
	 * @param bytes the bytes
	 * @return this peer
	 * @throws IOException if the connection has ended
	 */
	public BadPeer sendBytes(byte... bytes) throws IOException {
		this.client.write(bytes);
		return this;
	}

	/**
	 * Send frames one byte at a time, each byte in a packet of its own.
	 * @param frames the frames
	 * @return this peer
	 * @throws IOException if the connection has ended
	 */
	public BadPeer trickle(Frame... frames) throws IOException {
		for (Frame frame : frames) {
			for (byte b : frame.encode()) {
				this.client.write(new byte[] { b });
			}
		}
		return this;
	}

	/**
	 * Send a frame in two parts.
	 * @param frame the frame
	 * @param position the number of bytes in the first part
	 * @return this peer
	 * @throws IOException if the connection has ended
	 */
	public BadPeer split(Frame frame, int position) throws IOException {
		byte[] bytes = frame.encode();
		Assert.isTrue(position >= 0 && position <= bytes.length, "'position' must be within the frame");
		this.client.write(Arrays.copyOf(bytes, position), Arrays.copyOfRange(bytes, position, bytes.length));
		return this;
	}

	/**
	 * Send the first bytes of a frame, and not the rest.
	 * @param frame the frame
	 * @param length the number of bytes to send
	 * @return this peer
	 * @throws IOException if the connection has ended
	 */
	public BadPeer sendPart(Frame frame, int length) throws IOException {
		byte[] bytes = frame.encode();
		Assert.isTrue(length >= 0 && length < bytes.length, "'length' must be less than that of the frame");
		return sendBytes(Arrays.copyOf(bytes, length));
	}

	/**
	 * Send a FIN without a close frame. The server can still write.
	 * @return this peer
	 * @throws IOException if the connection has ended
	 */
	public BadPeer halfClose() throws IOException {
		this.client.shutdownOutput();
		return this;
	}

	/**
	 * End the connection with a RST.
	 * @throws IOException if the socket fails
	 */
	public void reset() throws IOException {
		this.client.reset();
	}

	/**
	 * Return the client that this peer uses, which reads and writes frames and bytes.
	 * @return the client
	 */
	public RawClient raw() {
		return this.client;
	}

	/**
	 * End the connection with a FIN.
	 * @throws IOException if the socket fails
	 */
	@Override
	public void close() throws IOException {
		this.client.close();
	}

}
