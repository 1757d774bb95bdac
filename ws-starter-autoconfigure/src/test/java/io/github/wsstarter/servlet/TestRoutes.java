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

package io.github.wsstarter.servlet;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.TestOptions;

import static org.mockito.Mockito.mock;

/**
 * Creates {@link SessionRoute}s for tests.
 *
 * @author The ws-starter authors
 */
public final class TestRoutes {

	private TestRoutes() {
	}

	public static SessionRoute route(String name, String... patterns) {
		return route(name, List.of(), patterns);
	}

	public static SessionRoute route(String name, List<String> subprotocols, String... patterns) {
		SessionOptions options = new TestOptions().build();
		return new SessionRoute(name, Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList(),
				subprotocols, mock(SessionHandler.class), options, false);
	}

}
