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

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.core.Ordered;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.sse.SseEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SseAutoConfiguration}.
 *
 * @author The ws-starter authors
 */
class SseAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class,
				WebSocketAutoConfiguration.class, SseAutoConfiguration.class, JacksonAutoConfiguration.class,
				WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class));

	@Test
	void beansAreThereByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(SseEngine.class)
			.hasBean("wsSseHandlerMapping")
			.hasBean("wsSseOtherRequestsHandlerMapping")
			.hasBean("wsTomcatStreamAbortCustomizer"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws.sse.enabled=false", "ws.enabled=false" })
	void offByProperty(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SseEngine.class)
				.doesNotHaveBean("wsSseHandlerMapping")
				.doesNotHaveBean("wsSseOtherRequestsHandlerMapping")
				.doesNotHaveBean("wsTomcatStreamAbortCustomizer"));
	}

	@Test
	void endpointsAreMappedThoughInitializedLazilyAndWithoutWebSocket() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, SseAutoConfiguration.class,
					WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class))
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(List.of("wsSseHandlerMapping", "wsSseOtherRequestsHandlerMapping"))
				.allMatch(context.getBeanFactory()::containsSingleton));
	}

	@Test
	void worksWithoutTomcat() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ConfigurableTomcatWebServerFactory.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SseEngine.class)
				.doesNotHaveBean("wsTomcatStreamAbortCustomizer"));
	}

	@Test
	void propertiesReachEngine() {
		this.contextRunner.withPropertyValues("ws.sse.keep-alive=7", "ws.sse.reconnect=250ms")
			.run((context) -> assertThat(context.getBean(SseEngine.class))
				.hasFieldOrPropertyWithValue("keepAlive", Duration.ofMillis(7))
				.hasFieldOrPropertyWithValue("reconnect", Duration.ofMillis(250)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws.sse.keep-alive=0", "ws.sse.keep-alive=-1s", "ws.sse.reconnect=-1s" })
	void propertyOutOfRangeFails(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class)
				.rootCause()
				.hasMessageContaining(property.substring(0, property.indexOf('='))));
	}

	@Test
	void backsOffForUsersEngine() {
		this.contextRunner
			.withBean(SseEngine.class,
					() -> new SseEngine(mock(SessionFactory.class), mock(HandshakeChecks.class),
							mock(OriginCheck.class), null, Duration.ofSeconds(1), Duration.ZERO))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SseEngine.class));
	}

	@Test
	void mappingsAreOrderedAroundThoseOfSpringMvcAndOfWebSocket() {
		this.contextRunner.withUserConfiguration(Echo.class).run((context) -> {
			assertThat(order(context, "wsSseHandlerMapping")).isGreaterThan(order(context, "wsUpgradeHandlerMapping"))
				.isLessThan(order(context, "routerFunctionMapping"))
				.isLessThan(order(context, "requestMappingHandlerMapping"));
			assertThat(order(context, "wsSseOtherRequestsHandlerMapping"))
				.isGreaterThan(order(context, "requestMappingHandlerMapping"))
				.isLessThan(order(context, "wsOtherRequestsHandlerMapping"))
				.isLessThan(order(context, "resourceHandlerMapping"));
		});
	}

	private static int order(AssertableWebApplicationContext context, String name) {
		return context.getBean(name, Ordered.class).getOrder();
	}

	@WsEndpoint(path = "/echo", name = "echo")
	static class Echo {

		@OnMessage
		String on(String message) {
			return message;
		}

	}

}
