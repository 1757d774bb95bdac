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

package io.github.wsstarter.wire.heap;

import java.io.FileDescriptor;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import jakarta.websocket.OnMessage;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

/**
 * A program that serves {@code /ws/echo} and {@code /ws/flood} with default settings,
 * except that it soon notices that a client of an event stream is gone. It prints its
 * port, and answers each byte of its standard input with the number of sessions.
 *
 * @author The ws-starter authors
 */
public final class SmallHeapServer {

	private SmallHeapServer() {
	}

	/**
	 * Run the program.
	 * @param args the container
	 * @throws IOException if the standard input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		try (TestServer server = TestServer.start(Container.valueOf(args[0]),
				List.of(EchoEndpoint.class, FloodEndpoint.class), "ws.sse.keep-alive=1s");
				PrintWriter output = new PrintWriter(new FileWriter(FileDescriptor.out), true)) {
			output.println("port " + server.port());
			while (System.in.read() >= 0) {
				System.gc();
				output.println("holds " + server.sessions().count());
			}
		}
	}

	/**
	 * Fills the queue of each client that does not read, almost to its limit.
	 */
	@WsEndpoint("/ws/flood")
	static class FloodEndpoint {

		private static final int SIZE = 8 << 10;

		private static final int WAITING = 30;

		/**
		 * Fill the queue of a client.
		 * @param message how many messages of one byte to send in addition
		 * @param session the session
		 */
		@OnMessage
		void flood(String message, WsSession session) {
			Queue<CompletableFuture<Void>> unsent = new ArrayDeque<>();
			while (session.isOpen() && unsent.size() < WAITING) {
				unsent.add(session.send(new byte[SIZE]).toCompletableFuture());
				while (!unsent.isEmpty() && unsent.peek().isDone()) {
					unsent.remove();
				}
			}
			int tiny = Integer.parseInt(message);
			for (int i = 0; i < tiny && session.isOpen(); i++) {
				session.send(new byte[1]);
			}
		}

	}

}
