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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.InboundMessage;

/**
 * Assembles text messages from their parts, up to a limit. Used by one thread at a time.
 *
 * @author The ws-starter authors
 */
final class TextAssembler {

	private static final int MAX_BYTES_PER_CHAR = 3;

	private final int limit;

	private final ContainerInbound inbound;

	private @Nullable StringBuilder parts;

	private long size;

	private boolean tooBig;

	TextAssembler(int limit, ContainerInbound inbound) {
		this.limit = limit;
		this.inbound = inbound;
	}

	void onPart(String part, boolean last) {
		if (this.tooBig) {
			return;
		}
		if (!fits(part, last)) {
			this.tooBig = true;
			this.parts = null;
			this.inbound.refuseTooBig("text", this.limit);
		}
		else if (last) {
			complete(part);
		}
		else {
			StringBuilder parts = ((this.parts != null) ? this.parts : new StringBuilder()).append(part);
			this.parts = parts;
			this.inbound.onPart(parts.length());
		}
	}

	private boolean fits(String part, boolean last) {
		// The bytes of a single part are counted only if they could exceed the limit
		if (this.parts == null && last && (long) part.length() * MAX_BYTES_PER_CHAR <= this.limit) {
			return true;
		}
		this.size += part.getBytes(StandardCharsets.UTF_8).length;
		return this.size <= this.limit;
	}

	private void complete(String part) {
		StringBuilder parts = this.parts;
		String text = (parts != null) ? parts.append(part).toString() : part;
		this.parts = null;
		this.size = 0;
		this.inbound.onMessage(new InboundMessage.Text(text), text.length());
	}

}
