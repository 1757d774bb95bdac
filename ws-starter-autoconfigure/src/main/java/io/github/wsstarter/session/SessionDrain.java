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

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

/**
 * Closes all sessions when the application stops, before the web server does. No session
 * opens from then on. Open sessions are closed after their queued messages, with 1001, or
 * with 1012 if a subprotocol tells clients when to reconnect. Sessions that do not end in
 * time are cut off.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SessionDrain implements ApplicationListener<ContextClosedEvent>, ApplicationContextAware {

	private static final Log logger = LogFactory.getLog(SessionDrain.class);

	private final SessionRegistry registry;

	private final Duration timeout;

	private final Duration reconnectWindow;

	private @Nullable ApplicationContext context;

	private volatile boolean draining;

	public SessionDrain(SessionRegistry registry, Duration timeout, Duration reconnectWindow) {
		this.registry = registry;
		this.timeout = timeout;
		this.reconnectWindow = reconnectWindow;
	}

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	public boolean isDraining() {
		return this.draining;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			drain();
		}
	}

	private void warn(String message, int count) {
		if (count > 0) {
			logger.warn(LogMessage.format(message, this.timeout.toMillis(), count, "ws.shutdown.timeout"));
		}
	}

	private Duration reconnectDelay() {
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(this.reconnectWindow.toMillis() + 1));
	}

	private void drain() {
		this.draining = true;
		int count = this.registry.count();
		if (count > 0) {
			logger.info(LogMessage.format("Closing the open sessions: %d", count));
		}
		this.registry.all().forEach((session) -> session.goAway(reconnectDelay()));
		if (!this.registry.awaitEnd(this.timeout)) {
			warn("Cutting off the sessions that did not end within %d ms: %d (see '%s')", this.registry.count());
			warn("Methods of endpoints that ended sessions wait for did not return within %d ms: %d (see '%s')",
					this.registry.busyCount());
			this.registry.all().forEach((session) -> session.abort(CloseStatus.GOING_AWAY));
		}
	}

}
