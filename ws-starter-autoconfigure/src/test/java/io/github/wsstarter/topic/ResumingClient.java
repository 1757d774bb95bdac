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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;

/**
 * A client that loses its connection again and again, reconnects with its last positions
 * and checks the messages that it receives. The messages of each topic are the numbers
 * from 1 on, in the order in which they were published.
 * <p>
 * This object's monitor guards its state. Messages that are written to a connection that
 * was cut do not arrive.
 *
 * @author The ws-starter authors
 */
class ResumingClient {

	private final TopicTester tester;

	private final List<String> topics;

	private final boolean framed;

	private final Random random;

	private final @Nullable ScheduledExecutorService slowness;

	private final Map<String, Progress> progress = new HashMap<>();

	private final List<String> violations = new ArrayList<>();

	private @Nullable Connection connection;

	private int recovered;

	private int unrecovered;

	/**
	 * Create a client that is not connected.
	 * @param tester opens sessions
	 * @param topics the topics to subscribe to
	 * @param framed whether the client itself subscribes, with a subprotocol, rather than
	 * its endpoint
	 * @param seed the seed of the random decisions
	 * @param slowness the executor that delays the reads of a slow client, or
	 * {@code null} if the client is not slow
	 */
	ResumingClient(TopicTester tester, List<String> topics, boolean framed, long seed,
			@Nullable ScheduledExecutorService slowness) {
		this.tester = tester;
		this.topics = topics;
		this.framed = framed;
		this.random = new Random(seed);
		this.slowness = slowness;
		topics.forEach((topic) -> this.progress.put(topic, new Progress()));
	}

