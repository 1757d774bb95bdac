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

package io.github.wsstarter.wire.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * An example in docs/protocol.md.
 *
 * @param wire the wire, {@code ws} or {@code sse}
 * @param options the options that follow the wire
 * @param lines the lines, in order
 * @author The ws-starter authors
 */
record Conversation(String wire, Map<String, String> options, List<Line> lines) {

	private static final Path DOCUMENT = Path.of("..", "docs", "protocol.md");

	private static final String FENCE = "```";

	/**
	 * Read all examples. A code block that is not an example is a mistake.
	 * @return the examples
	 * @throws IOException if the document cannot be read
	 */
	static List<Conversation> all() throws IOException {
		List<Conversation> conversations = new ArrayList<>();
		Conversation current = null;
		for (String line : Files.readAllLines(DOCUMENT)) {
			if (line.startsWith(FENCE)) {
				if (current == null) {
					current = begin(line.substring(FENCE.length()));
				}
				else {
					conversations.add(current);
					current = null;
				}
			}
			else if (current != null) {
				current.lines.add(Line.of(line));
			}
		}
		Assert.state(current == null, "A fence is not closed");
		return conversations;
	}

	static List<Conversation> all(String wire) throws IOException {
		return all().stream().filter((conversation) -> conversation.wire().equals(wire)).toList();
	}

	private static Conversation begin(String info) {
		String[] words = info.split(" ");
		Map<String, String> options = new LinkedHashMap<>();
		for (int i = 1; i < words.length; i++) {
			String[] option = words[i].split("=", 2);
			options.put(option[0], option[1]);
		}
		return new Conversation(words[0], options, new ArrayList<>());
	}

	String path() {
		return "/ws/" + this.options.get("endpoint");
	}

	/**
	 * Return whether the example shows the opening of the session.
	 * @return whether it shows the opening
	 */
	boolean isFromStart() {
		return "start".equals(this.options.get("from"));
	}

	boolean isUntilShutdown() {
		return "shutdown".equals(this.options.get("until"));
	}

	@Override
	public String toString() {
		return this.wire + " " + this.options + " " + this.lines.get(0);
	}

	/**
	 * A line of an example.
	 *
	 * @param speaker {@code >} for the client, {@code <} for the server, or {@code !} for
	 * the application on the server
	 * @param text the text
	 */
	record Line(char speaker, String text) {

		private static Line of(String line) {
			Assert.state(line.matches("[><!]( .*)?"), () -> "Nobody says '%s'".formatted(line));
			return new Line(line.charAt(0), (line.length() > 1) ? line.substring(2) : "");
		}

		@Override
		public String toString() {
			return this.speaker + " " + this.text;
		}

	}

}
