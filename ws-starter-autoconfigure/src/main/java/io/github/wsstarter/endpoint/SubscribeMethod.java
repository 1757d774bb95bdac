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

package io.github.wsstarter.endpoint;

import java.util.function.UnaryOperator;

import io.github.wsstarter.message.TopicPattern;

/**
 * A method that decides whether a client may subscribe to topics.
 *
 * @param pattern the topics
 * @param method the method
 * @param verdict whether the method returns a boolean, and so never the state of the
 * topic
 * @author The ws-starter authors
 */
record SubscribeMethod(TopicPattern pattern, EndpointMethod method, boolean verdict) {

	SubscribeMethod map(UnaryOperator<EndpointMethod> operator) {
		return new SubscribeMethod(this.pattern, operator.apply(this.method), this.verdict);
	}

}
