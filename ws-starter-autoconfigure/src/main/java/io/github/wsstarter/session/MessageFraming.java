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

package io.github.wsstarter.session;

import java.time.Duration;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;

/**
 * Turns what the server sends into the messages of a subprotocol. A payload is never an
 * {@link OutboundMessage}; if it cannot be encoded, {@code encode} throws an
 * {@link IllegalArgumentException}. {@code goodbye} tells a client that the server shuts
 * down, and how long to wait before it reconnects. Called on the thread that sends, which
 * may be one that delivers messages to many sessions, so that no method may block.
 * Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface MessageFraming {

	OutboundMessage encode(Object payload, MessageCodec codec);

	OutboundMessage goodbye(Duration reconnect);

}
