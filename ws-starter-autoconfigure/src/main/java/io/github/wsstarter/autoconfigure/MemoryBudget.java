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

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.log.LogMessage;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.session.SessionOptions;

/**
 * Warns at start-up when as many sessions as may open could fill the heap with messages.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class MemoryBudget implements InitializingBean {

	private static final Log logger = LogFactory.getLog(MemoryBudget.class);

	private final int sessions;

	private final SessionOptions options;

	private final long heap;

	/**
	 * Create a new instance.
	 * @param sessions how many sessions may open; zero for any number
	 * @param options the settings of a session
	 * @param heap the most memory the heap may grow to, in bytes
	 */
	public MemoryBudget(int sessions, SessionOptions options, long heap) {
		this.sessions = sessions;
		this.options = options;
		this.heap = heap;
	}

	@Override
	public void afterPropertiesSet() {
		long worstCase = this.sessions * perSession();
		if (worstCase > this.heap) {
			logger.warn(LogMessage.format(
					"%d sessions with full buffers take %d MB, but the heap has %d MB. Lower 'ws.limits.sessions', "
							+ "'ws.buffer.send', 'ws.buffer.text' or 'ws.buffer.binary', or give the heap more",
					this.sessions, DataSize.ofBytes(worstCase).toMegabytes(),
					DataSize.ofBytes(this.heap).toMegabytes()));
		}
	}

	/**
	 * Return what one session may hold: a full outbound queue, a message being received,
	 * and as much again held back behind a pending reply.
	 * @return the number of bytes
	 */
	private long perSession() {
		long inbound = Math.max(this.options.textLimit(), this.options.binaryLimit());
		return this.options.sendLimit() + 2 * inbound;
	}

}
