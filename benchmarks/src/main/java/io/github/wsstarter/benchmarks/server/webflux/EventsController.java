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

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.wsstarter.benchmarks.server.Publisher;

/**
 * Streams of server-sent events of Spring WebFlux.
 *
 * @author The ws-starter authors
 */
@RestController
class EventsController implements Publisher {

	private static final int BUFFERED_EVENTS = 2048;

	private static final Duration EMIT_WITHIN = Duration.ofSeconds(1);

	private final Sinks.Many<String> events = Sinks.many().multicast().directBestEffort();

	@GetMapping(path = "/ws/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<String>> open() {
		Flux<ServerSentEvent<String>> published = this.events.asFlux()
			.onBackpressureBuffer(BUFFERED_EVENTS)
			.map((text) -> ServerSentEvent.builder(text).build());
		return published.startWith(ServerSentEvent.<String>builder().comment("open").build());
	}

	@Override
	public void publish(String text) {
		this.events.emitNext(text, Sinks.EmitFailureHandler.busyLooping(EMIT_WITHIN));
	}

}
