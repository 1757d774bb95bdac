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

import java.io.IOException;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Runs a Spring Boot application until its standard input ends, and answers the measuring
 * process.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class MeasuredServer {

	private MeasuredServer() {
	}

	/**
	 * Start an application on a free port of Tomcat and serve it.
	 * @param application the application's class
	 * @param args its arguments
	 * @throws IOException if standard input cannot be read
	 */
	public static void run(Class<?> application, String... args) throws IOException {
		run(WebApplicationType.SERVLET,
				new SpringApplication(application, SendBuffer.class, PingController.class, PublishController.class),
				args);
	}

	/**
	 * Start an application on a free port of a reactive server and serve it.
	 * @param application the application's class
	 * @param args its arguments
	 * @throws IOException if standard input cannot be read
	 */
	public static void runReactive(Class<?> application, String... args) throws IOException {
		run(WebApplicationType.REACTIVE,
				new SpringApplication(application, PingController.class, PublishController.class), args);
	}

	private static void run(WebApplicationType type, SpringApplication spring, String... args) throws IOException {
		spring.setWebApplicationType(type);
		spring.setDefaultProperties(Map.of("server.address", "127.0.0.1", "server.port", "0", "spring.main.banner-mode",
				"off", "logging.level.root", "warn"));
		ConfigurableApplicationContext context = spring.run(args);
		Environment environment = context.getEnvironment();
		new ServerConsole(() -> context.getBean(CloseLog.class), () -> context.getBean(Publisher.class),
				() -> context.getBean(SessionCount.class))
			.serve(environment.getRequiredProperty("local.server.port", Integer.class),
					environment.getProperty("benchmark.dialect", "plain"));
	}

}
