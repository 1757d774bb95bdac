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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Runs a server until its standard input ends and answers what the measuring process
 * asks.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class MeasuredServer {

	private final ConfigurableApplicationContext context;

	private MeasuredServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application on a free port and serve it.
	 * @param application the application's class
	 * @param args its arguments
	 * @throws IOException if standard input cannot be read
	 */
	public static void run(Class<?> application, String... args) throws IOException {
		SpringApplication spring = new SpringApplication(application, SendBuffer.class, PingController.class);
		spring.setDefaultProperties(Map.of("server.address", "127.0.0.1", "server.port", "0", "spring.main.banner-mode",
				"off", "logging.level.root", "warn"));
		new MeasuredServer(spring.run(args)).serve();
	}

	private void serve() throws IOException {
		Environment environment = this.context.getEnvironment();
		say(ControlLine.of("ready", "port", environment.getRequiredProperty("local.server.port"), "dialect",
				environment.getProperty("benchmark.dialect", "plain")));
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String line = input.readLine();
		while (line != null) {
			ControlLine.parse(line).map(this::answer).ifPresent(this::say);
			line = input.readLine();
		}
		Runtime.getRuntime().halt(0);
	}

	private ControlLine answer(ControlLine question) {
		return switch (question.name()) {
			case "heap" -> heap();
			case "first-close" -> firstClose();
			case "publish" -> publish();
			default -> ControlLine.of("failed", "reason", "unknown command " + question.name());
		};
	}

	private ControlLine heap() {
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		memory.gc();
		memory.gc();
		return ControlLine.of("heap", "used", memory.getHeapMemoryUsage().getUsed());
	}

	private ControlLine firstClose() {
		CloseLog.Entry entry = this.context.getBean(CloseLog.class).first();
		return (entry != null) ? ControlLine.of("first-close", "code", entry.code(), "nanos", entry.nanos())
				: ControlLine.of("first-close", "code", 0, "nanos", 0);
	}

	private ControlLine publish() {
		this.context.getBean(Publisher.class).publish("~");
		return ControlLine.of("published");
	}

	private void say(ControlLine line) {
		System.out.println(line);
	}

}
