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

package io.github.wsstarter.test.app;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.handshake.HandshakeRequest;
import io.github.wsstarter.session.SessionListener;

/**
 * Makes some clients wait, and closes the sessions of uninvited clients when they open.
 *
 * @author The ws-starter authors
 */
@Component
public class Doorkeeper implements HandshakeCheck, SessionListener {

	private final Semaphore door = new Semaphore(0);

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		if (request.getHttpRequest().getHeaders().containsHeader("X-Waiting")) {
			waitForDoor();
		}
		return HandshakeDecision.proceed();
	}

	@Override
	public void sessionOpened(WsSession session) {
		if (session.getHeaders().containsHeader("X-Uninvited")) {
			session.close(new CloseStatus(4002));
		}
	}

	void waitForDoor() {
		try {
			this.door.tryAcquire(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Let clients in, and wait until they are in, so that nobody takes their places. A
	 * client that has left before it came to the door is waited for in vain.
	 * @param clients the number of clients
	 */
	void letIn(int clients) {
		this.door.release(clients);
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
		while (this.door.availablePermits() > 0 && System.nanoTime() < deadline) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
		}
		this.door.drainPermits();
	}

}
