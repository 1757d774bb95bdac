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

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An nginx process that listens on a free port.
 *
 * @author The ws-starter authors
 */
final class Nginx implements AutoCloseable {

	private final Process process;

	private final int port;

	private Nginx(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Find the nginx program.
	 * @return the program, or {@code null} if nginx is not installed
	 */
	static @Nullable Path program() {
		return Stream
			.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)),
					Stream.of("/usr/sbin", "/usr/local/sbin"))
			.map((directory) -> Path.of(directory, "nginx"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Start nginx.
	 * @param program the program
	 * @param directory the directory for its files
	 * @param configuration the content of the http block, in which port 80 stands for the
	 * port of nginx, and app:8080 for the application
	 * @param applicationPort the port of the application
	 * @return the running nginx
	 * @throws IOException if it does not start
	 */
	static Nginx start(Path program, Path directory, String configuration, int applicationPort) throws IOException {
		int port = freePort();
		StringBuilder all = new StringBuilder("daemon off;\nworker_processes 1;\nerror_log stderr warn;\n");
		all.append("pid %s/nginx.pid;\n".formatted(directory));
		if ("root".equals(System.getProperty("user.name"))) {
			all.append("user root;\n");
		}
		all.append("events {\n\tworker_connections 64;\n}\nhttp {\n\taccess_log off;\n");
		for (String use : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
			all.append("\t%s_temp_path %s/%1$s;\n".formatted(use, directory));
		}
		assertThat(configuration).contains("listen 80;", "app:8080");
		all.append(configuration.replace("listen 80;", "listen 127.0.0.1:%d;".formatted(port))
			.replace("app:8080", "127.0.0.1:" + applicationPort));
		Path file = directory.resolve("nginx.conf");
		Files.writeString(file, all.append("}\n"));
		Process process = new ProcessBuilder(program.toString(), "-p", directory.toString(), "-c", file.toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile())
			.start();
		Nginx nginx = new Nginx(process, port);
		try {
			TestServer.await().untilAsserted(() -> assertThat(nginx.isListening()).isTrue());
			return nginx;
		}
		catch (RuntimeException ex) {
			nginx.close();
			throw new IOException(Files.readString(directory.resolve("log")), ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private boolean isListening() throws IOException {
		assertThat(this.process.isAlive()).isTrue();
		try (Socket socket = new Socket()) {
			socket.connect(address());
			return true;
		}
		catch (ConnectException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
