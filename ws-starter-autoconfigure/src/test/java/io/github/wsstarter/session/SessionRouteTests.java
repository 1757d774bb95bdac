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

import org.junit.jupiter.api.Test;

import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionRoute}.
 *
 * @author The ws-starter authors
 */
class SessionRouteTests {

	@Test
	void offersFurtherSubprotocolsLast() {
		assertThat(route("v2", "v1").offering(List.of("a", "b")).subprotocols()).containsExactly("v2", "v1", "a", "b");
		assertThat(route().offering(List.of("a")).subprotocols()).containsExactly("a");
	}

	@Test
	void keepsThePreferenceForOneThatIsOfferedAnyway() {
		assertThat(route("a", "v1").offering(List.of("b", "a")).subprotocols()).containsExactly("a", "v1", "b");
	}

	@Test
	void offeringChangesNothingElse() {
		SessionRoute route = route("v1");
		assertThat(route.offering(List.of())).isEqualTo(route);
	}

	private static SessionRoute route(String... subprotocols) {
		return new SessionRoute("test", List.of(PathPatternParser.defaultInstance.parse("/test")),
				List.of(subprotocols), new TestHandler(), new TestOptions().build(), false);
	}

}
