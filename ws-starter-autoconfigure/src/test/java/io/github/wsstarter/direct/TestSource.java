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

package io.github.wsstarter.direct;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;

/**
 * A source of messages that records how they were taken. Thread-safe.
 *
 * @author The ws-starter authors
 */
class TestSource implements OutboundSource {

	private final Queue<OutboundMessage> waiting = new ArrayDeque<>();

	private final List<Integer> batches = new ArrayList<>();

	private int taken;

	private boolean writing;

	private @Nullable Throwable failure;

	TestSource texts(String... texts) {
		for (String text : texts) {
			offer(text);
		}
		return this;
	}

	TestSource binary(int size) {
		return binary(new byte[size]);
	}

	TestSource binary(byte[] payload) {
		add(OutboundMessage.binary(ByteBuffer.wrap(payload)));
		return this;
	}

	/**
	 * Add a message.
	 * @param text the text
	 * @return whether the caller has to write
	 */
	boolean offer(String text) {
		return add(OutboundMessage.text(text));
	}

	private synchronized boolean add(OutboundMessage message) {
		this.waiting.add(message);
		boolean claimed = !this.writing;
		this.writing = true;
		return claimed;
	}

	@Override
	public synchronized @Nullable OutboundMessage poll() {
		OutboundMessage next = this.waiting.poll();
		if (next != null) {
			this.taken++;
		}
		return next;
	}

	@Override
	public synchronized boolean written() {
		this.batches.add(this.taken);
		this.taken = 0;
		this.writing = !this.waiting.isEmpty();
		return this.writing;
	}

	@Override
	public synchronized void failed(Throwable cause) {
		this.failure = cause;
	}

	/**
	 * Return the number of messages that each call reported as written.
	 * @return a number for each call
	 */
	synchronized List<Integer> batches() {
		return List.copyOf(this.batches);
	}

	synchronized @Nullable Throwable failure() {
		return this.failure;
	}

}
