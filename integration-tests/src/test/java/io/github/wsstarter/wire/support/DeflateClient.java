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

package io.github.wsstarter.wire.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * A client that has offered permessage-deflate. It compresses each message in the context
 * of the previous messages, unless the server has ruled that out.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7">RFC 7692, section 7</a>
 */
public final class DeflateClient implements AutoCloseable {

	public static final int RSV1 = 4;

	private static final byte[] TAIL = { 0, 0, (byte) 0xFF, (byte) 0xFF };

	private final RawClient client;

	private final @Nullable String agreed;

	private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

	private final Inflater inflater = new Inflater(true);

	private DeflateClient(RawClient client, @Nullable String agreed) {
		this.client = client;
		this.agreed = agreed;
	}

	public static DeflateClient open(TestServer server, String path) throws IOException {
		DeflateClient client = open(server, path, "permessage-deflate");
		assertThat(client.agreed()).startsWith("permessage-deflate");
		return client;
	}

	public static DeflateClient open(TestServer server, String path, String offer) throws IOException {
		return open(server.port(), path, offer);
	}

	/**
	 * Open a WebSocket connection.
	 * @param port the server's port
	 * @param path the path, as it goes over the wire
	 * @param offer the extensions to offer
	 * @return the client
	 * @throws IOException if the connection fails
	 */
	public static DeflateClient open(int port, String path, String offer) throws IOException {
		RawClient client = RawClient.connect(port);
		HttpResponse response = client.open(HttpRequest.upgrade(port, path).header("Sec-WebSocket-Extensions", offer));
		return new DeflateClient(client, response.header("Sec-WebSocket-Extensions"));
	}

	/**
	 * Return the extension that the server agreed to.
	 * @return the value of the header, or {@code null} if there is none
	 */
	public @Nullable String agreed() {
		return this.agreed;
	}

	public RawClient raw() {
		return this.client;
	}

	public void sendText(String text) throws IOException {
		this.client.send(text(text));
	}

	public Frame text(String text) {
		return new Frame(true, RSV1, Frame.TEXT, true, compress(text.getBytes(StandardCharsets.UTF_8)));
	}

	public Frame binary(byte... payload) {
		return new Frame(true, RSV1, Frame.BINARY, true, compress(payload));
	}

	/**
	 * Compress a message.
	 * @param payload the message
	 * @return the payload of a frame
	 */
	public byte[] compress(byte[] payload) {
		if (this.agreed == null || this.agreed.contains("client_no_context_takeover")) {
			this.deflater.reset();
		}
		if (payload.length == 0) {
			return new byte[1];
		}
		this.deflater.setInput(payload);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		int length = buffer.length;
		while (length == buffer.length) {
			length = this.deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
			out.write(buffer, 0, length);
		}
		byte[] compressed = out.toByteArray();
		assertThat(compressed).endsWith(TAIL);
		return Arrays.copyOf(compressed, compressed.length - TAIL.length);
	}

	public String ask(String text) throws IOException {
		sendText(text);
		return readText();
	}

	public String readText() throws IOException {
		return new String(readMessage(Frame.TEXT), StandardCharsets.UTF_8);
	}

	/**
	 * Read a message, compressed or not.
	 * @param opcode the expected opcode
	 * @return the message
	 * @throws IOException if no message arrives in time
	 */
	public byte[] readMessage(int opcode) throws IOException {
		Frame frame = next();
		assertThat(frame.opcode()).as(frame::toString).isEqualTo(opcode);
		boolean compressed = frame.rsv() == RSV1;
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.writeBytes(frame.payload());
		while (!frame.fin()) {
			frame = next();
			assertThat(frame).extracting(Frame::opcode, Frame::rsv).containsExactly(Frame.CONTINUATION, 0);
			payload.writeBytes(frame.payload());
		}
		return (compressed) ? inflate(payload) : payload.toByteArray();
	}

	private Frame next() throws IOException {
		Frame frame = this.client.read();
		return (frame != null) ? frame : fail("Expected a frame but the connection ended");
	}

	private byte[] inflate(ByteArrayOutputStream compressed) {
		try {
			compressed.writeBytes(TAIL);
			this.inflater.setInput(compressed.toByteArray());
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			byte[] buffer = new byte[8192];
			for (int length = this.inflater.inflate(buffer); length > 0; length = this.inflater.inflate(buffer)) {
				out.write(buffer, 0, length);
			}
			assertThat(this.inflater.getRemaining()).isZero();
			return out.toByteArray();
		}
		catch (DataFormatException ex) {
			return fail("The message is not compressed properly", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.client.close();
		this.deflater.end();
		this.inflater.end();
	}

}
