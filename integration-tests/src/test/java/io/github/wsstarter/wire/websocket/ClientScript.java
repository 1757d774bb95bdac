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

package io.github.wsstarter.wire.websocket;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a client that is written in another language. Its script asks an endpoint that
 * sends back what it gets, and prints the accepted extensions.
 *
 * @author The ws-starter authors
 */
final class ClientScript {

	private final Path directory;

	ClientScript(Path directory) {
		this.directory = directory;
	}

	static boolean isInstalled(String... command) {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Copy the files of a package of npm.
	 * @param name the name of the package, whose WebJar is on the class path
	 * @return where they are
	 * @throws IOException if they cannot be copied
	 */
	Path npm(String name) throws IOException {
		Path root = this.directory.resolve(name);
		String prefix = "/webjars/" + name + "/";
		Resource[] files = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:META-INF/resources" + prefix + "**/*.js*");
		for (Resource file : files) {
			URL url = file.getURL();
			String version = url.getPath().substring(url.getPath().indexOf(prefix) + prefix.length());
			Path target = root.resolve(version.substring(version.indexOf('/') + 1));
			Files.createDirectories(target.getParent());
			Files.write(target, file.getContentAsByteArray());
		}
		return root;
	}

	/**
	 * Run a script.
	 * @param program what runs it
	 * @param script the name of the script
	 * @param arguments the arguments
	 * @return what it prints
	 * @throws IOException if it cannot be run
	 * @throws InterruptedException if this thread is interrupted
	 */
	String run(String program, String script, String... arguments) throws IOException, InterruptedException {
		Path file = this.directory.resolve(script);
		Files.write(file, new ClassPathResource("clients/" + script).getContentAsByteArray());
		List<String> command = new ArrayList<>(List.of(program, file.toString()));
		command.addAll(List.of(arguments));
		Path output = this.directory.resolve(script + ".out");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", script).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String printed = Files.readString(output);
		assertThat(process.exitValue()).as(printed).isZero();
		return printed;
	}

}
