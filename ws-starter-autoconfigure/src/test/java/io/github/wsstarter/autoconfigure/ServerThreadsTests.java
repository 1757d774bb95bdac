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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerThreads}.
 *
 * @author The ws-starter authors
 */
class ServerThreadsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void defaultOfTheServers() {
		assertThat(ServerThreads.of(this.environment).max()).isEqualTo(200);
	}

	@Test
	void propertyOfTomcat() {
		this.environment.setProperty("server.tomcat.threads.max", "5");
		assertThat(ServerThreads.of(this.environment).max()).isEqualTo(5);
	}

	@Test
	void propertyOfJetty() {
		this.environment.setProperty("server.jetty.threads.max", "6");
		assertThat(ServerThreads.of(this.environment).max()).isEqualTo(6);
	}

	@Test
	void defaultInsteadOfWhatBootIgnores() {
		this.environment.setProperty("server.tomcat.threads.max", "0");
		assertThat(ServerThreads.of(this.environment).max()).isEqualTo(200);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void unlimitedIfVirtual() {
		this.environment.setProperty("server.tomcat.threads.max", "5");
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		assertThat(ServerThreads.of(this.environment).max()).isEqualTo(Integer.MAX_VALUE);
	}

}
