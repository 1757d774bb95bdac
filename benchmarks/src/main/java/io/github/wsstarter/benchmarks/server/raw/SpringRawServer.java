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

package io.github.wsstarter.benchmarks.server.raw;

import java.io.IOException;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

import io.github.wsstarter.benchmarks.server.CloseLog;
import io.github.wsstarter.benchmarks.server.ContainerLimits;
import io.github.wsstarter.benchmarks.server.MeasuredServer;

/**
 * An application on Spring's own WebSocket support.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
@Import({ ContainerLimits.class, EventsController.class })
public class SpringRawServer implements WebSocketConfigurer {

	private final CloseLog closes = new CloseLog();

	public static void main(String[] args) throws IOException {
		MeasuredServer.run(SpringRawServer.class, args);
	}

	@Bean
	CloseLog closes() {
		return this.closes;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(new EchoHandler(), "/ws/echo");
		registry.addHandler(new BroadcastHandler(this.closes), "/ws/broadcast");
	}

}
