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

import org.jspecify.annotations.Nullable;

/**
 * Finds the place in the code that a stack trace is about: the innermost one that is not
 * part of the JDK.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class CodePlace {

	private CodePlace() {
	}

	public static @Nullable StackTraceElement of(StackTraceElement[] stack) {
		for (StackTraceElement element : stack) {
			if (!isJdk(element)) {
				return element;
			}
		}
		return null;
	}

	/**
	 * Return the place in the method that was called by reflection: the innermost such
	 * method that is not part of the JDK.
	 * @param stack a stack trace
	 * @return the place, or {@code null} if no method was called by reflection
	 */
	static @Nullable StackTraceElement inCallee(StackTraceElement[] stack) {
		StackTraceElement last = null;
		for (StackTraceElement element : stack) {
			if (!isJdk(element)) {
				last = element;
			}
			else if (last != null && element.getClassName().contains(".reflect.")) {
				return last;
			}
		}
		return null;
	}

	private static boolean isJdk(StackTraceElement element) {
		String module = element.getModuleName();
		return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
	}

}
