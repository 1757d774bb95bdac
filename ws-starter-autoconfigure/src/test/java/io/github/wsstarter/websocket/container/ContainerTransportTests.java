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

package io.github.wsstarter.websocket.container;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;

/**
 * Tests for {@link ContainerTransport}.
 *
 * @author The ws-starter authors
 */
class ContainerTransportTests {

	private final IllegalStateException closed = new IllegalStateException("closed");

	private final ContainerThreads threads = new ContainerThreads(200);

	private final Session connection = mock();

	private final OutboundSource source = mock();

	private final Map<String, Object> properties = new ConcurrentHashMap<>();

	@AfterEach
	void shutdown() {
		this.threads.shutdown();
	}

	@Test
	void blockingWriteFails() {
		given(this.source.poll()).willReturn(OutboundMessage.text("hello"), (OutboundMessage) null);
		given(this.connection.getBasicRemote()).willThrow(this.closed);
		transport().write(this.source, true);
		then(this.source).should().failed(this.closed);
	}

	@Test
	void asynchronousWriteFails() {
		given(this.source.poll()).willReturn(OutboundMessage.text("hello"));
		given(this.connection.getAsyncRemote()).willThrow(this.closed);
		this.threads.shutdown();
		transport().write(this.source, false);
		then(this.source).should().failed(this.closed);
	}

	@Test
	void closeFrameInReplyMayTakeASecond() {
		transport();
		assertThat(this.properties).containsEntry("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT",
				1000L);
	}

	@Test
	void closeFrameMayTakeFiveSeconds() throws IOException {
		transport().close(CloseStatus.GOING_AWAY);
		assertCloseFrameMayTake(5000);
	}

	@Test
	void closeFrameToClientThatDoesNotReadMayTakeFiftyMilliseconds() throws IOException {
		transport().closeNow(CloseStatus.GOING_AWAY);
		assertCloseFrameMayTake(50);
	}

	@Test
	void closesThoughBatchedMessagesCannotBeFlushed() throws IOException {
		RemoteEndpoint.Basic remote = mock();
		given(this.connection.getBasicRemote()).willReturn(remote);
		willThrow(new SocketTimeoutException()).given(remote).setBatchingAllowed(false);
		transport().closeNow(CloseStatus.GOING_AWAY);
		then(this.connection).should(timeout(5000)).close(any());
		then(remote).should().setBatchingAllowed(false);
	}

	private void assertCloseFrameMayTake(long millis) throws IOException {
		then(this.connection).should(timeout(5000)).close(any());
		assertThat(this.properties).containsEntry("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", millis)
			.containsEntry("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT", millis);
	}

	private ContainerTransport transport() {
		given(this.connection.getUserProperties()).willReturn(this.properties);
		return new ContainerTransport(this.connection, Duration.ofSeconds(1), this.threads, (status) -> {
		});
	}

}
