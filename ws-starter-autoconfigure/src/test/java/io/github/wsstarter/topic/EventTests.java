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

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Event}.
 *
 * @author The ws-starter authors
 */
class EventTests {

	private static final TopicMessage MESSAGE = new TopicMessage("quotes", new Position("e", 7), new Payload.Text("x"),
			null);

	private static final ClientLog LOG = new ClientLog(LogFactory.getLog(EventTests.class));

	@Test
	void eachFormIsEncodedOnce() {
		Event event = Event.ofTopic(1, MESSAGE, TopicOptions.DEFAULTS, new TopicTester.TestEncoder(), LOG);
		assertThat(event.plain()).isEqualTo(OutboundMessage.text("x")).isSameAs(event.plain());
		assertThat(event.framed()).isEqualTo(OutboundMessage.text("event quotes e 7 x")).isSameAs(event.framed());
	}

	@Test
	void subscribersWithASubprotocolShareThePlainFormIfThereIsNoEncoder() {
		Event event = Event.ofTopic(1, MESSAGE, TopicOptions.DEFAULTS, null, LOG);
		assertThat(event.framed()).isEqualTo(OutboundMessage.text("x")).isSameAs(event.framed());
		assertThat(event.plain()).isSameAs(event.framed());
	}

}
