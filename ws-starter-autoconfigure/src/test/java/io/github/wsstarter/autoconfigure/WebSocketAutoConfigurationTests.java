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

import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerContainer;
import org.apache.catalina.connector.Connector;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.handshake.HandshakeRequest;
import io.github.wsstarter.handshake.HostCheck;
import io.github.wsstarter.handshake.MemoryCheck;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.handshake.SessionLimitCheck;
import io.github.wsstarter.handshake.SessionLimits;
import io.github.wsstarter.handshake.ShutdownCheck;
import io.github.wsstarter.handshake.SubprotocolCheck;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.session.SessionDrain;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.websocket.WebSocketEngine;
import io.github.wsstarter.websocket.container.ContainerEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WebSocketAutoConfiguration}.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class WebSocketAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(WsAutoConfiguration.class,
			TopicAutoConfiguration.class, WebSocketAutoConfiguration.class, JacksonAutoConfiguration.class,
			WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void beansAreThereByDefault() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(WebSocketEngine.class)
				.hasSingleBean(ContainerEngine.class)
				.hasSingleBean(HandshakeJournal.class)
				.hasSingleBean(HandshakeChecks.class);
			assertThat(context).getBeanNames(EndpointHandlerMapping.class)
				.containsExactlyInAnyOrder("wsUpgradeHandlerMapping", "wsOtherRequestsHandlerMapping");
		});
	}

	@Test
	void offByProperty() {
		this.contextRunner.withPropertyValues("ws.enabled=false").run((context) -> assertOff(context));
	}

	@Test
	void offWithoutWebSocketApi() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ServerContainer.class))
			.run((context) -> assertOff(context));
	}

	@Test
	void offWithoutRoutes() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebSocketAutoConfiguration.class))
			.run((context) -> assertOff(context));
	}

	@Test
	void offInApplicationThatIsNotWeb() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class,
					WebSocketAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebSocketEngine.class)
				.doesNotHaveBean(EndpointHandlerMapping.class));
	}

	@Test
	void offInReactiveApplication() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WsAutoConfiguration.class, TopicAutoConfiguration.class,
					WebSocketAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WebSocketEngine.class)
				.doesNotHaveBean(EndpointHandlerMapping.class));
	}

	private static void assertOff(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed()
			.doesNotHaveBean(WebSocketEngine.class)
			.doesNotHaveBean(HandshakeCheck.class)
			.doesNotHaveBean(HandshakeChecks.class)
			.doesNotHaveBean(EndpointHandlerMapping.class);
	}

	@Test
	void builtInChecksAreOrdered() {
		this.contextRunner.run((context) -> assertThat(context.getBean(HandshakeChecks.class))
			.extracting("checks", InstanceOfAssertFactories.list(HandshakeCheck.class))
			.hasExactlyElementsOfTypes(ShutdownCheck.class, MemoryCheck.class, HostCheck.class, OriginCheck.class,
					SubprotocolCheck.class, SessionLimitCheck.class));
	}

	@Test
	void usersChecksAreTakenInOrder() {
		this.contextRunner.withUserConfiguration(Checks.class)
			.run((context) -> assertThat(context.getBean(HandshakeChecks.class))
				.extracting("checks", InstanceOfAssertFactories.list(HandshakeCheck.class))
				.hasSize(8)
				.containsSubsequence(context.getBean("first", HandshakeCheck.class),
						context.getBean("second", HandshakeCheck.class), context.getBean(SessionLimitCheck.class)));
	}

	@Test
	void backsOffForUsersJournalAndChecks() {
		HandshakeJournal journal = new HandshakeJournal(Clock.systemUTC());
		this.contextRunner.withBean(HandshakeJournal.class, () -> journal).run((context) -> {
			assertThat(context).getBean(HandshakeJournal.class).isSameAs(journal);
			assertThat(context.getBean(HandshakeChecks.class)).hasFieldOrPropertyWithValue("journal", journal);
		});
		HandshakeChecks checks = new HandshakeChecks(List.of(), journal);
		this.contextRunner.withBean(HandshakeChecks.class, () -> checks)
			.run((context) -> assertThat(context).getBean(HandshakeChecks.class).isSameAs(checks));
	}

	@Test
	void backsOffForUsersHostCheck() {
		assertBacksOff(HostCheck.class, new HostCheck(List.of()));
	}

	@Test
	void backsOffForUsersMemoryCheck() {
		assertBacksOff(MemoryCheck.class, new MemoryCheck(() -> false));
	}

	@Test
	void backsOffForUsersOriginCheck() {
		assertBacksOff(OriginCheck.class, new OriginCheck(AllowedOrigins.sameOrigin(), Map.of()));
	}

	@Test
	void backsOffForUsersSessionLimitCheck() {
		assertBacksOff(SessionLimitCheck.class, new SessionLimitCheck(SessionLimits.none(), Map.of(), 64));
	}

	@Test
	void backsOffForUsersShutdownCheck() {
		assertBacksOff(ShutdownCheck.class, new ShutdownCheck(() -> false));
	}

	@Test
	void backsOffForUsersSubprotocolCheck() {
		assertBacksOff(SubprotocolCheck.class, new SubprotocolCheck(List.of()));
	}

	private <T extends HandshakeCheck> void assertBacksOff(Class<T> type, T check) {
		this.contextRunner.withBean(type, () -> check).run((context) -> {
			assertThat(context).getBean(type).isSameAs(check);
			assertThat(context.getBean(HandshakeChecks.class))
				.extracting("checks", InstanceOfAssertFactories.list(HandshakeCheck.class))
				.hasSize(6)
				.contains(check);
		});
	}

	@Test
	void backsOffForUsersEngine() {
		WebSocketEngine engine = mock();
		this.contextRunner.withBean(WebSocketEngine.class, () -> engine)
			.run((context) -> assertThat(context).getBean(WebSocketEngine.class).isSameAs(engine));
	}

	@Test
	void originsReachCheck() {
		this.contextRunner.withUserConfiguration(Echo.class)
			.withPropertyValues("ws.allowed-origins=https://a.com", "ws.require-origin=true",
					"ws.endpoints.echo.allowed-origin-patterns=https://*.b.com")
			.run((context) -> assertThat(context.getBean(OriginCheck.class)).usingRecursiveComparison()
				.isEqualTo(new OriginCheck(new AllowedOrigins(List.of("https://a.com"), List.of(), true), Map.of("echo",
						new AllowedOrigins(List.of("https://a.com"), List.of("https://*.b.com"), true)))));
	}

	@Test
	void limitsReachCheck() {
		this.contextRunner.withUserConfiguration(Echo.class)
			.withPropertyValues("ws.limits.sessions=1", "ws.endpoints.echo.limits.sessions-per-user=2")
			.run((context) -> assertThat(context.getBean(SessionLimitCheck.class))
				.hasFieldOrPropertyWithValue("limits", new SessionLimits(1, null, null))
				.hasFieldOrPropertyWithValue("overrides", Map.of("echo", new SessionLimits(null, 2, null))));
	}

	@Test
	void compressionReachesEngine() {
		this.contextRunner.run((context) -> assertThat(context.getBean(ContainerEngine.class))
			.hasFieldOrPropertyWithValue("compression", false));
		this.contextRunner.withPropertyValues("ws.compression.enabled=true")
			.run((context) -> assertThat(context.getBean(ContainerEngine.class))
				.hasFieldOrPropertyWithValue("compression", true));
	}

	@Test
	void mappingsAreOrderedAroundThoseOfSpringMvc() {
		this.contextRunner.withUserConfiguration(Echo.class).run((context) -> {
			int upgrade = order(context, "wsUpgradeHandlerMapping");
			int other = order(context, "wsOtherRequestsHandlerMapping");
			assertThat(upgrade).isLessThan(order(context, "routerFunctionMapping"))
				.isLessThan(order(context, "requestMappingHandlerMapping"));
			assertThat(other).isGreaterThan(order(context, "requestMappingHandlerMapping"))
				.isGreaterThan(order(context, "beanNameHandlerMapping"))
				.isLessThan(order(context, "resourceHandlerMapping"));
		});
	}

	private static int order(AssertableWebApplicationContext context, String name) {
		return context.getBean(name, Ordered.class).getOrder();
	}

	@Test
	void noEndpointAtAll() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(SessionRoutes.class).routes()).isEmpty();
			assertThat(handler(context, "wsUpgradeHandlerMapping", "/echo")).isNull();
		});
	}

	@Test
	void endpointIsMappedAndLogged(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Echo.class).run((context) -> {
			assertThat(handler(context, "wsUpgradeHandlerMapping", "/echo")).isNotNull();
			assertThat(handler(context, "wsUpgradeHandlerMapping", "/other")).isNull();
			assertThat(output).contains("Endpoint 'echo' serves [/echo]");
		});
	}

	@Test
	void endpointIsMappedThoughInitializedLazily() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(Echo.class)
			.run((context) -> assertThat(List.of("wsUpgradeHandlerMapping", "wsOtherRequestsHandlerMapping"))
				.allMatch(context.getBeanFactory()::containsSingleton));
	}

	@Test
	void usersOwnWebSocketConfigurationIsUndisturbed() {
		this.contextRunner.withUserConfiguration(Echo.class, OwnWebSocket.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(handler(context, "webSocketHandlerMapping", "/own"))
				.isInstanceOf(WebSocketHttpRequestHandler.class);
			assertThat(handler(context, "wsUpgradeHandlerMapping", "/own")).isNull();
			assertThat(handler(context, "wsUpgradeHandlerMapping", "/echo")).isNotNull();
		});
	}

	@Test
	void nothingOfSpringsWebSocketConfigurationIsSwitchedOn() {
		this.contextRunner.withUserConfiguration(Echo.class)
			.run((context) -> assertThat(context).doesNotHaveBean("webSocketHandlerMapping")
				.doesNotHaveBean(WebSocketHandler.class));
	}

	private static Object handler(AssertableWebApplicationContext context, String mapping, String path)
			throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.addHeader("Upgrade", "websocket");
		request.addHeader("Connection", "Upgrade");
		ServletRequestPathUtils.parseAndCache(request);
		HandlerExecutionChain chain = context.getBean(mapping, HandlerMapping.class).getHandler(request);
		return (chain != null) ? chain.getHandler() : null;
	}

	@Test
	void noSessionOpensWhileContextCloses() {
		this.contextRunner.run((context) -> {
			ShutdownCheck check = context.getBean(ShutdownCheck.class);
			SessionDrain drain = context.getBean(SessionDrain.class);
			assertThat(check.check(mock()).isRefused()).isFalse();
			context.close();
			assertThat(drain.isDraining()).isTrue();
			assertThat(check.check(mock()).isRefused()).isTrue();
		});
	}

	@Test
	void serverWithoutWebSocketSupportIsReported(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(output).contains("has no Jakarta WebSocket support"));
	}

	@Test
	void ioBufferReachesTomcat(CapturedOutput output) {
		tomcat().withPropertyValues("ws.buffer.io=16KB").run((context) -> {
			assertThat(connector(context).getProperty("socket.appReadBufSize")).hasToString("16384");
			assertThat(connector(context).getProperty("socket.appWriteBufSize")).hasToString("16384");
			assertThat(output).doesNotContain("ws.buffer.io");
		});
	}

	@Test
	void tomcatDecidesOnIoBufferByDefault() {
		tomcat().run((context) -> assertThat(connector(context).getProperty("socket.appReadBufSize"))
			.isEqualTo(new Connector().getProperty("socket.appReadBufSize")));
	}

	@Test
	void ioBufferOfOtherServersIsReportedToHaveNoEffect(CapturedOutput output) {
		server(JettyServletWebServerAutoConfiguration.class).withPropertyValues("ws.buffer.io=16KB")
			.run((context) -> assertThat(output).contains("'ws.buffer.io' has no effect on 'jetty"));
	}

	@Test
	void jettyIsServedWithoutTomcat(CapturedOutput output) {
		server(JettyServletWebServerAutoConfiguration.class)
			.withClassLoader(new FilteredClassLoader(ConfigurableTomcatWebServerFactory.class))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.hasSingleBean(ContainerEngine.class)
					.doesNotHaveBean("wsTomcatIoBufferCustomizer");
				assertThat(output).doesNotContain("has no Jakarta WebSocket support");
			});
	}

	private static WebApplicationContextRunner tomcat() {
		return server(TomcatServletWebServerAutoConfiguration.class);
	}

	private static WebApplicationContextRunner server(Class<?> autoConfiguration) {
		return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withConfiguration(AUTO_CONFIGURATIONS)
			.withConfiguration(AutoConfigurations.of(autoConfiguration))
			.withPropertyValues("server.port=0", "server.address=127.0.0.1");
	}

	private static Connector connector(AssertableWebApplicationContext context) {
		AnnotationConfigServletWebServerApplicationContext source = (AnnotationConfigServletWebServerApplicationContext) context
			.getSourceApplicationContext();
		return ((TomcatWebServer) source.getWebServer()).getTomcat().getConnector();
	}

	@WsEndpoint(path = "/echo", name = "echo")
	static class Echo {

		@OnMessage
		String on(String message) {
			return message;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Checks {

		@Bean
		@Order(2)
		HandshakeCheck second() {
			return new Proceeding();
		}

		@Bean
		@Order(1)
		HandshakeCheck first() {
			return new Proceeding();
		}

	}

	static class Proceeding implements HandshakeCheck {

		@Override
		public HandshakeDecision check(HandshakeRequest request) {
			return HandshakeDecision.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class OwnWebSocket implements WebSocketConfigurer {

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(new TextWebSocketHandler(), "/own");
		}

	}

}
