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

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.log.LogMessage;

import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.websocket.WebSocketEngine;
import io.github.wsstarter.websocket.container.ContainerEngine;
import io.github.wsstarter.websocket.direct.DirectEngine;

/**
 * Creates the engine that was asked for, or the one that can run.
 *
 * @author The ws-starter authors
 */
final class EngineFactory {

	private static final Log logger = LogFactory.getLog(EngineFactory.class);

	private final WsSettings settings;

	private final SessionFactory sessions;

	EngineFactory(WsSettings settings, SessionFactory sessions) {
		this.settings = settings;
		this.sessions = sessions;
	}

	/**
	 * Create the engine.
	 * @param obstacle what keeps the direct engine from running; empty if nothing does
	 * @return the engine
	 * @throws InvalidConfigurationPropertyValueException if the direct engine is asked
	 * for and cannot run
	 */
	WebSocketEngine create(String obstacle) {
		WsProperties.Engine engine = this.settings.engine();
		if (engine == WsProperties.Engine.DIRECT && !obstacle.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException("ws.engine", "direct",
					"This engine cannot run here, as %s. Use 'auto' or 'container'".formatted(obstacle));
		}
		boolean direct = engine != WsProperties.Engine.CONTAINER && obstacle.isEmpty();
		logger.info(LogMessage.format("WebSocket engine is '%s', as %s", (direct) ? "direct" : "container",
				(engine != WsProperties.Engine.AUTO) ? "'ws.engine' says"
						: (direct) ? "the web server is an embedded Tomcat that uses NIO" : obstacle));
		return (direct) ? direct() : container();
	}

	private WebSocketEngine direct() {
		return new DirectEngine(this.sessions, this.settings.isCompressionEnabled(), this.settings.minCompressedSize());
	}

	private WebSocketEngine container() {
		return new ContainerEngine(this.sessions, this.settings.isCompressionEnabled(),
				this.settings.ioBuffer() != null);
	}

}
