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

package io.github.wsstarter.autoconfigure;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.protocol.FrameCodec;
import io.github.wsstarter.protocol.WsStarterSubprotocol;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.session.Subprotocol;
import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.topic.SubprotocolEncoder;
import io.github.wsstarter.topic.TopicHub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link ProtocolAutoConfiguration}.
 *
 * @author The ws-starter authors
 */
class ProtocolAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class,
				ProtocolAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(Plain.class, Own.class, Preferring.class);

	@Test
	void everyEndpointOffersTheProtocol() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(WsStarterSubprotocol.class)
				.hasSingleBean(FrameCodec.class)
				.getBean(TopicHub.class)
				.extracting("encoder")
				.isInstanceOf(FrameCodec.class);
			assertThat(context.getBean(SessionRoutes.class).routes()).extracting(SessionRoute::subprotocols)
				.map((subprotocols) -> String.join(",", subprotocols))
				.containsExactlyInAnyOrder("ws-starter.v1", "v2,v1,ws-starter.v1", "ws-starter.v1,v1");
		});
	}

	@Test
	void endpointsServeWithoutJackson() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(JsonFactory.class)).run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(Subprotocol.class)
				.doesNotHaveBean(SubprotocolEncoder.class);
			assertThat(context.getBean(SessionRoutes.class).routes()).extracting(SessionRoute::subprotocols)
				.map((subprotocols) -> String.join(",", subprotocols))
				.containsExactlyInAnyOrder("", "v2,v1", "ws-starter.v1,v1");
		});
	}

	@Test
	void subscriptionLimitIsAProperty() {
		this.contextRunner.withPropertyValues("ws.limits.subscriptions=7")
			.run((context) -> assertThat(context.getBean(WsStarterSubprotocol.class)).extracting("subscriptionLimit")
				.isEqualTo(7));
	}

	@Test
	void backsOffWhereTheApplicationHasTopicsOfItsOwn() {
		this.contextRunner.withBean(Subscriptions.class, () -> mock(Subscriptions.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Subprotocol.class));
	}

	@Test
	void backsOffForUsersEventEncoder() {
		SubprotocolEncoder encoder = mock(SubprotocolEncoder.class);
		this.contextRunner.withBean(SubprotocolEncoder.class, () -> encoder)
			.run((context) -> assertThat(context).getBean(SubprotocolEncoder.class).isSameAs(encoder));
	}

	@WsEndpoint("/plain")
	static class Plain {

		@OnMessage
		void text(String message) {
		}

	}

	@WsEndpoint(path = "/own", subprotocols = { "v2", "v1" })
	static class Own {

		@OnMessage
		void text(String message) {
		}

	}

	@WsEndpoint(path = "/preferring", subprotocols = { "ws-starter.v1", "v1" })
	static class Preferring {

		@OnMessage
		void text(String message) {
		}

	}

}
