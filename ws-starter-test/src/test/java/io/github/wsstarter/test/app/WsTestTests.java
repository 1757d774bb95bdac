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

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.github.wsstarter.sse.SseEngine;
import io.github.wsstarter.test.WsTest;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link WsTest}.
 *
 * @author The ws-starter authors
 */
class WsTestTests {

	/**
	 * One endpoint, with a mock in place of its collaborator and with settings of another
	 * endpoint.
	 */
	@Nested
	@WsTest(endpoints = GreetingEndpoint.class, properties = "ws.endpoints.room.heartbeat.interval=1s")
	class OneEndpointTests {

		@MockitoBean
		private TestApplication.Greetings greetings;

		@Test
		void otherEndpointsAndComponentsAreNotLoaded(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(GreetingEndpoint.class)).hasSize(1);
			assertThat(context.getBeansOfType(RoomEndpoint.class)).isEmpty();
			assertThat(context.getBeansOfType(TomcatServletWebServerAutoConfiguration.class)).isEmpty();
			assertThat(context.getBeansOfType(SseEngine.class)).isEmpty();
		}

		@Test
		void collaboratorIsMocked(@Autowired WsTestClient client) {
			given(this.greetings.to("Ada")).willReturn("Good evening");
			try (WsTestSession session = client.endpoint(GreetingEndpoint.class).connect()) {
				session.sendText("Ada").expectText("Good evening");
			}
		}

	}

	/**
	 * An endpoint with a parameter and a return value that the application adds.
	 */
	@Nested
	@WsTest(OrdersEndpoint.class)
	class EndpointExtensionTests {

		@Test
		void argumentResolverAndReturnValueHandlerAreLoaded(@Autowired WsTestClient client) {
			try (WsTestSession session = client.endpoint(OrdersEndpoint.class).header("X-Tenant", "acme").connect()) {
				session.sendText("tea").expectText("acme ordered tea").expectText("It is on its way");
			}
		}

	}

	/**
	 * All endpoints.
	 */
	@Nested
	@WsTest
	class AllEndpointsTests {

		@MockitoBean
		private TestApplication.Greetings greetings;

		@Test
		void allEndpointsAreLoaded(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(GreetingEndpoint.class)).hasSize(1);
			assertThat(context.getBeansOfType(RoomEndpoint.class)).hasSize(1);
		}

	}

}
