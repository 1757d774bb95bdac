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

/**
 * The topic that a client asks to subscribe to: a {@code String} that no other kind
 * supports.
 *
 * @author The ws-starter authors
 */
class TopicArgument implements ArgumentKind {

	@Override
	public String description() {
		return "the topic as String";
	}

	@Override
	public boolean isAllowed(HandlerKind kind) {
		return kind == HandlerKind.SUBSCRIBE;
	}

	@Override
	public boolean matches(HandlerParameter parameter) {
		return isAllowed(parameter.signature().getKind()) && parameter.parameter().getParameterType() == String.class
				&& !parameter.hasForeignAnnotation();
	}

	@Override
	public Argument argument(HandlerParameter parameter) {
		return (session, event) -> (event instanceof SubscribedTopic topic) ? topic.name() : null;
	}

}
