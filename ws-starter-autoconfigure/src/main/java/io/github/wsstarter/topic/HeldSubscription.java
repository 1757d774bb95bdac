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
 * A subscription whose messages are held back until the client knows the subscription.
 * Thread-safe.
 *
 * @author The ws-starter authors
 */
public interface HeldSubscription {

	/**
	 * Send the opening, the missed messages and the held messages, and hold back no
	 * further ones. This happens on the calling thread if the broker knows the missed
	 * messages at once. If the broker answers later and this fails, the session is closed
	 * with 1011. If the application has ended the subscription, the opening is sent and
	 * then the end. Does nothing if the subscription was cancelled or the session is
	 * closed.
	 * @param since the position of the last message that the client received, which may
	 * be anything; {@code null} if there is none
	 * @param opening creates the messages that are sent first
	 * @throws RuntimeException if the broker or the opening failed on the calling thread
	 */
	void release(@Nullable Position since, Opening opening);

	/**
	 * End this subscription. A subscription that has replaced this one goes on.
	 */
	void cancel();

	/**
	 * Creates the messages that precede those of the topic.
	 */
	interface Opening {

		/**
		 * Return the messages that are queued first. Missed messages follow, then held
		 * messages, with no other message of the topic in between.
		 * @param position the position of the topic; all messages after it follow
		 * @param recovered whether the client gets all messages that it missed
		 * @return the messages, such as the confirmation and the topic's state
		 */
		List<OutboundMessage> opened(Position position, boolean recovered);

	}

}
