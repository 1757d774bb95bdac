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
 * Determines the maximum sizes of an endpoint's messages. Settings of the endpoint take
 * precedence over limits of its methods, which take precedence over settings of all
 * endpoints.
 *
 * @param options the endpoint's settings
 * @author The ws-starter authors
 */
record MessageLimits(EndpointOptions options) {

	/**
	 * Return the settings of the sessions. Their limits are those of the method that
	 * takes the largest messages.
	 * @param messages the methods
	 * @return the settings
	 */
	SessionOptions sessionOptions(MessageMethods messages) {
		SessionOptions settings = this.options.options();
		return settings.withMessageLimits(
				(this.options.textLimitSet()) ? settings.textLimit() : messages.textLimit(settings.textLimit()),
				(this.options.binaryLimitSet()) ? settings.binaryLimit()
						: messages.binaryLimit(settings.binaryLimit()));
	}

	/**
	 * Return the methods. A method has a limit of its own only if that is below the limit
	 * of the sessions.
	 * @param messages the methods
	 * @return the methods
	 */
	MessageMethods methods(MessageMethods messages) {
		SessionOptions effective = sessionOptions(messages);
		return messages.map((method) -> {
			MessageType type = method.messageType();
			boolean binary = type != null && type.kind() == MessageType.Kind.BINARY;
			SessionOptions settings = this.options.options();
			boolean set = (binary) ? this.options.binaryLimitSet() : this.options.textLimitSet();
			int general = (binary) ? settings.binaryLimit() : settings.textLimit();
			int own = (!set && method.maxMessageSize() > 0) ? method.maxMessageSize() : general;
			return method
				.withMaxMessageSize((own < ((binary) ? effective.binaryLimit() : effective.textLimit())) ? own : -1);
		});
	}

}
