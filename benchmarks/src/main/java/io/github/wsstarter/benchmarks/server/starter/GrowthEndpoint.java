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

package io.github.wsstarter.benchmarks.server.starter;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.springframework.web.bind.annotation.RequestParam;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;

/**
 * Subscribes each session to some of the topics, and publishes each message to the topic
 * whose number follows the number of the message.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/growth")
class GrowthEndpoint {

	private static final int TOPIC_START = 9;

	private static final int TOPIC_END = 18;

	private final Topics topics;

	GrowthEndpoint(Topics topics) {
		this.topics = topics;
	}

	@OnOpen
	String opened(WsSession session, @RequestParam int first, @RequestParam int count, @RequestParam int total) {
		for (int i = 0; i < count; i++) {
			session.subscribe(name((first + i) % total));
		}
		return "subscribed";
	}

	@OnMessage
	void publish(String message) {
		this.topics.publish(name(Integer.parseInt(message.substring(TOPIC_START, TOPIC_END))), message);
	}

	private static String name(int topic) {
		return "growth." + topic;
	}

}
