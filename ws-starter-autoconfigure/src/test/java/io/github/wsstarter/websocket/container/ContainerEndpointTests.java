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

import java.time.Duration;
import java.util.HashMap;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.session.SessionFixture;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ContainerEndpoint} and connections that close while they open.
 *
 * @author The ws-starter authors
 */
class ContainerEndpointTests {

	private final SessionOptions options = new TestOptions().messageLimits(100, 100)
		.sendLimit(100)
		.sendTimeLimit(Duration.ofSeconds(1))
		.build();

	private final SessionFixture sessions = new SessionFixture();

	private final SessionHandler handler = mock();

	private final ContainerThreads threads = new ContainerThreads(200);

	private final Session connection = mock();

	private final EndpointConfig config = mock();

	ContainerEndpointTests() {
		given(this.connection.getUserProperties()).willReturn(new HashMap<>());
	}

	@AfterEach
	void shutdown() {
		this.threads.shutdown();
	}

	@Test
	void connectionThatClosesBeforeItsSessionIsKnownEndsIt() throws Exception {
		ContainerEndpoint[] endpoint = new ContainerEndpoint[1];
		endpoint[0] = new ContainerEndpoint(this.options, (transport) -> {
			TransportSession session = create(transport);
			endpoint[0].onClose(this.connection, new CloseReason(CloseCodes.GOING_AWAY, ""));
			return session;
		}, this.threads);
		endpoint[0].onOpen(this.connection, this.config);
		thenEndsWith(1001);
	}

	@Test
	void connectionThatClosesBeforeItsHandlersAreSetEndsItsSession() throws Exception {
		willThrow(new IllegalStateException("closed")).given(this.connection).setMaxTextMessageBufferSize(anyInt());
		new ContainerEndpoint(this.options, this::create, this.threads).onOpen(this.connection, this.config);
		thenEndsWith(1006);
	}

	@Test
	void connectionWhoseSessionCannotBeCreatedIsClosedWith1011() throws Exception {
		ContainerEndpoint endpoint = new ContainerEndpoint(this.options, (transport) -> {
			throw new IllegalStateException("Expected");
		}, this.threads);
		assertThatIllegalStateException().isThrownBy(() -> endpoint.onOpen(this.connection, this.config));
		ArgumentCaptor<CloseReason> reason = ArgumentCaptor.captor();
		then(this.connection).should().close(reason.capture());
		assertThat(reason.getValue().getCloseCode().getCode()).isEqualTo(1011);
	}

	private void thenEndsWith(int code) throws Exception {
		assertThat(this.sessions.registry().count()).isZero();
		assertThat(this.sessions.ends()).hasValue(1);
		InOrder order = inOrder(this.handler);
		then(this.handler).should(order).opened(any(), any());
		then(this.handler).should(order).closed(any(), eq(new CloseStatus(code)));
		then(this.handler).shouldHaveNoMoreInteractions();
	}

	private TransportSession create(Transport transport) {
		return this.sessions.create(this.handler, this.options, transport);
	}

}
