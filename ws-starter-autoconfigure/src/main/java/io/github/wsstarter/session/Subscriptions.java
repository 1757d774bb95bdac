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

/**
 * The topics that sessions are subscribed to. {@link #subscribe} does nothing if the
 * session is already subscribed or closed; it throws an {@link IllegalArgumentException}
 * if the topic's name is invalid. {@link #unsubscribe} does nothing if the session is not
 * subscribed. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface Subscriptions {

	void subscribe(TransportSession session, String topic);

	void unsubscribe(TransportSession session, String topic);

}
