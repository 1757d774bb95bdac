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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

import io.github.wsstarter.direct.DirectHttp11NioProtocol;

/**
 * Collects the connectors of an embedded Tomcat while the web server is created, to find
 * out whether the web server supports the direct engine.
 *
 * @author The ws-starter authors
 */
final class TomcatConnectors
		implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, EngineFactory.DirectEngineSupport {

	private final List<Connector> connectors = new CopyOnWriteArrayList<>();

	/**
	 * The factories, which know the additional connectors of the application. Connector
	 * customizers are not applied to these.
	 */
	private final List<TomcatWebServerFactory> factories = new CopyOnWriteArrayList<>();

	/**
	 * Whether connectors release the buffers that the direct engine does not need.
	 */
	private final boolean direct;

	TomcatConnectors(boolean direct) {
		this.direct = direct;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		if (factory instanceof TomcatWebServerFactory tomcat) {
			this.factories.add(tomcat);
			if (this.direct && TomcatWebServerFactory.DEFAULT_PROTOCOL.equals(tomcat.getProtocol())) {
				tomcat.setProtocol(DirectHttp11NioProtocol.class.getName());
			}
		}
		factory.addConnectorCustomizers(this.connectors::add);
	}

	@Override
	public String obstacle() {
		if (this.connectors.isEmpty()) {
			return "the web server is not an embedded Tomcat";
		}
		Stream<Connector> additional = this.factories.stream()
			.flatMap((factory) -> factory.getAdditionalConnectors().stream());
		return Stream.concat(this.connectors.stream(), additional)
			.filter(TomcatConnectors::isHttpWithoutNio)
			.findFirst()
			.map((connector) -> "the connector '%s' does not use NIO".formatted(connector.getProtocol()))
			.orElse("");
	}

	private static boolean isHttpWithoutNio(Connector connector) {
		return connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol
				&& !(protocol instanceof Http11NioProtocol);
	}

}
