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

import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.broker.HistoryOptions;
import io.github.wsstarter.broker.LocalMessageBroker;
import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.message.TestCodec;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionFixture;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.SessionRegistry;
import io.github.wsstarter.session.Subprotocol;
import io.github.wsstarter.session.TestClock;
import io.github.wsstarter.session.TestHandshake;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

/**
 * A topic hub with a local broker, and sessions that have no connection. Deliveries wait
 * in {@link #work} until the test runs them, unless the tester has threads.
 * <p>
 * Topics {@code history.<size>.*} have history. Topics {@code latest.*} keep only the
 * latest message of each key. Topics {@code drop.*} drop messages.
 *
 * @author The ws-starter authors
 */
class TopicTester {

	static final Duration TTL = Duration.ofMinutes(5);

	static final String FRAMED = "framed";

	final TestClock clock = new TestClock();

	final Queue<Runnable> work = new ConcurrentLinkedQueue<>();

	private final SessionFixture sessions = new SessionFixture();

	final SessionRegistry registry = this.sessions.registry();

	final TopicSettings settings = createSettings();

	final LocalMessageBroker broker = new LocalMessageBroker((topic) -> this.settings.options(topic).history(),
			this.clock, new HeapShare(Integer.MAX_VALUE));

	final TestEncoder encoder = new TestEncoder();

	final ClientLog log = new ClientLog(LogFactory.getLog(TopicTester.class));

	final FanOut fanOut;

	final TopicHub hub;

	final int sendLimit = 100_000;

	final int publishLimit = 5_000_000;

	Overflow overflow = Overflow.CLOSE;

	TopicTester() {
		this(null);
	}

	TopicTester(@Nullable FanOut fanOut, SessionListener... listeners) {
		this.fanOut = (fanOut != null) ? fanOut : new FanOut(this.work::add, 2);
		this.hub = new TopicHub(this.broker, new TestCodec(), this.settings, this.fanOut, this.publishLimit,
				this.encoder);
		this.broker.setListener(this.hub);
		this.sessions.clock(this.clock)
			.listeners(Stream.concat(Stream.of(listeners), Stream.of(this.hub)).toList())
			.subscriptions(this.hub)
			.subprotocols(List.of(new FramedSubprotocol()));
	}

	private static TopicSettings createSettings() {
		Map<String, TopicOptions> patterns = new LinkedHashMap<>();
		for (int size : List.of(3, 20, 1_000_000)) {
			patterns.put("history." + size + ".*", new TopicOptions(new HistoryOptions(size, TTL), false, null));
		}
		patterns.put("latest.*", new TopicOptions(HistoryOptions.NONE, true, Overflow.KEEP_LATEST));
		patterns.put("drop.*", new TopicOptions(HistoryOptions.NONE, false, Overflow.DROP_OLDEST));
		return new TopicSettings(TopicOptions.DEFAULTS, patterns);
	}

	TransportSession open(Transport transport) {
		return open(transport, null, null, Map.of());
	}

	TransportSession openFramed(Transport transport) {
		return open(transport, null, FRAMED, Map.of());
	}

	TransportSession openAs(String user, Transport transport) {
		return open(transport, user, null, Map.of());
	}

	TransportSession open(Transport transport, @Nullable String user, @Nullable String subprotocol,
			Map<String, Position> positions) {
		return open(transport, user, subprotocol, positions, this.sendLimit);
	}

	TransportSession open(Transport transport, @Nullable String user, @Nullable String subprotocol,
			Map<String, Position> positions, int sendLimit) {
		SessionOptions options = new TestOptions().sendLimit(sendLimit).overflow(this.overflow).build();
		Principal principal = (user != null) ? () -> user : null;
		Handshake handshake = TestHandshake.of("/test")
			.principal(principal)
			.subprotocol(subprotocol)
			.positions(new HashMap<>(positions))
			.build();
		TransportSession session = this.sessions.create(new SilentHandler(), options, handshake, transport);
		session.opened();
		return session;
	}

	void cut(TransportSession session) {
		session.closed(CloseStatus.NO_CLOSE_FRAME);
	}

	/**
	 * Deliver the messages that have been published so far.
	 */
	void runWork() {
		for (Runnable task = this.work.poll(); task != null; task = this.work.poll()) {
			task.run();
		}
	}

	/**
	 * Encodes events as plain text, and records them.
	 */
	static final class TestEncoder implements SubprotocolEncoder {

		final Queue<String> encoded = new ConcurrentLinkedQueue<>();

		@Override
		public OutboundMessage event(String topic, Position position, Payload payload) {
			String text = text(payload);
			if (text.equals("unencodable")) {
				throw new IllegalArgumentException("Expected");
			}
			this.encoded.add(text);
			return OutboundMessage
				.text("event %s %s %d %s".formatted(topic, position.epoch(), position.offset(), text));
		}

		@Override
		public OutboundMessage message(Payload payload) {
			return OutboundMessage.text("message " + text(payload));
		}

		@Override
		public OutboundMessage unsubscribed(String topic) {
			return OutboundMessage.text("unsubscribed " + topic);
		}

		private static String text(Payload payload) {
			if (payload instanceof Payload.Text text) {
				return text.value();
			}
			return (payload instanceof Payload.Json json) ? json.value() : "bytes";
		}

	}

	private static final class FramedSubprotocol implements Subprotocol {

		@Override
		public String name() {
			return FRAMED;
		}

		@Override
		public SessionHandler handler(TransportSession session, SessionHandler endpoint) {
			return endpoint;
		}

		@Override
		public OutboundMessage encode(Object payload, MessageCodec codec) {
			return OutboundMessage.of(Payload.of(payload, codec));
		}

		@Override
		public OutboundMessage goodbye(Duration reconnect) {
			return OutboundMessage.text("goodbye");
		}

	}

	private static final class SilentHandler implements SessionHandler {

		@Override
		public @Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) {
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies) {
			return null;
		}

		@Override
		public boolean failed(EndpointSession session, Throwable failure, Replies replies) {
			return false;
		}

		@Override
		public void closed(EndpointSession session, CloseStatus status) {
		}

	}

}
