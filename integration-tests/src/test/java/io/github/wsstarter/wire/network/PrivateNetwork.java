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

package io.github.wsstarter.wire.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * A network of this host and another one, whose cable can be pulled. It consists of a
 * network namespace and a pair of virtual devices. A child process holds the namespace
 * and ends when this process ends, even if this process is killed. The kernel then
 * removes the namespace and the devices after it has given up their connections. The
 * addresses are derived from the id of this process, so that a killed test run does not
 * disturb the next one. Requires Linux, root privileges, and the commands {@code ip},
 * {@code unshare} and {@code nsenter}.
 *
 * @author The ws-starter authors
 */
final class PrivateNetwork implements AutoCloseable {

	private final Process holder;

	private final String device;

	private final String subnet;

	private final int firstHost;

	private PrivateNetwork(Process holder) {
		this.holder = holder;
		long pid = ProcessHandle.current().pid();
		this.device = "wst" + pid;
		this.subnet = "10.213." + ((pid >> 6) & 0xFF) + ".";
		this.firstHost = (int) (pid & 0x3F) * 4 + 1;
	}

	/**
	 * Set up the network.
	 * @return the network
	 * @throws IOException if the system refuses, in which case nothing has been set up
	 */
	static PrivateNetwork create() throws IOException {
		PrivateNetwork network = new PrivateNetwork(
				new ProcessBuilder("unshare", "--net", "cat").redirectErrorStream(true).start());
		try {
			network.setUp();
			return network;
		}
		catch (IOException ex) {
			network.close();
			throw ex;
		}
	}

	private void setUp() throws IOException {
		awaitNamespace();
		run("ip", "link", "add", this.device, "type", "veth", "peer", "name", "eth0", "netns",
				Long.toString(this.holder.pid()));
		run("ip", "addr", "add", ourAddress() + "/30", "dev", this.device);
		run("ip", "link", "set", this.device, "up");
		run(inside("ip", "addr", "add", this.subnet + (this.firstHost + 1) + "/30", "dev", "eth0"));
		run(inside("ip", "link", "set", "eth0", "up"));
	}

	private void awaitNamespace() throws IOException {
		Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
		Path theirs = Path.of("/proc/%d/ns/net".formatted(this.holder.pid()));
		await().until(() -> !this.holder.isAlive() || !Files.readSymbolicLink(theirs).equals(ours));
		if (!this.holder.isAlive()) {
			throw new IOException(new String(this.holder.getInputStream().readAllBytes()));
		}
	}

	String ourAddress() {
		return this.subnet + this.firstHost;
	}

	/**
	 * Start a process on the other host.
	 * @param command the command
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	Process start(List<String> command) throws IOException {
		return new ProcessBuilder(inside(command.toArray(String[]::new))).redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	/**
	 * Pull the cable. From now on, no packet reaches or leaves the other host.
	 * @throws IOException if the system refuses
	 */
	void cut() throws IOException {
		run(inside("ip", "link", "set", "eth0", "down"));
	}

	@Override
	public void close() {
		this.holder.destroyForcibly();
		try {
			run("ip", "link", "del", this.device);
		}
		catch (IOException ex) {
			// It was not set up
		}
	}

	private String[] inside(String... command) {
		List<String> all = new ArrayList<>(List.of("nsenter", "--net=/proc/%d/ns/net".formatted(this.holder.pid())));
		all.addAll(Arrays.asList(command));
		return all.toArray(String[]::new);
	}

	private static void run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			if (!process.waitFor(10, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IOException("%s timed out".formatted(Arrays.toString(command)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new IOException(ex));
		}
		if (process.exitValue() != 0) {
			throw new IOException(
					"%s: %s".formatted(Arrays.toString(command), new String(process.getInputStream().readAllBytes())));
		}
	}

}
