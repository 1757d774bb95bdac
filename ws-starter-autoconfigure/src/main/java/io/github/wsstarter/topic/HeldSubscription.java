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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;

/**
 * A subscription whose messages are held back until it is known what comes first.
 * Thread-safe.
 *
 * @author The ws-starter authors
 */
public interface HeldSubscription {

	/**
	 * Let the messages go. Done at once, on the calling thread, if the broker knows at
	 * once what was missed. If it knows later and something fails then, the session is
	 * closed with 1011. If the application has ended the subscription meanwhile, the
	 * opening is sent and then the end. Does nothing if the subscription was cancelled or
	 * the session is closed.
	 * @param since the place of the last message the client has seen, which may be
	 * anything; {@code null} if it has seen none
	 * @param opening says what comes first
	 * @throws RuntimeException if the broker or the opening failed at once
	 */
	void release(@Nullable Position since, Opening opening);

	/**
	 * End the subscription. Does nothing if another one has taken its place.
	 */
	void cancel();

	/**
	 * What comes before the messages of a topic.
	 */
	interface Opening {

		/**
		 * Return what is queued first. What was missed follows, then what was held back,
		 * with nothing else of the topic in between.
		 * @param position where the topic is: what the client does not get as missed
		 * message comes from there on
		 * @param recovered whether the client gets all it missed
		 * @return the messages, such as the confirmation and the topic's state
		 */
		List<OutboundMessage> opened(Position position, boolean recovered);

	}

}
