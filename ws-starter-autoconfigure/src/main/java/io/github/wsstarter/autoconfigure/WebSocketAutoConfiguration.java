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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.Http11NioProtocol;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.log.LogMessage;

import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.handshake.SessionLimitCheck;
import io.github.wsstarter.handshake.ShutdownCheck;
import io.github.wsstarter.handshake.SubprotocolCheck;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.session.SessionDrain;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.session.Subprotocol;
import io.github.wsstarter.websocket.FailedUpgradeListener;
import io.github.wsstarter.websocket.UpgradeHandlerMapping;
import io.github.wsstarter.websocket.UpgradeRequiredHandlerMapping;
import io.github.wsstarter.websocket.WebSocketEngine;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for WebSocket handshakes and the
 * engine that serves what they open.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@AutoConfiguration(after = WsAutoConfiguration.class)
@ConditionalOnBean(SessionRoutes.class)
public final class WebSocketAutoConfiguration {

	private static final Log logger = LogFactory.getLog(WebSocketAutoConfiguration.class);

	@Bean
	static LazyInitializationExcludeFilter eagerEndpointHandlerMappings() {
		return LazyInitializationExcludeFilter.forBeanTypes(EndpointHandlerMapping.class);
	}

	@Bean
	@ConditionalOnMissingBean
	WebSocketEngine wsEngine(SessionFactory sessions, WsSettings settings,
			ObjectProvider<DirectEngineSupport> support) {
		DirectEngineSupport direct = support.getIfAvailable();
		return new EngineFactory(settings, sessions)
			.create((direct != null) ? direct.obstacle() : "the web server is not an embedded Tomcat");
	}

	@Bean
	UpgradeHandlerMapping wsUpgradeHandlerMapping(SessionRoutes routes, HandshakeChecks checks,
			WebSocketEngine engine) {
		for (SessionRoute route : routes.routes()) {
			logger.info(LogMessage.format("Endpoint '%s' serves %s", route.name(), route.patterns()));
		}
		return new UpgradeHandlerMapping(routes.routes(), checks, engine);
	}

	@Bean
	UpgradeRequiredHandlerMapping wsOtherRequestsHandlerMapping(SessionRoutes routes, HandshakeChecks checks) {
		return new UpgradeRequiredHandlerMapping(routes.routes(), checks);
	}

	@Bean
	FailedUpgradeListener wsFailedUpgradeListener() {
		return new FailedUpgradeListener();
	}

	@Configuration(proxyBeanMethods = false)
	static class HandshakeConfiguration {

		@Bean
		@ConditionalOnMissingBean
		HandshakeJournal wsHandshakeJournal() {
			return new HandshakeJournal(Clock.systemUTC());
		}

		@Bean
		@ConditionalOnMissingBean
		HandshakeChecks wsHandshakeChecks(ObjectProvider<HandshakeCheck> checks, HandshakeJournal journal) {
			return new HandshakeChecks(checks.orderedStream().toList(), journal);
		}

		@Bean
		@ConditionalOnMissingBean
		ShutdownCheck wsShutdownCheck(SessionDrain drain) {
			return new ShutdownCheck(drain::isDraining);
		}

		@Bean
		@ConditionalOnMissingBean
		OriginCheck wsOriginCheck(WsSettings settings) {
			return new OriginCheck(settings.allowedOrigins(), settings.allowedOriginsByEndpoint());
		}

		@Bean
		@ConditionalOnMissingBean
		SubprotocolCheck wsSubprotocolCheck(ObjectProvider<Subprotocol> subprotocols) {
			return new SubprotocolCheck(subprotocols.stream().map(Subprotocol::name).toList());
		}

		@Bean
		@ConditionalOnMissingBean
		SessionLimitCheck wsSessionLimitCheck(WsSettings settings) {
			return new SessionLimitCheck(settings.limits(), settings.limitsByEndpoint());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConfigurableTomcatWebServerFactory.class, Http11NioProtocol.class })
	@ImportRuntimeHints(DirectEngineHints.class)
	static class TomcatConfiguration {

		@Bean
		TomcatConnectors wsTomcatConnectors(WsSettings settings) {
			return new TomcatConnectors(settings.engine() != WsProperties.Engine.CONTAINER);
		}

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> wsTomcatIoBufferCustomizer(WsSettings settings) {
			return (factory) -> {
				Integer size = settings.ioBuffer();
				if (size != null) {
					factory.addConnectorCustomizers((connector) -> {
						connector.setProperty("socket.appReadBufSize", size.toString());
						connector.setProperty("socket.appWriteBufSize", size.toString());
					});
				}
			};
		}

	}

}
