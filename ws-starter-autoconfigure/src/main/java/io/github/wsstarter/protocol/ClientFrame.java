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

package io.github.wsstarter.protocol;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * A frame from a client, see docs/protocol.md. Its fields are present and of the right
 * type, nothing else has been checked. Ids are integers from 0 to 2<sup>53</sup> - 1.
 * Data is never bytes.
 *
 * @author The ws-starter authors
 */
sealed interface ClientFrame {

	record Message(Payload data) implements ClientFrame {
	}

	record Request(long id, Payload data) implements ClientFrame {
	}

	record Ping() implements ClientFrame {
	}

	/**
	 * A frame that concerns a topic.
	 */
	sealed interface OnTopic extends ClientFrame {

		long id();

		String topic();

	}

	record Subscribe(long id, String topic, @Nullable Position since) implements OnTopic {
	}

	record Unsubscribe(long id, String topic) implements OnTopic {
	}

	record Publish(long id, String topic, Payload data) implements OnTopic {
	}

}
