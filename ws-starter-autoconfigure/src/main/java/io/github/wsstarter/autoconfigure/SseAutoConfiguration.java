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

import org.apache.catalina.Valve;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.sse.SseEngine;
import io.github.wsstarter.sse.SseHandler;
import io.github.wsstarter.sse.StreamAbortValve;
import io.github.wsstarter.sse.StreamCarrier;
import io.github.wsstarter.websocket.WebSocketEngine;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for endpoints over server-sent
 * events.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@AutoConfiguration(after = { WsAutoConfiguration.class, WebSocketAutoConfiguration.class })
@ConditionalOnBean(SessionRoutes.class)
@ConditionalOnBooleanProperty(name = "ws.sse.enabled", matchIfMissing = true)
public final class SseAutoConfiguration {

	@Bean
	static LazyInitializationExcludeFilter eagerSseHandlerMappings() {
		return LazyInitializationExcludeFilter.forBeanTypes(EndpointHandlerMapping.class);
	}

	@Bean
	@ConditionalOnMissingBean
	SseEngine wsSseEngine(SessionFactory sessions, HandshakeChecks checks, OriginCheck originCheck,
			ObjectProvider<WebSocketEngine> engine, WsSettings settings) {
		StreamCarrier carrier = (engine.getIfAvailable() instanceof StreamCarrier direct) ? direct : null;
		return new SseEngine(sessions, checks, originCheck, carrier, settings.sseKeepAlive(), settings.sseReconnect());
	}

	@Bean
	WsAutoConfiguration.WireOptions wsSseOptions(WsSettings settings) {
		Duration keepAlive = settings.sseKeepAlive();
		return (options) -> options.withHeartbeatInterval(keepAlive);
	}

	@Bean
	EndpointHandlerMapping wsSseHandlerMapping(SessionRoutes routes, SseEngine engine) {
		return new EndpointHandlerMapping(routes.routes(), EndpointHandlerMapping.OWN_ORDER, SseHandler::isOwn,
				(route) -> new SseHandler(route, engine));
	}

	@Bean
	EndpointHandlerMapping wsSseOtherRequestsHandlerMapping(SessionRoutes routes, SseEngine engine) {
		return new EndpointHandlerMapping(routes.routes(), EndpointHandlerMapping.OTHER_ORDER - 1, SseHandler::isOther,
				(route) -> new SseHandler(route, engine));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConfigurableTomcatWebServerFactory.class, Valve.class })
	static class TomcatConfiguration {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> wsTomcatStreamAbortCustomizer() {
			return (factory) -> factory.addEngineValves(new StreamAbortValve());
		}

	}

}
