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

import java.util.function.Predicate;

import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.threads.TaskQueue;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.annotation.RegisterReflection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsstarter.direct.DirectHttp11NioProtocol;
import io.github.wsstarter.direct.DirectUpgradeHandler;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.websocket.FailedUpgradeListener;
import io.github.wsstarter.websocket.UpgradeHandler;
import io.github.wsstarter.websocket.UpgradeRequiredHandler;
import io.github.wsstarter.websocket.WebSocketEngine;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for endpoints over WebSocket.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@AutoConfiguration(after = WsAutoConfiguration.class)
@ConditionalOnBean(SessionRoutes.class)
public final class WebSocketAutoConfiguration {

	@Bean
	static LazyInitializationExcludeFilter eagerEndpointHandlerMappings() {
		return LazyInitializationExcludeFilter.forBeanTypes(EndpointHandlerMapping.class);
	}

	@Bean
	@ConditionalOnMissingBean
	WebSocketEngine wsEngine(SessionFactory sessions, WsSettings settings,
			@Qualifier("wsMessageThreads") ObjectProvider<HandlerThreads> messageThreads, ServerThreads serverThreads,
			ObjectProvider<EngineFactory.DirectEngineSupport> support, HeapShare memory) {
		return new EngineFactory(settings, sessions, memory, () -> messageThreads.getObject().executor(), serverThreads)
			.create(support.getIfAvailable(() -> () -> "the web server is not an embedded Tomcat").obstacle());
	}

	@Bean
	EndpointHandlerMapping wsUpgradeHandlerMapping(SessionRoutes routes, HandshakeChecks checks,
			WebSocketEngine engine) {
		return new EndpointHandlerMapping(routes.routes(), EndpointHandlerMapping.OWN_ORDER - 1,
				UpgradeHandler::isUpgrade, (route) -> new UpgradeHandler(route, checks, engine));
	}

	@Bean
	EndpointHandlerMapping wsOtherRequestsHandlerMapping(SessionRoutes routes, HandshakeChecks checks) {
		return new EndpointHandlerMapping(routes.routes(), EndpointHandlerMapping.OTHER_ORDER,
				Predicate.not(UpgradeHandler::isUpgrade), (route) -> new UpgradeRequiredHandler(route, checks));
	}

	@Bean
	FailedUpgradeListener wsFailedUpgradeListener() {
		return new FailedUpgradeListener();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(TaskQueue.class)
	static class ThreadsConfiguration {

		private static final String PREFIX = "ws-message-";

		@Bean
		@ConditionalOnThreading(Threading.PLATFORM)
		HandlerThreads wsMessageThreads() {
			return TomcatThreads.create(PREFIX);
		}

		@Bean("wsMessageThreads")
		@ConditionalOnThreading(Threading.VIRTUAL)
		HandlerThreads wsMessageThreadsVirtual() {
			return HandlerThreads.virtual(PREFIX);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConfigurableTomcatWebServerFactory.class, Http11NioProtocol.class })
	@RegisterReflection(classes = { DirectHttp11NioProtocol.class, DirectUpgradeHandler.class },
			memberCategories = MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)
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
