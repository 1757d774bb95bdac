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

package io.github.wsstarter.topic;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.StallableTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionTopics} and {@link Audiences}.
 *
 * @author The ws-starter authors
 */
class SessionTopicsTests {

	private final TopicTester tester = new TopicTester();

	private final List<String> events = new ArrayList<>();

	private final Audiences topics = new Audiences((name) -> {
		this.events.add("first " + name);
		return new Audience(TopicOptions.DEFAULTS, this.tester.fanOut);
	}, (name) -> this.events.add("last " + name));

	private final Audiences users = new Audiences((name) -> new Audience(TopicOptions.DEFAULTS, this.tester.fanOut),
			(name) -> {
			});

	private SessionTopics open() {
		TransportSession session = this.tester.open(new StallableTransport());
		return new SessionTopics(session, this.topics, this.users);
	}

	@Test
	void audienceComesWithItsFirstAndGoesWithItsLastSubscriber() {
		SessionTopics first = open();
		SessionTopics second = open();
		first.add("quotes");
		second.add("quotes");
		first.hold("quotes");
		first.remove("quotes");
		assertThat(this.events).containsExactly("first quotes");
		assertThat(this.topics.find("quotes")).isNotNull();
		second.remove("quotes");
		second.remove("quotes");
		assertThat(this.events).containsExactly("first quotes", "last quotes");
		assertThat(this.topics.find("quotes")).isNull();
	}

	@Test
	void replacingTheOnlySubscriptionKeepsTheAudience() {
		SessionTopics topics = open();
		topics.add("quotes");
		topics.hold("quotes");
		assertThat(this.events).containsExactly("first quotes");
		assertThat(topics.size()).isEqualTo(1);
	}

	@Test
	void refusesSubscriptionsOnceClosed() {
		SessionTopics topics = open();
		topics.add("quotes");
		topics.hold("more");
		topics.join("alice");
		assertThat(this.users.size()).isEqualTo(1);
		topics.close();
		assertThat(topics.add("quotes")).isNull();
		assertThat(topics.hold("quotes").isEnded()).isTrue();
		topics.join("alice");
		assertThat(topics.size()).isZero();
		assertThat(this.topics.size()).isZero();
		assertThat(this.users.size()).isZero();
	}

	@Test
	void membersOfAPartitionCanLeaveInAnyOrder() {
		List<SessionTopics> sessions = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			SessionTopics topics = open();
			topics.add("quotes");
			sessions.add(topics);
		}
		for (int step : new int[] { 7, 3, 2, 1 }) {
			for (int i = 0; i < sessions.size(); i += step) {
				sessions.get(i).remove("quotes");
			}
			Audience audience = this.topics.find("quotes");
			long left = sessions.stream().filter((topics) -> topics.contains("quotes")).count();
			assertThat((audience != null) ? audience.size() : 0).isEqualTo((int) left);
		}
		assertThat(this.topics.size()).isZero();
	}

}
