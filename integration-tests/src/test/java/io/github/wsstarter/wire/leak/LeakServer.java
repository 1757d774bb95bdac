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

package io.github.wsstarter.wire.leak;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

import jakarta.websocket.OnMessage;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.TestServer;

/**
 * A program that serves {@code /ws/leak} and prints its port. It answers each line of its
 * standard input with the resources that it holds at that time.
 *
 * @author The ws-starter authors
 */
public final class LeakServer {

	private static final Pattern COMMITTED = Pattern
		.compile("(Total|Java Heap|Other)[ :(]+reserved=\\d+KB, committed=(\\d+)KB");

	private static final Pattern ZLIB = Pattern
		.compile("\\d+: +(\\d+) +\\d+ +java\\.util\\.zip\\.(?:Inflater|Deflater)(?: |$)", Pattern.MULTILINE);

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private LeakServer() {
	}

	/**
	 * Run the program.
	 * @param args the container
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		try (TestServer server = TestServer.start(Container.valueOf(args[0]), List.of(LeakEndpoint.class),
				"ws.compression.enabled=true", "logging.level.root=off");
				BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
				PrintWriter output = new PrintWriter(new FileWriter(FileDescriptor.out), true)) {
			output.println("port " + server.port());
			while (commands.readLine() != null) {
				output.println(measure(server).encode());
			}
		}
	}

	private static Holdings measure(TestServer server) throws JMException, IOException {
		String classes = diagnose("gcClassHistogram");
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		String memory = diagnose("vmNativeMemory", "summary");
		int zlib = 0;
		for (Matcher matcher = ZLIB.matcher(classes); matcher.find();) {
			zlib += Integer.parseInt(matcher.group(1));
		}
		return new Holdings(server.sessions().count(), server.connections(), Thread.activeCount(), heap, zlib,
				committed(memory, "Total") - committed(memory, "Java Heap"), committed(memory, "Other"), resident());
	}

	private static long committed(String memory, String category) {
		return COMMITTED.matcher(memory)
			.results()
			.filter((match) -> match.group(1).equals(category))
			.mapToLong((match) -> Long.parseLong(match.group(2)) << 10)
			.sum();
	}

	private static String diagnose(String command, String... arguments) throws JMException {
		return (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), command, new Object[] { arguments },
					new String[] { String[].class.getName() });
	}

	private static long resident() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return 0;
		}
		Matcher matcher = RESIDENT.matcher(Files.readString(status));
		return (matcher.find()) ? Long.parseLong(matcher.group(1)) << 10 : 0;
	}

	/**
	 * The resources that a server holds.
	 *
	 * @param sessions the number of sessions
	 * @param connections the number of connections
	 * @param threads the number of threads
	 * @param heap the bytes in use in the heap after a garbage collection
	 * @param zlib the number of inflaters and deflaters
	 * @param outsideHeap the bytes outside the heap that the JVM knows of
	 * @param buffers the bytes in direct buffers
	 * @param resident the bytes resident in memory, zero if unknown
	 */
	record Holdings(long sessions, long connections, long threads, long heap, long zlib, long outsideHeap, long buffers,
			long resident) {

		String encode() {
			return "holds " + this.sessions + " " + this.connections + " " + this.threads + " " + this.heap + " "
					+ this.zlib + " " + this.outsideHeap + " " + this.buffers + " " + this.resident;
		}

		static Holdings decode(String line) {
			String[] parts = line.split(" ");
			return new Holdings(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]),
					Long.parseLong(parts[4]), Long.parseLong(parts[5]), Long.parseLong(parts[6]),
					Long.parseLong(parts[7]), Long.parseLong(parts[8]));
		}

	}

	@WsEndpoint(path = "/ws/leak", name = "leak")
	static class LeakEndpoint {

		@OnMessage
		String text(String message, WsSession session) {
			if ("close".equals(message)) {
				session.close();
			}
			return message;
		}

		@OnMessage
		byte[] binary(byte[] message) {
			return message;
		}

	}

}
