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

import java.util.function.BooleanSupplier;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;

/**
 * Refuses all handshakes with 503 while the application shuts down. Runs first.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@Order(ShutdownCheck.ORDER)
public final class ShutdownCheck implements HandshakeCheck {

	/**
	 * The order of this check, before all others.
	 */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

	private final BooleanSupplier shuttingDown;

	public ShutdownCheck(BooleanSupplier shuttingDown) {
		Assert.notNull(shuttingDown, "'shuttingDown' must not be null");
		this.shuttingDown = shuttingDown;
	}

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		return this.shuttingDown.getAsBoolean()
				? HandshakeDecision.refuse(HttpStatus.SERVICE_UNAVAILABLE, "the application is shutting down")
				: HandshakeDecision.proceed();
	}

}
