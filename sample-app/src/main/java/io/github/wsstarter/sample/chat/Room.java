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

package io.github.wsstarter.sample.chat;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.wsstarter.Topics;
import io.github.wsstarter.sample.chat.ChatMessage.Entered;
import io.github.wsstarter.sample.chat.ChatMessage.Left;
import io.github.wsstarter.sample.chat.ChatMessage.People;
import io.github.wsstarter.sample.chat.ChatMessage.Said;

/**
 * A room, with its people and the latest messages. A person with several sessions counts
 * once. Thread-safe.
 *
 * @author The ws-starter authors
 */
class Room {

	private final String topic;

	private final int size;

	private final Topics topics;

	private final Clock clock;

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Deque<Said> messages = new ArrayDeque<>();

	Room(String name, int size, Topics topics, Clock clock) {
		this.topic = "chat." + name;
		this.size = size;
		this.topics = topics;
		this.clock = clock;
	}

	synchronized void join(String session, String name) {
		if (name.equals(this.names.get(session))) {
			return;
		}
		leave(session);
		boolean isNew = !this.names.containsValue(name);
		this.names.put(session, name);
		if (isNew) {
			changed(new Entered(name));
		}
	}

	synchronized void leave(String session) {
		String name = this.names.remove(session);
		if (name != null && !this.names.containsValue(name)) {
			changed(new Left(name));
		}
	}

	private void changed(ChatMessage change) {
		this.topics.publish(this.topic, change);
		this.topics.publish(this.topic + ".presence", people());
	}

	/**
	 * Post a message.
	 * @param session the session
	 * @param text the text
	 * @return the message
	 * @throws NotJoinedException if the session has not joined
	 */
	synchronized Said say(String session, String text) {
		String name = this.names.get(session);
		if (name == null) {
			throw new NotJoinedException();
		}
		Said said = new Said(UUID.randomUUID().toString(), name, text, this.clock.millis());
		if (this.messages.size() == this.size) {
			this.messages.removeFirst();
		}
		this.messages.addLast(said);
		return said;
	}

	synchronized List<Said> messages() {
		return List.copyOf(this.messages);
	}

	synchronized People people() {
		return new People(this.names.values().stream().distinct().toList());
	}

}
