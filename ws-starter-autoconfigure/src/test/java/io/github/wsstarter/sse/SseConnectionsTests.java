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

package io.github.wsstarter.sse;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SseConnections}.
 *
 * @author The ws-starter authors
 */
class SseConnectionsTests {

	private final SseConnections connections = new SseConnections();

	private final SseConnection connection = mock();

	@Test
	void tokensAreLongAndDiffer() {
		assertThat(Stream.generate(this.connections::newToken).limit(1000).collect(Collectors.toSet())).hasSize(1000)
			.allSatisfy((token) -> assertThat(token).matches("[A-Za-z0-9_-]{43}"));
	}

	@Test
	void findsTheConnectionOfAToken() {
		String token = this.connections.newToken();
		this.connections.add(token, this.connection);
		assertThat(this.connections.find(token)).isSameAs(this.connection);
	}

	@Test
	void doesNotFindOtherTokens() {
		String token = this.connections.newToken();
		this.connections.add(token, this.connection);
		assertThat(this.connections.find(this.connections.newToken())).isNull();
		assertThat(this.connections.find("")).isNull();
		assertThat(this.connections.find(token.substring(1))).isNull();
	}

	@Test
	void doesNotFindATokenThatWasRemoved() {
		String token = this.connections.newToken();
		this.connections.add(token, this.connection);
		this.connections.remove(token);
		assertThat(this.connections.find(token)).isNull();
	}

}
