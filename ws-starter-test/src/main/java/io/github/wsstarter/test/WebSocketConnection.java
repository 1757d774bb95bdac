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
import java.time.Duration;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;

/**
 * A WebSocket connection, read by a thread of its own.
 *
 * @author The ws-starter authors
 */
final class WebSocketConnection implements Connection {

	private final RawClient client;

	private final Conversation conversation;

	/**
	 * Serializes the frames of the test and the answers of the reading thread.
	 */
	private final Object writing = new Object();

	private volatile boolean ignorePings;

	/**
	 * Whether a close frame was sent. Guarded by {@code writing}.
	 */
	private boolean closeSent;

	private WebSocketConnection(RawClient client, Conversation conversation) {
		this.client = client;
		this.conversation = conversation;
	}

	static WebSocketConnection start(RawClient client, Conversation conversation) throws IOException {
		client.timeout(Duration.ZERO);
		WebSocketConnection connection = new WebSocketConnection(client, conversation);
		Thread reader = new Thread(connection::read, "ws-test-client");
		reader.setDaemon(true);
		reader.start();
		return connection;
	}

	private void read() {
		try {
			for (Frame frame = this.client.read(); frame != null; frame = this.client.read()) {
				handle(frame);
			}
		}
		catch (IOException | AssertionError ex) {
			// The connection has ended, in the middle of a message
		}
		this.conversation.closed(CloseStatus.NO_CLOSE_FRAME);
	}

	private void handle(Frame frame) throws IOException {
		switch (frame.opcode()) {
			case Frame.TEXT -> this.conversation.received(this.client.readRest(frame).text());
			case Frame.BINARY -> this.conversation.received(this.client.readRest(frame).payload());
			case Frame.PING -> {
				this.conversation.pinged();
				if (!this.ignorePings) {
					send(Frame.of(Frame.PONG, frame.payload()));
				}
			}
			case Frame.CLOSE -> {
				sendClose(Frame.of(Frame.CLOSE, frame.payload()));
				this.conversation.closed(frame.closeStatus());
			}
			default -> {
			}
		}
	}

	private void send(Frame frame) throws IOException {
		synchronized (this.writing) {
			this.client.send(frame);
		}
	}

	private void sendClose(Frame frame) throws IOException {
		synchronized (this.writing) {
			if (!this.closeSent) {
				this.closeSent = true;
				this.client.answerClose(frame);
			}
		}
	}

	@Override
	public void sendText(String text) throws IOException {
		send(Frame.text(text));
	}

	@Override
	public void sendBinary(byte[] payload) throws IOException {
		send(Frame.binary(payload));
	}

	@Override
	public void close(int code) throws IOException {
		sendClose(Frame.close(code, ""));
	}

	@Override
	public void ignorePings() {
		this.ignorePings = true;
	}

	@Override
	public void abort() throws IOException {
		this.client.close();
	}

}
