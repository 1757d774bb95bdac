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

import java.nio.charset.StandardCharsets;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * STOMP, as far as a broadcast needs it.
 *
 * @author The ws-starter authors
 * @see <a href="https://stomp.github.io/stomp-specification-1.2.html">STOMP 1.2</a>
 */
final class StompDialect implements Dialect {

	private static final int LONGEST_HEADERS = 240;

	private static final byte[] CONNECT = ascii("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0");

	private static final byte[] SUBSCRIBE = ascii("SUBSCRIBE\nid:0\ndestination:/topic/broadcast\n\n\0");

	private static final byte[] SEND = ascii("SEND\ndestination:/topic/broadcast\ncontent-type:text/plain\n\n");

	private final int headLength;

	StompDialect(int payloadHead) {
		this.headLength = LONGEST_HEADERS + payloadHead;
	}

	@Override
	public int headLength() {
		return this.headLength;
	}

	@Override
	public void subscribe(ClientConnection connection) {
		connection.send(Frames.encode(Frames.TEXT, CONNECT));
	}

	@Override
	public byte[] publish(byte[] payload) {
		byte[] frame = new byte[SEND.length + payload.length + 1];
		System.arraycopy(SEND, 0, frame, 0, SEND.length);
		System.arraycopy(payload, 0, frame, SEND.length, payload.length);
		return frame;
	}

	@Override
	public int payloadStart(ClientConnection connection, byte[] head) {
		switch (head[0]) {
			case 'M' -> {
				return bodyStart(head);
			}
			case 'C' -> {
				connection.send(Frames.encode(Frames.TEXT, SUBSCRIBE));
				return -1;
			}
			default -> throw new WorkloadException("the server sent " + new String(head, StandardCharsets.US_ASCII));
		}
	}

	private static int bodyStart(byte[] head) {
		for (int i = 1; i < LONGEST_HEADERS; i++) {
			if (head[i] == '\n' && head[i - 1] == '\n') {
				return i + 1;
			}
		}
		throw new WorkloadException("the headers are too long: " + new String(head, StandardCharsets.US_ASCII));
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
