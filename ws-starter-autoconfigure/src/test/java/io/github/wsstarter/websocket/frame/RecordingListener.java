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

package io.github.wsstarter.websocket.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.springframework.web.socket.CloseStatus;

/**
 * Records what a {@link FrameDecoder} delivers, as text that can be compared.
 *
 * @author The ws-starter authors
 */
class RecordingListener implements FrameListener {

	private final List<String> events = new ArrayList<>();

	List<String> events() {
		return this.events;
	}

	@Override
	public void onText(String text) {
		add("text " + text);
	}

	@Override
	public void onBinary(ByteBuffer bytes) {
		add("binary " + hex(bytes));
	}

	@Override
	public void onPing(ByteBuffer payload) {
		add("ping " + hex(payload));
	}

	@Override
	public void onPong(ByteBuffer payload) {
		add("pong " + hex(payload));
	}

	@Override
	public void onClose(CloseStatus status) {
		add("close " + status.getCode() + " " + status.getReason());
	}

	void add(String event) {
		this.events.add(event);
	}

	private static String hex(ByteBuffer bytes) {
		byte[] copy = new byte[bytes.remaining()];
		bytes.duplicate().get(copy);
		return HexFormat.of().formatHex(copy);
	}

}
