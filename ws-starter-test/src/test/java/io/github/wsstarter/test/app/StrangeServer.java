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

package io.github.wsstarter.test.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * A server that answers any request with a given text, and then waits until the client
 * ends the connection. It accepts one connection.
 *
 * @author The ws-starter authors
 */
final class StrangeServer implements AutoCloseable {

	private final ServerSocket listener;

	private final CompletableFuture<Void> ended;

	private StrangeServer(ServerSocket listener, String response) {
		this.listener = listener;
		this.ended = CompletableFuture.runAsync(() -> serve(listener, response),
				(task) -> new Thread(task, "strange-server").start());
	}

	static StrangeServer start(String... response) throws IOException {
		return new StrangeServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()),
				String.join("\r\n", response));
	}

	private static void serve(ServerSocket listener, String response) {
		try (Socket socket = listener.accept()) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			for (String line = in.readLine(); line != null && !line.isEmpty();) {
				line = in.readLine();
			}
			socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
			while (in.read() != -1) {
				// Ignore what the client sends after its request
			}
		}
		catch (IOException ex) {
			// The client has reset the connection
		}
	}

	int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Return the end of the connection.
	 * @return a future that completes when the client has ended the connection
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
