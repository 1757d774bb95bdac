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

package io.github.wsstarter.benchmarks.micro;

import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;

/**
 * A transport that only counts messages.
 *
 * @author The ws-starter authors
 */
final class DrainingTransport implements Transport {

	private final Semaphore written = new Semaphore(0);

	@Override
	public int idleSize() {
		return 0;
	}

	@Override
	public String name() {
		return "none";
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		int count = 0;
		do {
			while (source.poll() != null) {
				count++;
			}
		}
		while (source.written());
		this.written.release(count);
	}

	/**
	 * Wait until a number of messages have been taken.
	 * @param count the number of messages
	 * @throws InterruptedException if the thread is interrupted
	 */
	void await(int count) throws InterruptedException {
		this.written.acquire(count);
	}

	@Override
	public void ping(ByteBuffer payload) {
	}

	@Override
	public void close(CloseStatus status) {
	}

}
