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
import io.github.wsstarter.message.Position;

/**
 * A message that was published to a topic.
 *
 * @param topic the topic
 * @param position the position in the topic; the first message of an epoch has offset 1
 * @param payload the payload
 * @param key the key that identifies the messages of which only the latest counts, or
 * {@code null}
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record TopicMessage(String topic, Position position, Payload payload, @Nullable String key) {

}
