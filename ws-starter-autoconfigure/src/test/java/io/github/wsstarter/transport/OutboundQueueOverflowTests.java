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

package io.github.wsstarter.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests for messages that do not fit into an {@link OutboundQueue}.
 *
 * @author The ws-starter authors
 */
class OutboundQueueOverflowTests {

	private static final int LIMIT = 100;

	private final OutboundQueue queue = queue(Overflow.CLOSE);

	@Test
	void newerMessageReplacesTheOneOfItsKeyAndWaitsBehindAllOthers() {
		Outgoing replaced = new Outgoing(message("a1", 10), true, Overflow.KEEP_LATEST, "a");
		this.queue.offer(replaced, false);
		offer("b1", 10, Overflow.KEEP_LATEST, "b");
		offer("plain", 10, null, null);
		offer("a2", 10, Overflow.KEEP_LATEST, "a");
		assertThatExceptionOfType(Dropped.class).isThrownBy(() -> getNow(replaced.stage()));
		assertThat(write(this.queue)).containsExactly("b1", "plain", "a2");
	}

	@Test
	void messageBeingWrittenIsNotReplaced() {
		offer("a1", 10, Overflow.KEEP_LATEST, "a");
		assertThat(this.queue.claim()).isTrue();
		assertThat(this.queue.poll()).isEqualTo(message("a1", 10));
		offer("a2", 10, Overflow.KEEP_LATEST, "a");
		offer("a3", 10, Overflow.KEEP_LATEST, "a");
		assertThat(this.queue.written()).isTrue();
		assertThat(this.queue.poll()).isEqualTo(message("a3", 10));
		assertThat(this.queue.poll()).isNull();
		assertThat(this.queue.written()).isFalse();
	}

	@Test
	void stalledClientHoldsOneMessageForEachKeyHoweverManyComeAndGo() {
		for (int i = 0; i < 100_000; i++) {
			assertThat(offer("m" + i, 10, Overflow.KEEP_LATEST, "key" + i % 9)).isEqualTo(Offer.QUEUED);
		}
		assertThat(write(this.queue)).containsExactly("m99991", "m99992", "m99993", "m99994", "m99995", "m99996",
				"m99997", "m99998", "m99999");
	}

	@Test
	void keysThatDoNotFitOverflow() {
		for (int i = 0; i < 10; i++) {
			assertThat(offer("m" + i, 10, Overflow.KEEP_LATEST, i)).isEqualTo(Offer.QUEUED);
		}
		assertThat(offer("late", 10, Overflow.KEEP_LATEST, "other")).isEqualTo(Offer.OVERFLOW);
		assertThat(offer("newer", 10, Overflow.KEEP_LATEST, 3)).isEqualTo(Offer.QUEUED);
	}

	@Test
	void messageThatMayBeDroppedMakesWayForOneThatMustNot() {
		offer("first", 20, null, null);
		offer("old", 40, Overflow.DROP_OLDEST, null);
		offer("new", 40, Overflow.DROP_OLDEST, null);
		assertThat(offer("reply", 30, null, null)).isEqualTo(Offer.QUEUED);
		assertThat(offer("state", 40, Overflow.KEEP_LATEST, "a")).isEqualTo(Offer.QUEUED);
		assertThat(offer("too much", 20, null, null)).isEqualTo(Offer.OVERFLOW);
		assertThat(write(this.queue)).containsExactly("first", "reply", "state");
	}

	@Test
	void messageThatMayBeDroppedNeverTakesThePlaceOfOneThatMustNot() {
		offer("first", 60, null, null);
		offer("state", 30, Overflow.KEEP_LATEST, "a");
		offer("old", 10, Overflow.DROP_OLDEST, null);
		assertThat(offer("new", 20, Overflow.DROP_OLDEST, null)).isEqualTo(Offer.DROPPED);
		assertThat(offer("newer", 20, Overflow.DROP_NEWEST, null)).isEqualTo(Offer.DROPPED);
		assertThat(write(this.queue)).containsExactly("first", "state");
	}

	@Test
	void newestIsDroppedWhateverElseCouldBe() {
		offer("old", 90, Overflow.DROP_OLDEST, null);
		assertThat(offer("new", 20, Overflow.DROP_NEWEST, null)).isEqualTo(Offer.DROPPED);
		assertThat(write(this.queue)).containsExactly("old");
	}

	@Test
	void messageWithoutPolicyHasTheSessions() {
		OutboundQueue queue = queue(Overflow.DROP_OLDEST);
		offer(queue, "old", 60, null, null);
		offer(queue, "new", 60, null, null);
		assertThat(write(queue)).containsExactly("new");
	}

