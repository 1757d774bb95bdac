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

package io.github.wsstarter.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of two hosts, ours and one in a network namespace, whose cable can be pulled.
 * Takes Linux, root and {@code ip} of iproute2.
 *
 * @author The ws-starter authors
 */
final class PrivateNetwork implements AutoCloseable {

	static final String OUR_ADDRESS = "10.213.77.1";

	private static final String THEIR_ADDRESS = "10.213.77.2";

	private final String namespace;

	private final String device;

	private PrivateNetwork(String suffix) {
		this.namespace = "wst" + suffix;
		this.device = "wstv" + suffix;
	}

	/**
	 * Set up the network.
	 * @return the network
	 * @throws IOException if the system does not let us, in which case nothing is left
	 */
	static PrivateNetwork create() throws IOException {
		PrivateNetwork network = new PrivateNetwork(Long.toString(ProcessHandle.current().pid() % 100_000));
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
		ip("netns", "add", this.namespace);
		ip("link", "add", this.device, "type", "veth", "peer", "name", "eth0", "netns", this.namespace);
		ip("addr", "add", OUR_ADDRESS + "/30", "dev", this.device);
		ip("link", "set", this.device, "up");
		ip("-n", this.namespace, "addr", "add", THEIR_ADDRESS + "/30", "dev", "eth0");
		ip("-n", this.namespace, "link", "set", "eth0", "up");
	}

	/**
	 * Start a process on the other host.
	 * @param command the command
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	Process start(List<String> command) throws IOException {
		List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", this.namespace));
		all.addAll(command);
		return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/**
	 * Pull the cable: from now on nothing reaches the other host, nor comes from it.
	 * @throws IOException if the system does not let us
	 */
	void cut() throws IOException {
		ip("-n", this.namespace, "link", "set", "eth0", "down");
	}

	@Override
	public void close() {
		for (String[] command : new String[][] { { "link", "del", this.device }, { "netns", "del", this.namespace } }) {
			try {
				ip(command);
			}
			catch (IOException ex) {
				// It was not set up
			}
		}
	}

	private static void ip(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("ip"));
		command.addAll(Arrays.asList(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			if (!process.waitFor(10, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IOException("%s takes too long".formatted(command));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new IOException(ex));
		}
		if (process.exitValue() != 0) {
			throw new IOException("%s: %s".formatted(command, new String(process.getInputStream().readAllBytes())));
		}
	}

}
