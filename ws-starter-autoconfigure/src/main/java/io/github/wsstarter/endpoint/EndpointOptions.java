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

import io.github.wsstarter.session.SessionOptions;

/**
 * The settings of one endpoint's sessions, and whether limits were set for this endpoint.
 * Limits that were set for the endpoint take precedence over those of its methods, which
 * take precedence over settings of all endpoints.
 *
 * @param options the settings
 * @param textLimitSet whether the maximum size of a text message was set for this
 * endpoint
 * @param binaryLimitSet whether the maximum size of a binary message was set for this
 * endpoint
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record EndpointOptions(SessionOptions options, boolean textLimitSet, boolean binaryLimitSet) {

	/**
	 * Return the settings of the sessions. Their limits are those of the method that
	 * takes the largest messages.
	 */
	SessionOptions sessionOptions(MessageMethods messages) {
		return this.options.withMessageLimits(
				(this.textLimitSet) ? this.options.textLimit() : messages.textLimit(this.options.textLimit()),
				(this.binaryLimitSet) ? this.options.binaryLimit() : messages.binaryLimit(this.options.binaryLimit()));
	}

	/**
	 * Return the methods with their limits. A method has a limit of its own only if that
	 * is below the limit of the sessions.
	 */
	MessageMethods limit(MessageMethods messages) {
		SessionOptions effective = sessionOptions(messages);
		return messages.map((method) -> {
			MessageType type = method.messageType();
			boolean binary = type != null && type.kind() == MessageType.Kind.BINARY;
			boolean set = (binary) ? this.binaryLimitSet : this.textLimitSet;
			int general = (binary) ? this.options.binaryLimit() : this.options.textLimit();
			int own = (!set && method.maxMessageSize() > 0) ? method.maxMessageSize() : general;
			return method
				.withMaxMessageSize((own < ((binary) ? effective.binaryLimit() : effective.textLimit())) ? own : -1);
		});
	}

}
