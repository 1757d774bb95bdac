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

package io.github.wsstarter.benchmarks.server.raw;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.wsstarter.benchmarks.server.Publisher;

/**
 * Streams of server-sent events of Spring MVC.
 *
 * @author The ws-starter authors
 */
@RestController
class EventsController implements Publisher {

	private final Set<SseEmitter> streams = ConcurrentHashMap.newKeySet();

	@GetMapping(path = "/ws/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter open() throws IOException {
		SseEmitter stream = new SseEmitter(0L);
		stream.onCompletion(() -> this.streams.remove(stream));
		stream.send(SseEmitter.event().comment("open"));
		this.streams.add(stream);
		return stream;
	}

	@Override
	public void publish(String text) {
		this.streams.forEach((stream) -> send(stream, text));
	}

	private void send(SseEmitter stream, String text) {
		try {
			stream.send(text);
		}
		catch (IOException ex) {
			stream.completeWithError(ex);
		}
	}

}
