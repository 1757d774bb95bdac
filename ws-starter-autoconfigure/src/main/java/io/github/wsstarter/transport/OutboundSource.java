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
 * The messages that wait for a {@link Transport}. The transport owns the source from the
 * call of {@link Transport#write} until {@link #written()} returns {@code false} or
 * {@link #failed(Throwable)} is called.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface OutboundSource {

	/**
	 * Take the next message.
	 * @return the message or {@code null} if no message is waiting
	 */
	@Nullable OutboundMessage poll();

	/**
	 * Report that all messages taken so far were handed to the socket.
	 * @return whether more messages wait and the caller has to continue. If not, the
	 * caller no longer owns the source
	 */
	boolean written();

	/**
	 * Report that the messages taken could not be written. Ends the session.
	 * @param cause the reason
	 */
	void failed(Throwable cause);

}