	static Stream<Long> seeds() {
		return new Random(20_26).longs(60).boxed();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void behavesAsTheModel(long seed) {
		Random random = new Random(seed);
		Overflow sessions = Overflow.values()[random.nextInt(3)];
		OutboundQueue queue = queue(sessions);
		Model model = new Model(sessions);
		int keys = 1 + random.nextInt(30);
		boolean writing = false;
		for (int i = 0; i < 5000; i++) {
			switch (random.nextInt(20)) {
				case 0, 1 -> {
					if (writing || queue.claim()) {
						writing = true;
						OutboundMessage polled = queue.poll();
						assertThat((polled != null) ? text(polled) : null).isEqualTo(model.poll());
					}
				}
				case 2 -> {
					if (writing) {
						writing = queue.written();
						assertThat(writing).isEqualTo(model.written());
					}
				}
				default -> {
					Overflow overflow = (random.nextInt(4) > 0) ? Overflow.values()[random.nextInt(4)] : null;
					Object key = (random.nextBoolean()) ? random.nextInt(keys) : null;
					int size = 5 + random.nextInt(5);
					Sent sent = new Sent("m" + i, size, overflow, key);
					assertThat(queue.offer(sent.outgoing, false)).isEqualTo(model.offer(sent));
				}
			}
		}
		model.checkOutcomes();
		assertThat(queue.isCongested()).isEqualTo(model.bytes() > LIMIT / 2);
	}

	private Offer offer(String text, int size, @Nullable Overflow overflow, @Nullable Object key) {
		return offer(this.queue, text, size, overflow, key);
	}

	private static Offer offer(OutboundQueue queue, String text, int size, @Nullable Overflow overflow,
			@Nullable Object key) {
		return queue.offer(new Outgoing(message(text, size), false, overflow, key), false);
	}

	private static OutboundMessage message(String text, int size) {
		return OutboundMessage.text(text + " ".repeat(size - text.length()));
	}

	private static String text(OutboundMessage message) {
		return ((OutboundMessage.Text) message).payload().trim();
	}

	private static List<String> write(OutboundQueue queue) {
		List<String> written = new ArrayList<>();
		assertThat(queue.claim()).isTrue();
		for (OutboundMessage message = queue.poll(); message != null; message = queue.poll()) {
			written.add(text(message));
		}
		assertThat(queue.written()).isFalse();
		assertThat(queue.isCongested()).isFalse();
		return written;
	}

	private static void getNow(CompletableFuture<Void> future) throws Throwable {
		assertThat(future).isDone();
		Throwable failure = future.handle((result, ex) -> ex).join();
		if (failure != null) {
			throw failure;
		}
	}

	private static OutboundQueue queue(Overflow overflow) {
		return new OutboundQueue(LIMIT, overflow, Dropped::new, new OutboundQueueListener() {

			@Override
			public void onDrained() {
				fail("Not closed");
			}

			@Override
			public void onFailed(Throwable cause) {
				throw new AssertionError(cause);
			}

		}, Runnable::run, (bytes) -> {
		});
	}

	/**
	 * A message and the policy that applies to it.
	 */
	private static final class Sent {

		private final Outgoing outgoing;

		private final String text;

		private final int size;

		private final @Nullable Overflow overflow;

		private final @Nullable Object key;

		private Outcome outcome = Outcome.PENDING;

		Sent(String text, int size, @Nullable Overflow overflow, @Nullable Object key) {
			this.text = text;
			this.size = size;
			this.overflow = overflow;
			this.key = (overflow == Overflow.KEEP_LATEST) ? key : null;
			this.outgoing = new Outgoing(message(text, size), true, overflow, key);
		}

	}

	private enum Outcome {

		PENDING, WRITTEN, DROPPED

	}

	/**
	 * A simple model of the queue.
	 */
	private static final class Model {

		private final List<Sent> all = new ArrayList<>();

		private final List<Sent> waiting = new ArrayList<>();

		private final List<Sent> inFlight = new ArrayList<>();

		private final Overflow sessions;

		Model(Overflow sessions) {
			this.sessions = sessions;
		}

		Offer offer(Sent sent) {
			this.all.add(sent);
			if (sent.key != null) {
				this.waiting.stream().filter((other) -> sent.key.equals(other.key)).toList().forEach(this::drop);
			}
			while (bytes() + sent.size > LIMIT && overflow(sent) != Overflow.DROP_NEWEST && oldest() != null) {
				drop(oldest());
			}
			if (bytes() + sent.size <= LIMIT) {
				this.waiting.add(sent);
				return Offer.QUEUED;
			}
			if (overflow(sent) == Overflow.DROP_OLDEST || overflow(sent) == Overflow.DROP_NEWEST) {
				sent.outcome = Outcome.DROPPED;
				return Offer.DROPPED;
			}
			return Offer.OVERFLOW;
		}

		private Overflow overflow(Sent sent) {
			return (sent.overflow != null) ? sent.overflow : this.sessions;
		}

		private @Nullable Sent oldest() {
			return this.waiting.stream()
				.filter((sent) -> overflow(sent) == Overflow.DROP_OLDEST)
				.findFirst()
				.orElse(null);
		}

		private void drop(Sent sent) {
			this.waiting.remove(sent);
			sent.outcome = Outcome.DROPPED;
		}

		@Nullable String poll() {
			if (this.waiting.isEmpty()) {
				return null;
			}
			Sent next = this.waiting.remove(0);
			this.inFlight.add(next);
			return next.text;
		}

		boolean written() {
			this.inFlight.forEach((sent) -> sent.outcome = Outcome.WRITTEN);
			this.inFlight.clear();
			return !this.waiting.isEmpty();
		}

		int bytes() {
			return Stream.concat(this.waiting.stream(), this.inFlight.stream()).mapToInt((sent) -> sent.size).sum();
		}

		void checkOutcomes() {
			for (Sent sent : this.all) {
				assertThat(sent.outgoing.stage().isDone()).as(sent.text).isEqualTo(sent.outcome != Outcome.PENDING);
				assertThat(sent.outgoing.stage().isCompletedExceptionally()).as(sent.text)
					.isEqualTo(sent.outcome == Outcome.DROPPED);
			}
		}

	}

	private static final class Dropped extends RuntimeException {

	}

}
