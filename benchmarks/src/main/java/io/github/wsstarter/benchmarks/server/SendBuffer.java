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

package io.github.wsstarter.benchmarks.server;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sets the size of the system's send buffer for each connection, when
 * {@code benchmark.send-buffer} gives one in bytes.
 *
 * @author The ws-starter authors
 */
@Configuration(proxyBeanMethods = false)
class SendBuffer {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> sendBufferSize(
			@Value("${benchmark.send-buffer:0}") int bytes) {
		return (factory) -> {
			if (bytes > 0) {
				factory.addConnectorCustomizers(
						(connector) -> connector.setProperty("socket.txBufSize", Integer.toString(bytes)));
			}
		};
	}

}
