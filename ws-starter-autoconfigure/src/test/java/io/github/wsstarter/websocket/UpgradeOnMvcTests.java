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

package io.github.wsstarter.websocket;

import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.handshake.RefusedHandshake;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.servlet.TestRoutes;
import io.github.wsstarter.session.SessionRoute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EndpointHandlerMapping} beside the handlers of an application.
 *
 * @author The ws-starter authors
 */
class UpgradeOnMvcTests {

	private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();

	private MockMvcTester mvc;

	@BeforeEach
	void start() {
		this.context.setServletContext(new MockServletContext());
		this.context.register(Application.class);
		this.context.refresh();
		this.mvc = MockMvcTester.from(this.context);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void upgradeGoesAheadOfController() {
		assertThat(upgrade("/ws/shared")).hasStatus(101);
		assertThat(upgrade("/ws/routed")).hasStatus(101);
		assertThat(engine().routes).extracting(SessionRoute::name).containsExactly("shared", "routed");
	}

	@Test
	void otherRequestGoesToController() {
		assertThat(this.mvc.get().uri("/ws/shared")).hasStatusOk().hasBodyTextEqualTo("controller");
		assertThat(this.mvc.get().uri("/ws/routed")).hasStatusOk().hasBodyTextEqualTo("router");
		assertThat(journal()).isEmpty();
	}

	@Test
	void getWithoutUpgradeNeedsUpgrade() {
		assertThat(this.mvc.get().uri("/ws/echo")).hasStatus(426)
			.hasHeader("Upgrade", "websocket")
			.hasHeader("Connection", "Upgrade")
			.hasBodyTextEqualTo("");
		assertThat(journal()).isEmpty();
	}

	@Test
	void getWithoutUpgradeThatWasAHandshakeIsRemembered() {
		assertThat(this.mvc.get().uri("/ws/echo").header("Sec-WebSocket-Key", UpgradeRequests.KEY)).hasStatus(426);
		assertThat(journal()).singleElement().satisfies((refused) -> {
			assertThat(refused.status()).isEqualTo(426);
			assertThat(refused.reason()).contains("Upgrade", "proxy");
			assertThat(refused.endpointName()).isEqualTo("echo");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "HEAD", "OPTIONS", "PUT", "DELETE" })
	void otherMethodsAreNotAllowed(String method) {
		assertThat(this.mvc.method(HttpMethod.valueOf(method)).uri("/ws/echo")).hasStatus(405)
			.hasHeader("Allow", "GET");
		assertThat(this.mvc.method(HttpMethod.valueOf(method)).uri("/ws/echo").header("Upgrade", "websocket"))
			.hasStatus(405)
			.hasHeader("Allow", "GET");
	}

	@Test
	void staticResourcesAreServedOnOtherPathsOnly() {
		assertThat(this.mvc.get().uri("/ws/page.html")).hasStatusOk().hasBodyTextEqualTo("static");
		assertThat(this.mvc.get().uri("/ws/echo")).hasStatus(426);
	}

	@Test
	void contextPathAndServletPathAreHonoured() {
		assertThat(this.mvc.get().uri("/app/ws/echo").contextPath("/app")).hasStatus(426);
		assertThat(this.mvc.get().uri("/app/api/ws/echo").contextPath("/app").servletPath("/api").with((request) -> {
			request.setHttpServletMapping(
					new MockHttpServletMapping("ws/echo", "/api/*", "dispatcherServlet", MappingMatch.PATH));
			return request;
		})).hasStatus(426);
	}

	@Test
	void applicationsOwnWebSocketConfigurationStillApplies() throws Exception {
		WebSocketHandlerMapping own = this.context.getBean("webSocketHandlerMapping", WebSocketHandlerMapping.class);
		HttpServletRequest request = UpgradeRequests.upgrade("/own");
		assertThat(own.getHandler(request)).isNotNull();
		assertThat(this.context.getBean("upgrades", EndpointHandlerMapping.class).getHandler(request)).isNull();
	}

	private MockMvcTester.MockMvcRequestBuilder upgrade(String path) {
		return this.mvc.get()
			.uri(path)
			.header("Upgrade", "websocket")
			.header("Connection", "Upgrade")
			.header("Sec-WebSocket-Version", "13")
			.header("Sec-WebSocket-Key", UpgradeRequests.KEY);
	}

	private RecordingEngine engine() {
		return this.context.getBean(RecordingEngine.class);
	}

	private List<RefusedHandshake> journal() {
		return this.context.getBean(HandshakeJournal.class).list();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	@EnableWebSocket
	static class Application implements WebMvcConfigurer, WebSocketConfigurer {

		private final List<SessionRoute> routes = List.of(TestRoutes.route("echo", "/ws/echo"),
				TestRoutes.route("shared", "/ws/shared"), TestRoutes.route("routed", "/ws/routed"));

		@Bean
		HandshakeJournal journal() {
			return new HandshakeJournal(Clock.systemUTC());
		}

		@Bean
		HandshakeChecks checks(HandshakeJournal journal) {
			return new HandshakeChecks(List.of(), journal);
		}

		@Bean
		RecordingEngine engine() {
			return new RecordingEngine();
		}

		@Bean
		EndpointHandlerMapping upgrades(HandshakeChecks checks, WebSocketEngine engine) {
			return new EndpointHandlerMapping(this.routes, EndpointHandlerMapping.OWN_ORDER, UpgradeHandler::isUpgrade,
					(route) -> new UpgradeHandler(route, checks, engine));
		}

		@Bean
		EndpointHandlerMapping others(HandshakeChecks checks) {
			return new EndpointHandlerMapping(this.routes, EndpointHandlerMapping.OTHER_ORDER,
					Predicate.not(UpgradeHandler::isUpgrade), (route) -> new UpgradeRequiredHandler(route, checks));
		}

		@Bean
		SharedController controller() {
			return new SharedController();
		}

		@Bean
		RouterFunction<ServerResponse> router() {
			return RouterFunctions.route().GET("/ws/routed", (request) -> ServerResponse.ok().body("router")).build();
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(mock(WebSocketHandler.class), "/own");
		}

		@Override
		public void addResourceHandlers(ResourceHandlerRegistry registry) {
			ResourceResolver resolver = mock(ResourceResolver.class);
			given(resolver.resolveResource(any(), any(), any(), any())).willReturn(new PageResource());
			registry.addResourceHandler("/**").resourceChain(false).addResolver(resolver);
		}

	}

	@RestController
	static class SharedController {

		@GetMapping("/ws/shared")
		String shared() {
			return "controller";
		}

	}

	static class PageResource extends ByteArrayResource {

		PageResource() {
			super("static".getBytes());
		}

		@Override
		public String getFilename() {
			return "page.txt";
		}

		@Override
		public long lastModified() {
			return 0;
		}

	}

}
