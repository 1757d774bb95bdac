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

package io.github.wsstarter.benchmarks.server.upgrade;

import java.io.IOException;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

import io.github.wsstarter.benchmarks.server.MeasuredServer;

/**
 * An application with a servlet that upgrades a connection to WebSocket and then only
 * answers a close frame.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class UpgradeServer {

	public static void main(String[] args) throws IOException {
		MeasuredServer.run(UpgradeServer.class, args);
	}

	@Bean
	ServletRegistrationBean<UpgradeServlet> upgrade() {
		return new ServletRegistrationBean<>(new UpgradeServlet(), "/ws/echo");
	}

}
