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

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;

import io.github.wsstarter.diagnostics.PropertyName;

/**
 * Refuses handshakes while the open sessions hold as much memory as they may.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@Order(MemoryCheck.ORDER)
public final class MemoryCheck implements HandshakeCheck {

	/**
	 * The order of this check, before those that look at the request.
	 */
	public static final int ORDER = ShutdownCheck.ORDER + 1;

	private final BooleanSupplier usedUp;

	/**
	 * Create a check.
	 * @param usedUp returns whether the memory for sessions is used up
	 */
	public MemoryCheck(BooleanSupplier usedUp) {
		Assert.notNull(usedUp, "'usedUp' must not be null");
		this.usedUp = usedUp;
	}

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		return this.usedUp.getAsBoolean() ? HandshakeDecision
			.refuse(HttpStatus.SERVICE_UNAVAILABLE, "the sessions hold as much memory as they may")
			.withProperty(PropertyName.of("limits.memory")) : HandshakeDecision.proceed();
	}

}
