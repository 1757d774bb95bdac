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

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;

/**
 * Records the messages of each session under the key that the client has chosen, and
 * sends no replies.
 *
 * @author The ws-starter authors
 */
@WsEndpoint(path = "/ws/record", name = "record")
class RecordingEndpoint {

	private final Map<String, Recording> recordings = new ConcurrentHashMap<>();

	@OnMessage
	void text(String message, @RequestParam String key) {
		add(key, "text", message.getBytes(StandardCharsets.UTF_8));
	}

	@OnMessage
	void binary(byte[] message, @RequestParam String key) {
		add(key, "binary", message);
	}

	@OnMessage
	void pong(PongMessage message, @RequestParam String key) {
		byte[] payload = new byte[message.getApplicationData().remaining()];
		message.getApplicationData().get(payload);
		add(key, "pong", payload);
	}

	@OnClose
	void closed(CloseStatus status, @RequestParam String key) {
		recording(key).status.complete(status);
	}

	/**
	 * Wait until a session has ended, and remove its recording.
	 * @param key the key that the client has chosen
	 * @return the recording of the session
	 */
	Recording take(String key) {
		try {
			recording(key).status.get(15, TimeUnit.SECONDS);
			return this.recordings.remove(key);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("Session '" + key + "' does not end: " + recording(key).messages, ex);
		}
	}

	private void add(String key, String kind, byte[] payload) {
		recording(key).messages.add(kind + ":" + HexFormat.of().formatHex(payload));
	}

	private Recording recording(String key) {
		return this.recordings.computeIfAbsent(key, (absent) -> new Recording());
	}

	static final class Recording {

		private final List<String> messages = new CopyOnWriteArrayList<>();

		private final CompletableFuture<CloseStatus> status = new CompletableFuture<>();

		List<String> messages() {
			return this.messages;
		}

		int closeCode() {
			return this.status.join().getCode();
		}

	}

}
