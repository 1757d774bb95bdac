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

package io.github.wsstarter.direct;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.websocket.deflate.PerMessageDeflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DirectEngine}.
 *
 * @author The ws-starter authors
 */
class DirectEngineTests {

	@Test
	void freesTheMemoryOfItsCompressionWhenItIsDestroyed() {
		DirectEngine engine = new DirectEngine(mock(SessionFactory.class), Runnable::run, 1,
				new PerMessageDeflate(0, 0), (bytes) -> {
				});
		engine.destroy();
		assertThat(engine).extracting("deflate.deflaters.closed", "deflate.inflaters.closed")
			.containsExactly(true, true);
	}

}
