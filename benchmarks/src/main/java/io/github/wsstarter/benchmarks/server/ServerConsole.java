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
import java.util.function.Supplier;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Answers the measuring process on behalf of a server, until standard input ends.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class ServerConsole {

	private final Supplier<CloseLog> closes;

	private final Supplier<Publisher> publisher;

	private final Supplier<SessionCount> sessions;

	/**
	 * Create a console.
	 * @param closes provides the log of the sessions that have ended
	 * @param publisher provides the publisher to all streams of server-sent events
	 * @param sessions provides the number of open sessions
	 */
	public ServerConsole(Supplier<CloseLog> closes, Supplier<Publisher> publisher, Supplier<SessionCount> sessions) {
		this.closes = closes;
		this.publisher = publisher;
		this.sessions = sessions;
	}

	/**
	 * Report that the server is ready, answer requests, and finally end the process.
	 * @param port the server's port
	 * @param dialect the dialect of the subscribers of a broadcast
	 * @throws IOException if standard input cannot be read
	 */
	public void serve(int port, String dialect) throws IOException {
		say(ControlLine.of("ready", "port", port, "dialect", dialect));
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
			case "sessions" -> ControlLine.of("sessions", "count", this.sessions.get().sessions());
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
		CloseLog.Entry entry = this.closes.get().first();
		return (entry != null) ? ControlLine.of("first-close", "code", entry.code(), "nanos", entry.nanos())
				: ControlLine.of("first-close", "code", 0, "nanos", 0);
	}

	private ControlLine publish() {
		this.publisher.get().publish("~");
		return ControlLine.of("published");
	}

	private void say(ControlLine line) {
		System.out.println(line);
	}

}
