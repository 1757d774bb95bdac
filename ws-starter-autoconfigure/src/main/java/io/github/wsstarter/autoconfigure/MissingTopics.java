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

package io.github.wsstarter.autoconfigure;

import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.session.TransportSession;

/**
 * {@link Subscriptions} of an application without topics. No session can subscribe.
 *
 * @author The ws-starter authors
 */
final class MissingTopics implements Subscriptions {

	@Override
	public void subscribe(TransportSession session, String topic) {
		throw new IllegalStateException(("%s cannot subscribe to '%s' because there are no topics. Do not exclude "
				+ "TopicAutoConfiguration, or declare a bean of type %s")
			.formatted(session, topic, Subscriptions.class.getName()));
	}

	@Override
	public void unsubscribe(TransportSession session, String topic) {
	}

}