	/**
	 * Connect, stay connected for some time, and lose the connection.
	 */
	void comeAndGo() {
		connect();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			pause(3000);
			if (this.framed && this.random.nextInt(3) == 0) {
				subscribeAgain(this.topics.get(this.random.nextInt(this.topics.size())));
			}
		}
		disconnect();
		pause(500);
	}

	void connect() {
		Connection connection = new Connection();
		Map<String, Position> positions = new HashMap<>();
		synchronized (this) {
			this.connection = connection;
			this.progress.forEach((topic, progress) -> {
				progress.expectAnything |= !this.framed;
				if (progress.position != null && !this.framed) {
					positions.put(topic, progress.position);
				}
			});
		}
		TransportSession session = this.tester.open(connection, null, (this.framed) ? TopicTester.FRAMED : null,
				positions, (isSlow()) ? 20_000 : 4_000_000);
		connection.session = session;
		for (String topic : this.topics) {
			if (this.framed) {
				subscribe(connection, session, topic);
			}
			else {
				session.subscribe(topic);
			}
		}
	}

	private void subscribeAgain(String topic) {
		Connection connection = this.connection;
		TransportSession session = (connection != null) ? connection.session : null;
		if (session == null) {
			return;
		}
		if (this.random.nextBoolean()) {
			this.tester.hub.remove(session, topic);
			session.send("removed " + topic);
			pause(1000);
		}
		subscribe(connection, session, topic);
	}

	private void subscribe(Connection connection, TransportSession session, String topic) {
		Position since;
		HeldSubscription held = this.tester.hub.hold(session, topic);
		session.send("held " + topic);
		pause(500);
		synchronized (this) {
			since = (connection == this.connection) ? this.progress.get(topic).position : null;
		}
		if (this.random.nextInt(10) == 0) {
			held.cancel();
			held = this.tester.hub.hold(session, topic);
		}
		String known = (since != null) ? since.epoch() + " " + since.offset() : "- 0";
		held.release(since, (position, recovered) -> List.of(OutboundMessage
			.text("ack %s %s %d %s %s".formatted(topic, position.epoch(), position.offset(), recovered, known))));
	}

	void disconnect() {
		Connection connection;
		synchronized (this) {
			connection = this.connection;
			this.connection = null;
		}
		if (connection != null && connection.session != null) {
			this.tester.cut(connection.session);
		}
	}

	private void pause(int micros) {
		LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(this.random.nextInt(micros)));
	}

	private synchronized void receive(Connection connection, OutboundMessage message) {
		if (connection != this.connection) {
			return;
		}
		String text = ((OutboundMessage.Text) message).payload();
		String[] words = text.split(" ");
		switch (words[0]) {
			case "held", "removed" -> silence(words[1]);
			case "ack" -> ack(text, words);
			case "event" ->
				event(text, words[1], new Position(words[2], Long.parseLong(words[3])), Long.parseLong(words[5]));
			default -> event(text, words[0], position(message), Long.parseLong(words[1]));
		}
	}

	private static @Nullable Position position(OutboundMessage message) {
		OutboundMessage.Place place = message.place();
		return (place != null) ? place.position() : null;
	}

	private void silence(String topic) {
		this.progress.get(topic).silent = true;
	}

	private void ack(String text, String[] words) {
		Progress progress = this.progress.get(words[1]);
		Position position = new Position(words[2], Long.parseLong(words[3]));
		boolean recovered = Boolean.parseBoolean(words[4]);
		progress.silent = false;
		if (!recovered) {
			this.unrecovered++;
			progress.expectAnything = true;
			progress.position = position;
			return;
		}
		this.recovered++;
		Position known = progress.position;
		if (known == null || !known.epoch().equals(words[5]) || known.offset() < Long.parseLong(words[6])
				|| !position.epoch().equals(known.epoch()) || position.offset() < known.offset()) {
			this.violations.add("wrongly recovered: %s after %s".formatted(text, known));
		}
		else if (known.offset() > Long.parseLong(words[6])) {
			progress.position = new Position(words[5], Long.parseLong(words[6]));
			progress.number -= known.offset() - Long.parseLong(words[6]);
		}
	}

	private void event(String text, String topic, @Nullable Position position, long number) {
		Progress progress = this.progress.get(topic);
		if (progress.silent) {
			this.violations.add("in between: " + text);
		}
		Position known = progress.position;
		if (position != null && known != null && (this.framed || !progress.expectAnything)
				&& !(position.epoch().equals(known.epoch()) && position.offset() == known.offset() + 1)) {
			this.violations.add("%s after %s".formatted(text, known));
		}
		if ((progress.expectAnything) ? number <= progress.number : number != progress.number + 1) {
			this.violations.add("%s after %d".formatted(text, progress.number));
		}
		progress.jumped |= progress.number > 0 && number != progress.number + 1;
		progress.expectAnything = false;
		progress.number = number;
		progress.position = position;
	}

	boolean isSlow() {
		return this.slowness != null;
	}

	synchronized List<String> violations() {
		return List.copyOf(this.violations);
	}

	synchronized boolean isConnected() {
		return this.connection != null;
	}

	synchronized long number(String topic) {
		return this.progress.get(topic).number;
	}

	synchronized boolean hasJumped(String topic) {
		return this.progress.get(topic).jumped;
	}

	synchronized int recovered() {
		return this.recovered;
	}

	synchronized int unrecovered() {
		return this.unrecovered;
	}

	/**
	 * The progress of a client in one topic.
	 */
	private static final class Progress {

		private @Nullable Position position;

		private long number;

		private boolean expectAnything;

		private boolean silent;

		private boolean jumped;

	}

	/**
	 * A connection of this client.
	 */
	private final class Connection implements Transport {

		private volatile @Nullable TransportSession session;

		@Override
		public int idleSize() {
			return 0;
		}

		@Override
		public String name() {
			return "test";
		}

		@Override
		public void write(OutboundSource source, boolean mayBlock) {
			if (ResumingClient.this.slowness == null) {
				drain(source, Integer.MAX_VALUE);
			}
			else {
				ResumingClient.this.slowness.schedule(() -> drainSlowly(source), 2, TimeUnit.MILLISECONDS);
			}
		}

		private void drainSlowly(OutboundSource source) {
			if (drain(source, 10)) {
				write(source, false);
			}
		}

		private boolean drain(OutboundSource source, int most) {
			boolean more;
			do {
				int count = 0;
				for (OutboundMessage message = source.poll(); message != null; message = source.poll()) {
					receive(this, message);
					count++;
					if (count == most) {
						break;
					}
				}
				more = source.written();
			}
			while (more && most == Integer.MAX_VALUE);
			return more;
		}

		@Override
		public void ping(ByteBuffer payload) {
		}

		@Override
		public void close(CloseStatus status) {
			synchronized (ResumingClient.this) {
				if (ResumingClient.this.connection == this) {
					ResumingClient.this.connection = null;
				}
			}
			TransportSession session = this.session;
			if (session != null) {
				session.closed(status);
			}
		}

	}

}
