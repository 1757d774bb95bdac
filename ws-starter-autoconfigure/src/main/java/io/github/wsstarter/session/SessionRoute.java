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

import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.Assert;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The paths of one endpoint, and the handler that serves its sessions.
 *
 * @param name the endpoint's name
 * @param patterns the paths of the endpoint
 * @param subprotocols the subprotocols of the endpoint, in order of preference
 * @param handler serves the sessions
 * @param options the settings of the sessions
 * @param nonBlocking whether the handler never blocks
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record SessionRoute(String name, List<PathPattern> patterns, List<String> subprotocols, SessionHandler handler,
		SessionOptions options, boolean nonBlocking) {

	public SessionRoute {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notEmpty(patterns, "'patterns' must not be empty");
		Assert.notNull(handler, "'handler' must not be null");
		Assert.notNull(options, "'options' must not be null");
		patterns = List.copyOf(patterns);
		subprotocols = List.copyOf(subprotocols);
	}

	public SessionRoute offering(List<String> offered) {
		List<String> all = Stream.concat(this.subprotocols.stream(), offered.stream()).distinct().toList();
		return new SessionRoute(this.name, this.patterns, all, this.handler, this.options, this.nonBlocking);
	}

	public SessionRoute withOptions(SessionOptions options) {
		return new SessionRoute(this.name, this.patterns, this.subprotocols, this.handler, options, this.nonBlocking);
	}

}
