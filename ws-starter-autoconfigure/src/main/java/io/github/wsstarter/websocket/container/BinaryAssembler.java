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

package io.github.wsstarter.websocket.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.InboundMessage;

/**
 * Assembles binary messages from their parts, up to a limit. Used by one thread at a
 * time.
 *
 * @author The ws-starter authors
 */
final class BinaryAssembler {

	private final int limit;

	private final ContainerInbound inbound;

	private @Nullable ByteArrayOutputStream parts;

	private boolean tooBig;

	BinaryAssembler(int limit, ContainerInbound inbound) {
		this.limit = limit;
		this.inbound = inbound;
	}

	void onPart(ByteBuffer part, boolean last) {
		if (this.tooBig) {
			return;
		}
		ByteArrayOutputStream parts = this.parts;
		long size = (long) ((parts != null) ? parts.size() : 0) + part.remaining();
		if (size > this.limit) {
			this.tooBig = true;
			this.parts = null;
			this.inbound.refuseTooBig("binary", this.limit);
			return;
		}
		byte[] bytes = new byte[part.remaining()];
		part.get(bytes);
		if (parts == null && last) {
			complete(bytes);
			return;
		}
		parts = (parts != null) ? parts : new ByteArrayOutputStream(bytes.length);
		parts.writeBytes(bytes);
		this.parts = parts;
		if (last) {
			complete(parts.toByteArray());
		}
		else {
			this.inbound.onPart(parts.size());
		}
	}

	private void complete(byte[] bytes) {
		this.parts = null;
		this.inbound.onMessage(new InboundMessage.Binary(ByteBuffer.wrap(bytes)), bytes.length);
	}

}
