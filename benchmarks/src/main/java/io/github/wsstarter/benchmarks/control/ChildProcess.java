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

package io.github.wsstarter.benchmarks.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that exchanges {@link ControlLine control lines} with this one. Its output
 * also goes to a log file. It ends when its standard input ends, so that it does not
 * outlive this process.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class ChildProcess implements AutoCloseable {

	private static final Duration END_WITHIN = Duration.ofSeconds(5);

	private final BlockingQueue<ControlLine> lines = new LinkedBlockingQueue<>();

	private final AtomicLong logged = new AtomicLong();

	private final Process process;

	private final PrintStream input;

	private final Path log;

	private final Thread hook;

	private ChildProcess(Process process, Path log) {
		this.process = process;
		this.hook = new Thread(process::destroyForcibly, "end of " + process.pid());
		this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
		this.log = log;
	}

	/**
	 * Start a process.
	 * @param command the command and its arguments
	 * @param log the file for its ordinary output
	 * @return the running process
	 * @throws IOException if it cannot be started
	 */
	public static ChildProcess start(List<String> command, Path log) throws IOException {
		Files.createDirectories(log.getParent());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		ChildProcess child = new ChildProcess(process, log);
		Runtime.getRuntime().addShutdownHook(child.hook);
		Thread reader = new Thread(child::read, "output of " + process.pid());
		reader.setDaemon(true);
		reader.start();
		return child;
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8);
				PrintWriter writer = new PrintWriter(Files.newBufferedWriter(this.log))) {
			String line = output.readLine();
			while (line != null) {
				Optional<ControlLine> control = ControlLine.parse(line);
				control.ifPresent(this.lines::add);
				if (control.isEmpty()) {
					this.logged.addAndGet(line.length() + 1);
				}
				writer.println(line);
				writer.flush();
				line = output.readLine();
			}
		}
		catch (IOException ex) {
			this.lines.add(ControlLine.of("failed", "reason", "its output cannot be read: " + ex));
		}
		this.lines.add(ControlLine.of("failed", "reason", "it ended"));
	}

	public ProcessUsage usage() {
		return new ProcessUsage(this.process.pid());
	}

	/**
	 * Return the length of the ordinary output so far.
	 * @return the number of characters
	 */
	public long logged() {
		return this.logged.get();
	}

	public void send(ControlLine line) {
		this.input.println(line);
	}

	/**
	 * Wait for a line from this process, and skip other lines.
	 * @param name the name of the line
	 * @param timeout the maximum time to wait
	 * @return the line
	 * @throws InterruptedException if the thread is interrupted
	 * @throws WorkloadException if the process reports a failure, ends or stays silent
	 */
	public ControlLine await(String name, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (true) {
			ControlLine line = this.lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (line == null) {
				throw new WorkloadException(
						"no '%s' within %d s, see %s".formatted(name, timeout.toSeconds(), this.log));
			}
			if (line.name().equals("failed")) {
				throw new WorkloadException("%s, see %s".formatted(line.get("reason"), this.log));
			}
			if (line.name().equals(name)) {
				return line;
			}
		}
	}

	@Override
	public void close() {
		this.input.close();
		try {
			if (!this.process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
