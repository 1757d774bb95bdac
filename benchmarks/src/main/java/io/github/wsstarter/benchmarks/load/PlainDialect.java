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

package io.github.wsstarter.benchmarks.load;

/**
 * A dialect in which messages are payloads, and each connection receives all of them.
 *
 * @param headLength the number of bytes at the start of a message that are needed
 * @author The ws-starter authors
 */
record PlainDialect(int headLength) implements Dialect {

	@Override
	public void subscribe(ClientConnection connection) {
	}

	@Override
	public byte[] publish(byte[] payload) {
		return payload;
	}

	@Override
	public int payloadStart(ClientConnection connection, byte[] head) {
		return 0;
	}

}
