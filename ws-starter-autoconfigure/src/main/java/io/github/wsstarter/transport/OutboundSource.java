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

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;

/**
 * The messages that wait for a {@link Transport}. Whoever was asked to
 * {@link Transport#write write} owns it until {@link #written()} returns {@code false} or
 * {@link #failed(Throwable)} was called.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface OutboundSource {

	/**
	 * Take the next message.
	 * @return the message or {@code null} when none is waiting right now
	 */
	@Nullable OutboundMessage poll();

	/**
	 * Report that all messages taken so far were handed to the socket.
	 * @return whether to go on, as more messages wait. If not, the source is no longer
	 * the caller's
	 */
	boolean written();

	/**
	 * Report that the messages taken could not be written, which ends the session.
	 * @param cause the reason
	 */
	void failed(Throwable cause);

}
