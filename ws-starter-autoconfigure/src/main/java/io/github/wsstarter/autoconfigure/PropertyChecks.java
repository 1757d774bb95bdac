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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Checks the values of configuration properties. The exceptions name the property.
 *
 * @author The ws-starter authors
 */
final class PropertyChecks {

	/**
	 * The longest duration, which can be counted in nanoseconds along with others.
	 */
	private static final Duration LONGEST = Duration.ofDays(365);

	private PropertyChecks() {
	}

	static <T> T or(@Nullable T own, T all) {
		return (own != null) ? own : all;
	}

	static Duration positive(String name, Duration value) {
		check(!value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0, name, value,
				"must be positive and at most 365 days");
		return value;
	}

	static Duration notNegative(String name, Duration value) {
		check(!value.isNegative() && value.compareTo(LONGEST) <= 0, name, value, "must be between 0 and 365 days");
		return value;
	}

	static int bytes(String name, DataSize value) {
		check(value.toBytes() > 0 && value.toBytes() <= Integer.MAX_VALUE, name, value,
				"must be positive and less than 2GB");
		return (int) value.toBytes();
	}

	static @Nullable Integer limit(String name, @Nullable Integer value) {
		check(value == null || value > 0, name, value, "must be positive, or not set for no limit");
		return value;
	}

	static void check(boolean valid, String name, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(name, value, reason);
		}
	}

}
