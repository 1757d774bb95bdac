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

package io.github.wsstarter.message;

/**
 * The maximum size of the messages of one kind that a client may send.
 *
 * @param kind the kind of message, {@code text} or {@code binary}
 * @param bytes the maximum number of bytes
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record SizeLimit(String kind, int bytes) {

	/**
	 * Return the limit of text or of binary messages.
	 */
	public static SizeLimit of(boolean text, int bytes) {
		return new SizeLimit((text) ? "text" : "binary", bytes);
	}

	/**
	 * Return whether this is the limit of text messages.
	 */
	public boolean isText() {
		return this.kind.equals("text");
	}

	/**
	 * Describe a message that exceeds this limit, for the log and for the client.
	 */
	public String violation() {
		return "A %s message exceeds %d bytes".formatted(this.kind, this.bytes);
	}

	/**
	 * Return the configuration property below {@code ws} that sets this limit.
	 */
	public String property() {
		return "buffer." + this.kind;
	}

}
