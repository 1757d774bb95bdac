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

package io.github.wsstarter.test.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The response to a handshake.
 *
 * @param status the status code
 * @param headers the header lines
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record HttpResponse(int status, List<String> headers) {

	private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\S+ (\\d{3})\\b");

	/**
	 * Read a response up to the empty line after its headers.
	 * @param in the stream to read from
	 * @return the response
	 * @throws IOException if the connection ends before that line, or the response is not
	 * HTTP
	 */
	public static HttpResponse read(InputStream in) throws IOException {
		String statusLine = readLine(in);
		Matcher matcher = STATUS_LINE.matcher(statusLine);
		if (!matcher.lookingAt()) {
			throw new IOException("The response is not HTTP: '%s'".formatted(statusLine));
		}
		List<String> headers = new ArrayList<>();
		for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
			headers.add(line);
		}
		return new HttpResponse(Integer.parseInt(matcher.group(1)), List.copyOf(headers));
	}

	/**
	 * Check that a handshake was not refused.
	 * @param request the handshake
	 * @param expected the status of a handshake that is accepted
	 * @throws AssertionError if the response has another status
	 */
	void requireStatus(HttpRequest request, int expected) {
		if (this.status != expected) {
			throw new AssertionError("The handshake of %s was refused with %d, headers: %s".formatted(request.path(),
					this.status, this.headers));
		}
	}

	public @Nullable String header(String name) {
		String prefix = name + ":";
		return this.headers.stream()
			.filter((line) -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
			.map((line) -> line.substring(prefix.length()).trim())
			.findFirst()
			.orElse(null);
	}

	private static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c == -1) {
				throw new IOException("The connection ended after '%s'".formatted(line));
			}
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

}
