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

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.SendTo;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.endpoint.EndpointDefinitionException;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionMonitor;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.sse.SseEngine;
import io.github.wsstarter.websocket.WebSocketEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

/**
 * Tests for applications that exclude one of the auto-configurations.
 *
 * @author The ws-starter authors
 */
class ExcludedAutoConfigurationTests {

	private static final String TOPICS = TopicAutoConfiguration.class.getName();

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withUserConfiguration(Application.class)
		.withPropertyValues("server.port=0", "server.address=127.0.0.1");

	static Stream<String> autoConfigurations() {
		return ImportCandidates.load(AutoConfiguration.class, ExcludedAutoConfigurationTests.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.wsstarter."));
	}

	@ParameterizedTest
	@MethodSource("autoConfigurations")
	void applicationStarts(String excluded) {
		List<Class<?>> endpoints = (excluded.equals(TOPICS)) ? List.of(Echo.class)
				: List.of(Echo.class, News.class, Feed.class);
		excluding(excluded).withUserConfiguration(endpoints.toArray(Class<?>[]::new))
			.run((context) -> assertThat(endpoints)
				.allSatisfy((endpoint) -> assertThat(context).hasSingleBean(endpoint)));
	}

	@ParameterizedTest
	@ValueSource(classes = { News.class, Feed.class })
	void applicationThatNeedsTopicsIsToldWhatToDo(Class<?> endpoint) {
		excluding(TOPICS).withUserConfiguration(endpoint)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(EndpointDefinitionException.class,
						(ex) -> assertThat(ex.getAction()).contains(TOPICS, "io.github.wsstarter.Topics")));
	}

	@Test
	void nothingIsServedWithoutTheBasis() {
		excluding(WsAutoConfiguration.class.getName()).withUserConfiguration(Echo.class)
			.run((context) -> assertThat(context).doesNotHaveBean(SessionRoutes.class)
				.doesNotHaveBean(WebSocketEngine.class)
				.doesNotHaveBean(SseEngine.class));
	}

	@Test
	void streamsAreServedWithoutWebSocket() {
		excluding(WebSocketAutoConfiguration.class.getName()).withUserConfiguration(Echo.class)
			.run((context) -> assertThat(context).hasSingleBean(SseEngine.class)
				.hasSingleBean(HandshakeChecks.class)
				.doesNotHaveBean(WebSocketEngine.class));
	}

	@Test
	void sessionCannotSubscribeWithoutTopics() {
		TransportSession session = mock();
		excluding(TOPICS).withUserConfiguration(Echo.class).run((context) -> {
			assertThat(context.getBean(SessionFactory.class)).extracting("subscriptions")
				.isInstanceOf(WsAutoConfiguration.MissingTopics.class);
			assertThatIllegalStateException()
				.isThrownBy(() -> new WsAutoConfiguration.MissingTopics().subscribe(session, "news"))
				.withMessageContaining("'news'")
				.withMessageContaining("TopicAutoConfiguration");
			new WsAutoConfiguration.MissingTopics().unsubscribe(session, "news");
		});
	}

	@Test
	void keepAliveOfStreamsDoesNotConcernSessionsWithoutStreams() {
		WebApplicationContextRunner runner = this.contextRunner.withUserConfiguration(Echo.class)
			.withPropertyValues("ws.sse.keep-alive=400ms");
		runner.run((context) -> assertThat(context.getBean(SessionMonitor.class)).hasFieldOrPropertyWithValue("period",
				Duration.ofMillis(100).toNanos()));
		runner.withPropertyValues("ws.sse.enabled=false")
			.run((context) -> assertThat(context.getBean(SessionMonitor.class)).hasFieldOrPropertyWithValue("period",
					Duration.ofSeconds(1).toNanos()));
	}

	private WebApplicationContextRunner excluding(String autoConfiguration) {
		return this.contextRunner.withPropertyValues("spring.autoconfigure.exclude=" + autoConfiguration);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@WsEndpoint("/echo")
	static class Echo {

		@OnMessage
		String on(String message) {
			return message;
		}

	}

	@WsEndpoint("/feed")
	static class Feed {

		@OnSubscribe("feed")
		void on() {
		}

	}

	@WsEndpoint("/news")
	static class News {

		@OnMessage
		@SendTo("news")
		String on(String message) {
			return message;
		}

	}

}
