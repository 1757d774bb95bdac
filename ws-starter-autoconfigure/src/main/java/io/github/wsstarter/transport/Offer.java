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

/**
 * The result of offering a message to an {@link OutboundQueue}.
 *
 * @author The ws-starter authors
 */
public enum Offer {

	/**
	 * The message is queued, and the caller has to write.
	 */
	WRITE,

	/**
	 * The message is queued. It is written by the thread that writes or that claims the
	 * right to write.
	 */
	QUEUED,

	/**
	 * The message was dropped, because it does not fit.
	 */
	DROPPED,

	/**
	 * The message was not queued, because it does not fit and must not be dropped.
	 */
	OVERFLOW,

	/**
	 * The message was not queued, because all queues together hold too much, and this one
	 * holds much.
	 */
	EXCESS,

	/**
	 * The message was not queued, because the queue is closed.
	 */
	CLOSED

}
