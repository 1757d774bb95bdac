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

package io.github.wsstarter.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsstarter.benchmarks.control.ChildProcess;
import io.github.wsstarter.benchmarks.control.ControlLine;
import io.github.wsstarter.benchmarks.control.WorkloadException;
import io.github.wsstarter.benchmarks.load.LoadGenerator;
import io.github.wsstarter.benchmarks.workload.Trial;
import io.github.wsstarter.benchmarks.workload.Workload;

/**
 * The build's directory with the classes and libraries, and the commands that run them.
 *
 * @param target the directory
 * @author The ws-starter authors
 */
record Installation(Path target) {

	private static final Path TASKSET = Path.of("/usr/bin/taskset");

	private static final Duration START_WITHIN = Duration.ofMinutes(1);

	private static final int SERVER_CORE = 0;

	private static final int LOAD_CORE = 1;

	static Installation current() throws URISyntaxException {
		Path classes = Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		return new Installation(classes.resolveSibling(".").toAbsolutePath().normalize());
	}

	/**
	 * Start a server and its load generators.
	 * @param workload the workload to measure
	 * @param peer the server
	 * @param name the name of this trial, for the logs
	 * @return the server and the load generators
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 * @throws WorkloadException if the server does not become ready
	 */
	Trial start(Workload workload, Peer peer, String name) throws IOException, InterruptedException {
		ChildProcess server = ChildProcess.start(server(peer, workload.heap(), workload.serverArguments()),
				log(name + "-server"));
		List<ChildProcess> loads = new ArrayList<>();
		try {
			ControlLine ready = server.await("ready", START_WITHIN);
			for (int i = 1; i <= workload.loadGenerators(); i++) {
				loads.add(ChildProcess.start(load(), log("%s-load-%d".formatted(name, i))));
			}
			return new Trial(server, ready, loads);
		}
		catch (IOException | InterruptedException | WorkloadException ex) {
			loads.forEach(ChildProcess::close);
			server.close();
			throw ex;
		}
	}

	private Path log(String name) {
		return this.target.resolve("logs").resolve(name + ".log");
	}

	boolean isPinned() {
		return Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() >= 2;
	}

	private List<String> server(Peer peer, String heap, List<String> arguments) throws IOException {
		List<String> command = java(SERVER_CORE, heap, classPath(peer.libraries()), peer.application());
		command.addAll(peer.arguments());
		command.addAll(arguments);
		return command;
	}

	private List<String> load() throws IOException {
		return java(LOAD_CORE, "1g", classPath(Libraries.NETTY), LoadGenerator.class.getName());
	}

	private List<String> java(int core, String heap, String classPath, String main) {
		List<String> command = new ArrayList<>();
		if (isPinned()) {
			command.addAll(List.of(TASKSET.toString(), "-c", Integer.toString(core)));
		}
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx" + heap, "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-cp", classPath, main));
		return command;
	}

	private String classPath(Libraries libraries) throws IOException {
		try (Stream<Path> files = Files.list(this.target.resolve("lib"))) {
			return Stream
				.concat(Stream.of(this.target.resolve("classes")),
						files.filter((file) -> libraries.include(file.getFileName().toString())).sorted())
				.map(Path::toString)
				.collect(Collectors.joining(System.getProperty("path.separator")));
		}
	}

}
