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

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.session.MonotonicClock;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for failures of the server outside the methods of an endpoint. The close code
 * must not name the client's fault.
 *
 * @author The ws-starter authors
 */
class ServerFaultWireTests extends AbstractEngineTests {

	ServerFaultWireTests() {
		super(List.of(EchoEndpoint.class, FailingClock.class), "ws.limits.messages-per-second=1000",
				"logging.level.io.github.wsstarter=off");
	}

	@Test
	void failureToProcessInputIsNotBlamedOnTheClient() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			this.server.bean(FailingClock.class).failing = true;
			client.sendText("hello");
			Frame frame = client.read();
			// The direct engine ends the connection without a close frame
			if (this.container != Container.TOMCAT || frame != null) {
				assertThat(frame).isNotNull();
				assertThat(frame.closeCode()).isEqualTo(1011);
				client.answerClose(frame);
			}
			assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isIn(1006, 1011);
		}
		finally {
			this.server.bean(FailingClock.class).failing = false;
		}
	}

	static class FailingClock extends MonotonicClock {

		private volatile boolean failing;

		@Override
		public Instant instant() {
			if (this.failing && !Thread.currentThread().getName().startsWith("ws-clock")) {
				throw new IllegalStateException("Expected");
			}
			return super.instant();
		}

	}

}
