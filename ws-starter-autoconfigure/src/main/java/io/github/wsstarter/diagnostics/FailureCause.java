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
 * The cause of a failure, which does not depend on what a client sends.
 *
 * @param failed identifies what failed
 * @param type the name of the failure's class
 * @param place the place in the code where it failed
 * @param caller the place in the method that was called by reflection, such as a
 * handler's, as many of them may fail in the same method of a library
 * @author The ws-starter authors
 */
record FailureCause(String failed, String type, @Nullable StackTraceElement place, @Nullable StackTraceElement caller) {

	static FailureCause of(String failed, Throwable failure) {
		StackTraceElement[] stack = failure.getStackTrace();
		return new FailureCause(failed, failure.getClass().getName(), CodePlace.of(stack), CodePlace.inCallee(stack));
	}

}
