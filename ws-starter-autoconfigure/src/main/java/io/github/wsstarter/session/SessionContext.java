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

package io.github.wsstarter.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

import io.github.wsstarter.message.MessageCodec;

/**
 * What all sessions share.
 *
 * @param codec encodes objects
 * @param executor runs handlers that no wire's thread can run
 * @param clock the time, which does not jump
 * @param registry the open sessions
 * @param listeners told of sessions that open and close
 * @param closeLog the log of sessions closed by a limit
 * @param subscriptions the topics that sessions are subscribed to
 * @param subprotocols the subprotocols beneath endpoints, by name
 * @author The ws-starter authors
 */
record SessionContext(MessageCodec codec, Executor executor, Clock clock, SessionRegistry registry,
		List<SessionListener> listeners, CloseLog closeLog, Subscriptions subscriptions,
		Map<String, Subprotocol> subprotocols) {

	private static final Log logger = LogFactory.getLog(SessionContext.class);

	void notify(Consumer<SessionListener> event) {
		for (SessionListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn(LogMessage.format("%s failed", listener), ex);
			}
		}
	}

}
