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

package io.github.wsstarter.broker;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.Payload;

/**
 * A message that was published to a topic.
 *
 * @param topic the topic
 * @param cursor where in the topic it stands; the first message of an epoch is at offset
 * 1
 * @param payload the payload
 * @param key what of the topic it is about, or {@code null}
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record TopicMessage(String topic, Cursor cursor, Payload payload, @Nullable String key) {

}
