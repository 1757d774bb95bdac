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
import java.util.Base64;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.test.raw.ServerSentEvent;
import io.github.wsstarter.test.raw.SseClient;

/**
 * An event stream, read by a thread of its own, and the requests that go up beside it.
 *
 * @author The ws-starter authors
 */
final class SseConnection implements Connection {

	private final SseClient client;

	private final Conversation conversation;

	private SseConnection(SseClient client, Conversation conversation) {
		this.client = client;
		this.conversation = conversation;
	}

	static SseConnection start(SseClient client, Conversation conversation) throws IOException {
		client.timeout(Duration.ZERO);
		SseConnection connection = new SseConnection(client, conversation);
		Thread reader = new Thread(connection::read, "ws-test-client");
		reader.setDaemon(true);
		reader.start();
		return connection;
	}

	private void read() {
		try {
			for (ServerSentEvent event = this.client.read(); event != null; event = this.client.read()) {
				switch (event.type()) {
					case "message" -> this.conversation.received(event.data());
					case "binary" -> this.conversation.received(Base64.getDecoder().decode(event.data()));
					case "close" -> this.conversation.closed(SseClient.closeStatus(event));
					default -> {
					}
				}
			}
		}
		catch (IOException ex) {
			// The stream has ended, in the middle of an event
		}
		this.conversation.closed(CloseStatus.NO_CLOSE_FRAME);
	}

	@Override
	public void sendText(String text) throws IOException {
		this.client.sendText(text);
	}

	@Override
	public void sendBinary(byte[] payload) throws IOException {
		this.client.sendBinary(payload);
	}

	@Override
	public void close(int code) throws IOException {
		this.client.upstream().delete("code=" + code);
	}

	@Override
	public void ignorePings() {
	}

	@Override
	public void abort() throws IOException {
		this.client.close();
	}

}
