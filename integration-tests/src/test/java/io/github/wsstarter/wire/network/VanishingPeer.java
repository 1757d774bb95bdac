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

import java.io.FileDescriptor;
import java.io.FileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.time.Duration;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;

/**
 * A program that opens a session and prints its id. It answers each ping until the
 * connection or the standard input ends.
 *
 * @author The ws-starter authors
 */
public final class VanishingPeer {

	private VanishingPeer() {
	}

	/**
	 * Run the program.
	 * @param args the server's address and port
	 * @throws IOException if the connection fails
	 */
	public static void main(String[] args) throws IOException {
		int port = Integer.parseInt(args[1]);
		Thread end = new Thread(VanishingPeer::exitAtEndOfInput);
		end.setDaemon(true);
		end.start();
		InetSocketAddress address = new InetSocketAddress(args[0], port);
		loadClasses(address);
		try (RawClient client = RawClient.connect(address, 0)) {
			String id = ask(client, port);
			try (Writer output = new FileWriter(FileDescriptor.out)) {
				output.write(id + System.lineSeparator());
			}
			client.timeout(Duration.ofMinutes(5));
			client.expectEnd();
		}
	}

	/**
	 * Open a session and forget it. On a busy machine, loading the classes of the client
	 * may take longer than the server waits for an answer to its ping.
	 */
	private static void loadClasses(InetSocketAddress address) {
		try (RawClient client = RawClient.connect(address, 0)) {
			ask(client, address.getPort());
		}
		catch (IOException | AssertionError ex) {
			// The server did not wait
		}
	}

	private static String ask(RawClient client, int port) throws IOException {
		client.open(HttpRequest.upgrade(port, "/ws/echo"));
		client.answerPings();
		return client.ask("id");
	}

	private static void exitAtEndOfInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// Treat a failure like the end of the input
		}
		Runtime.getRuntime().halt(0);
	}

}
