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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The resources that a process uses, as Linux reports them under {@code /proc}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class ProcessUsage {

	private static final double MICROS_PER_TICK = 10_000;

	private final long pid;

	ProcessUsage(long pid) {
		this.pid = pid;
	}

	/**
	 * Return the processor time used so far, in user and system mode.
	 * @return the time in microseconds, in steps of 10 ms
	 */
	public double cpuMicros() {
		String stat = read("stat");
		String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) * MICROS_PER_TICK;
	}

	public long residentBytes() {
		return read("status").lines()
			.filter((line) -> line.startsWith("VmRSS:"))
			.map((line) -> line.replaceAll("\\D", ""))
			.mapToLong((kilobytes) -> Long.parseLong(kilobytes) * 1024)
			.findFirst()
			.orElseThrow();
	}

	private String read(String file) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(this.pid), file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
