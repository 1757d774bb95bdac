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

package io.github.wsstarter.test.raw;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * A blocking WebSocket client on a bare socket. It sends any bytes, and answers pings and
 * close frames only when it is told to. One thread may write while another reads.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class RawClient implements WireClient {

	private final Socket connection;

	private final Socket socket;

	private final DataInputStream in;

	private boolean answerPings;

	/**
	 * Create a client of a connection.
	 * @param connection the TCP connection
	 * @param socket the TLS socket on top of the connection, or the connection itself
	 * @throws IOException if the connection has ended
	 */
	private RawClient(Socket connection, Socket socket) throws IOException {
		this(connection, socket, new BufferedInputStream(socket.getInputStream()));
	}

	private RawClient(Socket connection, Socket socket, InputStream in) throws IOException {
		this.connection = connection;
		this.connection.setTcpNoDelay(true);
		this.socket = socket;
		this.in = new DataInputStream(in);
		timeout(Timeouts.DEFAULT);
	}

	public static RawClient connect(int port) throws IOException {
		return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
	}

	/**
	 * Open a TCP connection.
	 * @param address the server's address
	 * @param receiveBuffer the size of the socket's receive buffer, or 0 for the system's
	 * choice
	 * @return the client
	 * @throws IOException if there is no connection
	 */
	public static RawClient connect(InetSocketAddress address, int receiveBuffer) throws IOException {
		return connect(address, receiveBuffer, Timeouts.DEFAULT);
	}

	/**
	 * Open a TCP connection.
	 * @param address the server's address
	 * @param receiveBuffer the size of the socket's receive buffer, or 0 for the system's
	 * choice
	 * @param timeout how long to wait for the connection, and then for what is read
	 * @return the client
	 * @throws IOException if there is no connection
	 * @see #timeout(Duration)
	 */
	public static RawClient connect(InetSocketAddress address, int receiveBuffer, Duration timeout) throws IOException {
		Socket connection = connection(address, receiveBuffer, timeout);
		RawClient client = new RawClient(connection, connection);
		client.timeout(timeout);
		return client;
	}

	/**
	 * Open a TCP connection, and read one byte at a time.
	 * @param port the server's port
	 * @return the client
	 * @throws IOException if there is no connection
	 */
	public static RawClient connectSlowly(int port) throws IOException {
		Socket connection = connection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16_384,
				Timeouts.DEFAULT);
		return new RawClient(connection, connection, new FilterInputStream(connection.getInputStream()) {

			@Override
			public int read(byte[] buffer, int offset, int length) throws IOException {
				return super.read(buffer, offset, Math.min(length, 1));
			}

		});
	}

	/**
	 * Open a TLS connection.
	 * @param port the server's port
	 * @param receiveBuffer the size of the TCP connection's receive buffer, or 0 for the
	 * system's choice
	 * @param context trusts the server's certificate
	 * @param protocol the version of TLS
	 * @return the client
	 * @throws IOException if there is no connection
	 */
	public static RawClient connectSecurely(int port, int receiveBuffer, SSLContext context, String protocol)
			throws IOException {
		Socket connection = connection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), receiveBuffer,
				Timeouts.DEFAULT);
		try {
			SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connection, "localhost", port, true);
			socket.setEnabledProtocols(new String[] { protocol });
			connection.setSoTimeout(Timeouts.millis(Timeouts.DEFAULT));
			socket.startHandshake();
			return new RawClient(connection, socket);
		}
		catch (Throwable ex) {
			connection.close();
			throw ex;
		}
	}

	private static Socket connection(InetSocketAddress address, int receiveBuffer, Duration timeout)
			throws IOException {
		Socket connection = new Socket();
		if (receiveBuffer > 0) {
			connection.setReceiveBufferSize(receiveBuffer);
		}
		connection.connect(address, Timeouts.millis(timeout));
		return connection;
	}

	public HttpResponse request(HttpRequest request) throws IOException {
		write(request.encode());
		return readResponse();
	}

	/**
	 * Read the response to a request that was written with {@link #write}.
	 * @return the response
	 * @throws IOException if there is none
	 */
	public HttpResponse readResponse() throws IOException {
		return HttpResponse.read(this.in);
	}

	/**
	 * Send a handshake, and check the response.
	 * @param request the request, with {@link HttpRequest#KEY}
	 * @return the response
	 * @throws IOException if the connection ends
	 */
	public HttpResponse open(HttpRequest request) throws IOException {
		HttpResponse response = request(request);
		response.requireStatus(request, 101);
		return checked(response);
	}

	public HttpResponse readHandshake() throws IOException {
		return checked(HttpResponse.read(this.in));
	}

	private static HttpResponse checked(HttpResponse response) {
		assertThat(response.status()).as(response::toString).isEqualTo(101);
		assertThat(response.header("Upgrade")).isEqualToIgnoringCase("websocket");
		assertThat(response.header("Connection")).containsIgnoringCase("upgrade");
		assertThat(response.header("Sec-WebSocket-Accept")).isEqualTo(accept(HttpRequest.KEY));
		return response;
	}

	public void write(byte[]... parts) throws IOException {
		for (byte[] part : parts) {
			this.socket.getOutputStream().write(part);
		}
	}

	public void send(Frame... frames) throws IOException {
		for (Frame frame : frames) {
			write(frame.encode());
		}
	}

	@Override
	public void sendText(String text) throws IOException {
		send(Frame.text(text));
	}

	@Override
	public void sendBinary(byte... payload) throws IOException {
		send(Frame.binary(payload));
	}

	/**
	 * Read the next frame.
	 * @return the frame, or {@code null} if the connection has ended
	 * @throws EOFException if the connection ended within a frame
	 * @throws IOException if no frame comes in time
	 */
	public @Nullable Frame read() throws IOException {
		Frame frame = readFrame();
		while (this.answerPings && frame != null && frame.opcode() == Frame.PING) {
			send(Frame.of(Frame.PONG, frame.payload()));
			frame = readFrame();
		}
		return frame;
	}

	private @Nullable Frame readFrame() throws IOException {
		try {
			int first = this.in.read();
			if (first == -1) {
				return null;
			}
			int second = this.in.readUnsignedByte();
			int length = Math.toIntExact(length(second & 0x7F));
			byte[] payload = this.in.readNBytes(length);
			if (payload.length < length) {
				throw new EOFException(
						"The connection ended within a frame: " + payload.length + " of " + length + " bytes");
			}
			return new Frame((first & 0x80) != 0, (first & 0x70) >> 4, first & 0x0F, (second & 0x80) != 0, payload);
		}
		catch (SocketException | SSLException ex) {
			return null;
		}
	}

	private long length(int encoded) throws IOException {
		return switch (encoded) {
			case 126 -> this.in.readUnsignedShort();
			case 127 -> this.in.readLong();
			default -> encoded;
		};
	}

	/**
	 * Read a whole message. Tomcat sends a large text in fragments.
	 * @return the message in one frame
	 * @throws IOException if none comes in time
	 */
	public Frame readMessage() throws IOException {
		return readRest(readFragment());
	}

	/**
	 * Read the fragments that follow the first fragment of a message.
	 * @param first the first fragment
	 * @return the message in one frame
	 * @throws IOException if the rest does not come in time
	 */
	public Frame readRest(Frame first) throws IOException {
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.writeBytes(first.payload());
		boolean last = first.fin();
		while (!last) {
			Frame next = readFragment();
			assertThat(next.opcode()).as(next::toString).isEqualTo(Frame.CONTINUATION);
			payload.writeBytes(next.payload());
			last = next.fin();
		}
		return new Frame(true, 0, first.opcode(), false, payload.toByteArray());
	}

	private Frame readFragment() throws IOException {
		Frame frame = read();
		if (frame == null) {
			return fail("The connection ended instead of a frame");
		}
		assertThat(frame).as(frame::toString).extracting(Frame::rsv, Frame::masked).containsExactly(0, false);
		return frame;
	}

	/**
	 * Read the next message, and expect an opcode. Pings before the message are skipped,
	 * because the first ping may come at any time.
	 * @param opcode the opcode
	 * @return the message in one frame
	 * @throws IOException if it does not come in time
	 */
	public Frame read(int opcode) throws IOException {
		Frame message = readMessage();
		while (message.opcode() == Frame.PING && opcode != Frame.PING) {
			message = readMessage();
		}
		assertThat(message.opcode()).as(message::toString).isEqualTo(opcode);
		return message;
	}

	@Override
	public String readText() throws IOException {
		return read(Frame.TEXT).text();
	}

	@Override
	public @Nullable String readTextOrEnd() throws IOException {
		try {
			Frame frame = read();
			while (frame != null && frame.opcode() != Frame.TEXT) {
				frame = read();
			}
			ByteArrayOutputStream text = new ByteArrayOutputStream();
			for (; frame != null; frame = read()) {
				text.writeBytes(frame.payload());
				if (frame.fin()) {
					return text.toString(StandardCharsets.UTF_8);
				}
			}
			return null;
		}
		catch (EOFException ex) {
			return null;
		}
	}

	@Override
	public byte[] readBinary() throws IOException {
		return read(Frame.BINARY).payload();
	}

	@Override
	public String readAny() throws IOException {
		return readMessage().text();
	}

	@Override
	public CloseStatus readClose() throws IOException {
		Frame frame = nextClose();
		answerClose(frame);
		expectEnd();
		return frame.closeStatus();
	}

	@Override
	public CloseStatus close(int code, String reason) throws IOException {
		send(Frame.close(code, reason));
		Frame frame = nextClose();
		expectEnd();
		return frame.closeStatus();
	}

	/**
	 * Expect a close frame, and skip all frames before it. Answer the close frame, and
	 * expect the connection to end.
	 * @param code the expected close code
	 * @return the close frame
	 * @throws IOException if the close frame does not come in time
	 */
	public Frame expectClose(int code) throws IOException {
		Frame frame = expectCloseFrame(code);
		answerClose(frame);
		expectEnd();
		return frame;
	}

	/**
	 * Expect a close frame, and skip all frames before it. Do not answer the close frame.
	 * @param code the expected close code
	 * @return the close frame
	 * @throws IOException if the close frame does not come in time
	 */
	public Frame expectCloseFrame(int code) throws IOException {
		Frame frame = nextClose();
		assertThat(frame.closeCode()).as(frame::toString).isEqualTo(code);
		return frame;
	}

	private Frame nextClose() throws IOException {
		Frame frame = read();
		while (frame != null && frame.opcode() != Frame.CLOSE) {
			frame = read();
		}
		return (frame != null) ? frame : fail("The connection ended without a close frame");
	}

	/**
	 * Send a close frame to a server that may have ended the connection.
	 * @param frame the frame
	 * @throws IOException if the socket fails
	 */
	public void answerClose(Frame frame) throws IOException {
		try {
			send(Frame.of(Frame.CLOSE, frame.payload()));
		}
		catch (SocketException | SSLException ex) {
			// The server did not wait for the answer
		}
	}

	/**
	 * Answer each ping when it is read, and do not return pings any more.
	 * @return this client
	 */
	public RawClient answerPings() {
		this.answerPings = true;
		return this;
	}

	@Override
	public void expectEnd() throws IOException {
		try {
			Frame frame = read();
			while (frame != null) {
				frame = read();
			}
		}
		catch (EOFException ex) {
			// A client that is cut off gets a part of a frame last
		}
	}

	@Override
	public void expectNothing(Duration duration) throws IOException {
		long end = System.nanoTime() + duration.toNanos();
		try {
			for (long left = duration.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
				timeout(Duration.ofMillis(left));
				awaitByte();
				timeout(Timeouts.DEFAULT);
				Frame frame = readFrame();
				if (frame == null || frame.opcode() != Frame.PING || !this.answerPings) {
					fail("Expected nothing but got %s", frame);
				}
				send(Frame.of(Frame.PONG, frame.payload()));
			}
		}
		catch (SocketTimeoutException ex) {
			// As expected
		}
		finally {
			timeout(Timeouts.DEFAULT);
		}
	}

	/**
	 * Wait for the first byte of a frame, and do not consume it, so that a timeout does
	 * not lose a part of a frame.
	 * @throws IOException if it does not come in time
	 */
	private void awaitByte() throws IOException {
		this.in.mark(1);
		this.in.read();
		this.in.reset();
	}

	/**
	 * Set how long to wait for what is read.
	 * @param timeout how long to wait, zero to wait without limit
	 * @throws IOException if the connection has ended
	 */
	public void timeout(Duration timeout) throws IOException {
		this.socket.setSoTimeout(Timeouts.millis(timeout));
	}

	/**
	 * Send a FIN without a close frame, with TLS after a {@code close_notify}.
	 * @throws IOException if the connection has ended
	 */
	public void shutdownOutput() throws IOException {
		if (this.socket != this.connection) {
			this.socket.shutdownOutput();
		}
		shutdownConnection();
	}

	/**
	 * Send a FIN, with TLS without a {@code close_notify}.
	 * @throws IOException if the connection has ended
	 */
	public void shutdownConnection() throws IOException {
		if (!this.connection.isOutputShutdown()) {
			this.connection.shutdownOutput();
		}
	}

	/**
	 * Write bytes that are not a TLS record.
	 * @param bytes the bytes
	 * @throws IOException if the connection has ended
	 */
	public void writeBelowTls(byte... bytes) throws IOException {
		this.connection.getOutputStream().write(bytes);
	}

	/**
	 * Start another TLS handshake on this connection: a renegotiation with TLS 1.2, a key
	 * update with TLS 1.3.
	 * @throws IOException if the server refuses the handshake
	 */
	public void handshakeAgain() throws IOException {
		((SSLSocket) this.socket).startHandshake();
	}

	@Override
	public void reset() throws IOException {
		if (!this.connection.isClosed()) {
			this.connection.setSoLinger(true, 0);
			this.connection.close();
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private static String accept(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1")
				.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
