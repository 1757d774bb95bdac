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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import io.github.wsstarter.direct.DirectHttp11NioProtocol;
import io.github.wsstarter.direct.DirectUpgradeHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the runtime hints of {@link WebSocketAutoConfiguration}.
 *
 * @author The ws-starter authors
 */
class DirectEngineHintsTests {

	@ParameterizedTest
	@ValueSource(classes = { DirectHttp11NioProtocol.class, DirectUpgradeHandler.class })
	void tomcatCreatesItByReflection(Class<?> type) throws Exception {
		RuntimeHints hints = new RuntimeHints();
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints,
				WebSocketAutoConfiguration.TomcatConfiguration.class);
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getConstructor())).accepts(hints);
	}

}
