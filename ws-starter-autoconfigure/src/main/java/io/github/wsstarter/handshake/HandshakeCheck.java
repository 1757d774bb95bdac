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

package io.github.wsstarter.handshake;

/**
 * Callback interface that can be implemented by beans wishing to decide whether a client
 * may open a session. The checks run in their
 * {@link org.springframework.core.annotation.Order order}, and the first refusal wins.
 * <p>
 * Implementations must be thread-safe, and should return quickly because the handshake
 * waits for them.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@FunctionalInterface
public interface HandshakeCheck {

	/**
	 * Check a handshake.
	 * @param request the request
	 * @return the decision
	 */
	HandshakeDecision check(HandshakeRequest request);

}
