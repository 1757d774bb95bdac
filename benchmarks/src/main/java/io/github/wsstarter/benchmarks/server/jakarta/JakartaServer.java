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

package io.github.wsstarter.benchmarks.server.jakarta;

import java.io.IOException;
import java.util.function.Function;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

import io.github.wsstarter.benchmarks.server.CloseLog;
import io.github.wsstarter.benchmarks.server.ContainerLimits;
import io.github.wsstarter.benchmarks.server.MeasuredServer;

/**
 * An application on the container's own API. How it sends is chosen by the property
 * {@code benchmark.send}: {@code blocking} or {@code async}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ContainerLimits.class)
public class JakartaServer {

	public static void main(String[] args) throws IOException {
		MeasuredServer.run(JakartaServer.class, args);
	}

	@Bean
	CloseLog closes() {
		return new CloseLog();
	}

	@Bean
	ServerEndpointExporter exporter() {
		return new ServerEndpointExporter();
	}

	@Bean
	Function<Session, Sender> senders(@Value("${benchmark.send}") String send) {
		return switch (send) {
			case "blocking" -> BlockingSender::new;
			case "async" -> AsyncSender::new;
			default -> throw new IllegalArgumentException("'benchmark.send' must not be '" + send + "'");
		};
	}

	@Bean
	ServerEndpointConfig echo(Function<Session, Sender> senders) {
		return config("/ws/echo", new EchoEndpoint(senders));
	}

	@Bean
	ServerEndpointConfig broadcast(Function<Session, Sender> senders, CloseLog closes) {
		return config("/ws/broadcast", new BroadcastEndpoint(senders, closes));
	}

	private ServerEndpointConfig config(String path, Object endpoint) {
		ServerEndpointConfig.Configurator configurator = new ServerEndpointConfig.Configurator() {

			@Override
			public <T> T getEndpointInstance(Class<T> type) {
				return type.cast(endpoint);
			}

		};
		return ServerEndpointConfig.Builder.create(endpoint.getClass(), path).configurator(configurator).build();
	}

}
