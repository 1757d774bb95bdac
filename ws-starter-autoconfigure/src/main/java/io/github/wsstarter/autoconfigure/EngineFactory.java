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

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.log.LogMessage;

import io.github.wsstarter.direct.DirectEngine;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.websocket.WebSocketEngine;
import io.github.wsstarter.websocket.container.ContainerEngine;
import io.github.wsstarter.websocket.deflate.PerMessageDeflate;

/**
 * Creates the configured engine, or the fastest one that the web server supports.
 *
 * @author The ws-starter authors
 */
final class EngineFactory {

	private static final Log logger = LogFactory.getLog(EngineFactory.class);

	private final WsSettings settings;

	private final SessionFactory sessions;

	private final HeapShare memory;

	private final Supplier<? extends Executor> messageExecutor;

	private final ServerThreads serverThreads;

	EngineFactory(WsSettings settings, SessionFactory sessions, HeapShare memory,
			Supplier<? extends Executor> messageExecutor, ServerThreads serverThreads) {
		this.settings = settings;
		this.sessions = sessions;
		this.memory = memory;
		this.messageExecutor = messageExecutor;
		this.serverThreads = serverThreads;
	}

	WebSocketEngine create(String obstacle) {
		WsProperties.Engine engine = this.settings.engine();
		if (engine == WsProperties.Engine.DIRECT && !obstacle.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException("ws.engine", "direct",
					"The direct engine is not supported because %s. Use 'auto' or 'container'".formatted(obstacle));
		}
		boolean direct = engine != WsProperties.Engine.CONTAINER && obstacle.isEmpty();
		WebSocketEngine created = (direct) ? direct() : container();
		logger.info(LogMessage.format("Using the '%s' WebSocket engine: %s", created.name(), reason(direct, obstacle)));
		return created;
	}

	private DirectEngine direct() {
		return new DirectEngine(this.sessions, this.messageExecutor.get(), this.serverThreads.max(), deflate(),
				this.memory);
	}

	private ContainerEngine container() {
		return new ContainerEngine(this.sessions, this.serverThreads.max(), this.settings.isCompressionEnabled(),
				this.settings.ioBuffer() != null);
	}

	private @Nullable PerMessageDeflate deflate() {
		return (this.settings.isCompressionEnabled())
				? new PerMessageDeflate(this.settings.minCompressedSize(), this.settings.compressionContext()) : null;
	}

	private String reason(boolean direct, String obstacle) {
		if (this.settings.engine() != WsProperties.Engine.AUTO) {
			return "configured with 'ws.engine'";
		}
		return (direct) ? "the web server is an embedded Tomcat that uses NIO" : obstacle;
	}

	/**
	 * Knows whether the web server supports the direct engine. Does not refer to classes
	 * of Tomcat, which may be missing.
	 */
	interface DirectEngineSupport {

		/**
		 * Return the reason why the web server does not support the direct engine. Must
		 * not be called before the web server has been created.
		 * @return the reason, or an empty text if the engine is supported
		 */
		String obstacle();

	}

}
