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

package io.github.wsstarter.diagnostics;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a failure whose message is not printable, for the log. Loggers print the
 * message of a failure above its stack trace, and the message may contain what a client
 * sent. The copy has the stack trace of the failure, and copies of its causes.
 *
 * @author The ws-starter authors
 */
final class PrintableFailure extends Exception {

	private PrintableFailure(Throwable failure, Set<Throwable> copied) {
		super(PrintableText.of(failure.toString()), copyOf(failure.getCause(), copied), true, true);
		setStackTrace(failure.getStackTrace());
		for (Throwable suppressed : failure.getSuppressed()) {
			Throwable copy = copyOf(suppressed, copied);
			if (copy != null) {
				addSuppressed(copy);
			}
		}
	}

	/**
	 * Return a failure in printable form.
	 * @param failure the failure
	 * @return the failure itself if its message and those of its causes are printable, so
	 * that the log contains its class
	 */
	static Throwable of(Throwable failure) {
		return isPrintable(failure, identitySet()) ? failure : new PrintableFailure(failure, identitySet(failure));
	}

	private static Set<Throwable> identitySet(Throwable... failures) {
		Set<Throwable> set = Collections.newSetFromMap(new IdentityHashMap<>());
		Collections.addAll(set, failures);
		return set;
	}

	private static boolean isPrintable(@Nullable Throwable failure, Set<Throwable> seen) {
		if (failure == null || !seen.add(failure)) {
			return true;
		}
		if (!isPrintable(failure.toString()) || !isPrintable(failure.getMessage())
				|| !isPrintable(failure.getCause(), seen)) {
			return false;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (!isPrintable(suppressed, seen)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPrintable(@Nullable String text) {
		return text == null || PrintableText.of(text).equals(text);
	}

	private static @Nullable Throwable copyOf(@Nullable Throwable failure, Set<Throwable> copied) {
		return (failure != null && copied.add(failure)) ? new PrintableFailure(failure, copied) : null;
	}

	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}
