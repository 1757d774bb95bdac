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

package io.github.wsstarter.wire.support;

import org.eclipse.jetty.server.ServerConnector;

import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Limits the bytes that the system buffers for a client that stalls or is slow.
 *
 * @author The ws-starter authors
 */
@Configuration(proxyBeanMethods = false)
public class SmallSendBuffers {

	private static final int SIZE = 4096;

	@Bean
	WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sendBuffers() {
		return (factory) -> {
			if (factory instanceof TomcatServletWebServerFactory tomcat) {
				tomcat.addConnectorCustomizers(
						(connector) -> connector.setProperty("socket.txBufSize", Integer.toString(SIZE)));
			}
			if (factory instanceof JettyServletWebServerFactory jetty) {
				JettyServerCustomizer customizer = (server) -> ((ServerConnector) server.getConnectors()[0])
					.setAcceptedSendBufferSize(SIZE);
				jetty.addServerCustomizers(customizer);
			}
		};
	}

}
