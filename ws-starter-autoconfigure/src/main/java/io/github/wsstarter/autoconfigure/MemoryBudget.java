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

package io.github.wsstarter.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.log.LogMessage;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.session.SessionOptions;

/**
 * Logs a warning at start-up if sessions may hold more memory than the heap has, or if
 * the maximum number of sessions, each with full buffers, needs more than they may hold.
 *
 * @author The ws-starter authors
 */
final class MemoryBudget implements InitializingBean {

	private static final Log logger = LogFactory.getLog(MemoryBudget.class);

	private final @Nullable Integer sessions;

	private final SessionOptions options;

	private final long memory;

	private final long heap;

	/**
	 * Create a budget.
	 * @param sessions the maximum number of sessions, or {@code null}
	 * @param options the options of a session
	 * @param memory how many bytes all sessions may hold
	 * @param heap the maximum size of the heap in bytes
	 */
	MemoryBudget(@Nullable Integer sessions, SessionOptions options, long memory, long heap) {
		this.sessions = sessions;
		this.options = options;
		this.memory = memory;
		this.heap = heap;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.memory > this.heap) {
			logger.warn(LogMessage.format(
					"Sessions may hold %d MB of memory, but the heap has %d MB, so that it is exhausted before "
							+ "sessions are refused. Lower 'ws.limits.memory' or increase the size of the heap",
					DataSize.ofBytes(this.memory).toMegabytes(), DataSize.ofBytes(this.heap).toMegabytes()));
		}
		if (this.sessions == null) {
			return;
		}
		long worstCase = this.sessions * perSession();
		if (worstCase > this.memory) {
			logger.warn(LogMessage.format(
					"%d sessions with full buffers need %d MB of memory, but sessions may hold %d MB. Lower "
							+ "'ws.limits.sessions', 'ws.buffer.send', 'ws.buffer.text' or 'ws.buffer.binary', or "
							+ "increase the size of the heap or 'ws.limits.memory'",
					this.sessions, DataSize.ofBytes(worstCase).toMegabytes(),
					DataSize.ofBytes(this.memory).toMegabytes()));
		}
	}

	private long perSession() {
		// A full outbound queue, a message being received, and one that waits for a reply
		long inbound = Math.max(this.options.textLimit(), this.options.binaryLimit());
		return this.options.sendLimit() + 2 * inbound;
	}

}
