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

package io.github.wsstarter.benchmarks.server.webflux;

import java.io.IOException;
import java.util.Map;

import reactor.netty.http.server.WebsocketServerSpec;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;

import io.github.wsstarter.benchmarks.server.MeasuredServer;

/**
 * An application on Spring WebFlux and Reactor Netty. Compression is switched on by
 * {@code benchmark.compression}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(EventsController.class)
public class WebFluxServer implements WebFluxConfigurer {

	private static final int BEFORE_CONTROLLERS = -1;

	private static final int LARGEST_MESSAGE = 64 * 1024;

	private final boolean compression;

	public WebFluxServer(@Value("${benchmark.compression:false}") boolean compression) {
		this.compression = compression;
	}

	public static void main(String[] args) throws IOException {
		MeasuredServer.runReactive(WebFluxServer.class, args);
	}

	@Bean
	HandlerMapping webSocketHandlers() {
		return new SimpleUrlHandlerMapping(
				Map.of("/ws/echo", new EchoHandler(), "/ws/broadcast", new BroadcastHandler()), BEFORE_CONTROLLERS);
	}

	@Override
	public WebSocketService getWebSocketService() {
		return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
				() -> WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST_MESSAGE).compress(this.compression)));
	}

}
