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

package io.github.wsstarter.test.raw;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Frame}.
 *
 * @author The ws-starter authors
 */
class FrameTests {

	@Test
	void bitsThatDoNotFitAreRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> Frame.of(16)).withMessageContaining("'opcode'");
		assertThatIllegalArgumentException().isThrownBy(() -> Frame.of(-1)).withMessageContaining("'opcode'");
		assertThatIllegalArgumentException().isThrownBy(() -> Frame.text("").withRsv(8)).withMessageContaining("'rsv'");
		assertThat(Frame.of(15).withRsv(7).encode()[0]).isEqualTo((byte) 0xFF);
	}

}
