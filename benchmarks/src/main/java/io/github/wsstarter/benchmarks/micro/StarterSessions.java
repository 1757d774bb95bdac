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

package io.github.wsstarter.benchmarks.micro;

import java.net.URI;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

import io.github.wsstarter.Topics;
import io.github.wsstarter.benchmarks.server.starter.WsStarterServer;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

/**
 * An application with endpoints of ws-starter, whose sessions have no connections.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class StarterSessions implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	public StarterSessions() {
		SpringApplication spring = new SpringApplication(WsStarterServer.class);
		spring.setWebApplicationType(WebApplicationType.SERVLET);
		spring.setDefaultProperties(Map.of("server.address", "127.0.0.1", "server.port", "0", "spring.main.banner-mode",
				"off", "logging.level.root", "warn", "ws.heartbeat.interval", "1h"));
		this.context = spring.run();
	}

	Topics topics() {
		return this.context.getBean(Topics.class);
	}

	public TransportSession open(String path, Transport transport) {
		SessionRoute route = this.context.getBean(SessionRoutes.class)
			.routes()
			.stream()
			.filter((candidate) -> candidate.patterns()
				.stream()
				.anyMatch((pattern) -> pattern.getPatternString().equals(path)))
			.findFirst()
			.orElseThrow();
		Handshake handshake = new Handshake(URI.create("http://localhost" + path), HttpHeaders.EMPTY,
				new LinkedMultiValueMap<>(), Map.of(), Map.of(), null, null, null, Map.of(), Map.of());
		TransportSession session = this.context.getBean(SessionFactory.class)
			.create(route, handshake, transport, () -> {
			});
		session.opened();
		return session;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
