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

package io.github.wsstarter.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionDrain}.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class SessionDrainTests {

	private final TestSessions sessions = new TestSessions();

	private final TestTransport transport = new TestTransport();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@BeforeEach
	void setUp() {
		this.sessions.executor = this.executor;
		this.sessions.drain.setApplicationContext(this.context);
	}

	@AfterEach
	void shutdown() {
		this.executor.shutdownNow();
	}

	@Test
	void closesSessionsAndWaitsForTheirEnd() throws Exception {
		TransportSession session = this.sessions.open(this.transport);
		Future<?> drain = this.executor.submit(this::close);
		Awaitility.await().until(() -> !this.transport.closes.isEmpty());
		assertThat(this.transport.closes).containsExactly(CloseStatus.GOING_AWAY);
		assertThat(drain.isDone()).isFalse();
		session.closed(CloseStatus.GOING_AWAY);
		drain.get(1, TimeUnit.MINUTES);
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1001");
	}

	@Test
	void flushesQueuedMessagesFirst() throws Exception {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		session.send("1");
		session.send("2");
		Future<?> drain = this.executor.submit(this::close);
		Awaitility.await().until(() -> !session.isOpen());
		assertThat(this.transport.closes).isEmpty();
		this.transport.resume();
		assertThat(this.transport.written).containsExactly("2");
		assertThat(this.transport.closes).containsExactly(CloseStatus.GOING_AWAY);
		session.closed(CloseStatus.GOING_AWAY);
		drain.get(1, TimeUnit.MINUTES);
	}

	@Test
	void saysThatItWaitedForMethodsOfEndedSessions(CapturedOutput output) throws Exception {
		TestSessions sessions = new TestSessions();
		sessions.executor = this.executor;
		CountDownLatch release = new CountDownLatch(1);
		SessionDrain drain = new SessionDrain(sessions.registry, Duration.ofMillis(20), Duration.ZERO);
		drain.setApplicationContext(this.context);
		TransportSession session = sessions.open(this.transport);
		sessions.handler.onText = (text, replies) -> {
			release.await();
			return null;
		};
		Future<?> handling = this.executor.submit(() -> session.receive("x"));
		Awaitility.await().until(() -> sessions.handler.events.contains("x"));
		session.closed(CloseStatus.NORMAL);
		drain.onApplicationEvent(new ContextClosedEvent(this.context));
		release.countDown();
		handling.get(1, TimeUnit.MINUTES);
		assertThat(output).doesNotContain("Cutting off")
			.contains("Methods of endpoints that ended sessions wait for did not return within 20 ms: 1");
	}

	@Test
	void cutsOffWhatDoesNotEndInTime() {
		TestSessions sessions = new TestSessions();
		sessions.executor = this.executor;
		SessionDrain drain = new SessionDrain(sessions.registry, Duration.ofMillis(20), Duration.ZERO);
		drain.setApplicationContext(this.context);
		sessions.open(this.transport);
		drain.onApplicationEvent(new ContextClosedEvent(this.context));
		assertThat(sessions.registry.count()).isZero();
		assertThat(this.transport.closesNow).containsExactly(CloseStatus.GOING_AWAY);
		Awaitility.await().until(() -> sessions.handler.events.contains("closed 1001"));
	}

	@Test
	void sessionThatOpensMeanwhileIsClosed() {
		close();
		assertThat(this.sessions.drain.isDraining()).isTrue();
		this.sessions.open(this.transport);
		assertThat(this.transport.closes).containsExactly(CloseStatus.GOING_AWAY);
	}

	@Test
	void otherContextIsNoneOfItsBusiness() {
		this.sessions.drain.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
		assertThat(this.sessions.drain.isDraining()).isFalse();
	}

	private void close() {
		this.sessions.drain.onApplicationEvent(new ContextClosedEvent(this.context));
	}

}
