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

package io.github.wsstarter.benchmarks.server.webflux;

import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * Sends each message to all sessions, through a sink that all of them subscribe to and a
 * bounded buffer for each.
 *
 * @author The ws-starter authors
 */
class BroadcastHandler implements WebSocketHandler {

	private static final int BUFFERED_MESSAGES = 2048;

	private static final Duration EMIT_WITHIN = Duration.ofSeconds(1);

	private final Sinks.Many<String> messages = Sinks.many().multicast().directBestEffort();

	@Override
	public Mono<Void> handle(WebSocketSession session) {
		Mono<Void> receiving = session.receive().map(WebSocketMessage::getPayloadAsText).doOnNext(this::publish).then();
		Mono<Void> sending = session
			.send(this.messages.asFlux().onBackpressureBuffer(BUFFERED_MESSAGES).map(session::textMessage));
		return Mono.firstWithSignal(receiving, sending);
	}

	private void publish(String text) {
		this.messages.emitNext(text, Sinks.EmitFailureHandler.busyLooping(EMIT_WITHIN));
	}

}
