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

package io.github.wsstarter.benchmarks.server;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends the body of each {@code POST} request to all streams of server-sent events.
 *
 * @author The ws-starter authors
 */
@RestController
class PublishController {

	private final ObjectProvider<Publisher> publisher;

	PublishController(ObjectProvider<Publisher> publisher) {
		this.publisher = publisher;
	}

	@PostMapping("/publish")
	String publish(@RequestBody String text) {
		this.publisher.getObject().publish(text);
		return "ok";
	}

}
