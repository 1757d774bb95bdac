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

package io.github.wsstarter.endpoint;

import java.lang.reflect.Method;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains an {@link EndpointDefinitionException}, also if another analyzer could explain
 * its cause.
 *
 * @author The ws-starter authors
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class EndpointDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<EndpointDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EndpointDefinitionException cause) {
		StringBuilder description = new StringBuilder("An endpoint is not declared correctly:\n\n");
		description.append("    Class: %s%n".formatted(cause.getEndpointType().getName()));
		Method method = cause.getMethod();
		if (method != null) {
			description.append("    Method: %s%n".formatted(MethodDescription.of(method)));
		}
		description.append("    Problem: %s".formatted(cause.getProblem()));
		return new FailureAnalysis(description.toString(), cause.getAction(), cause);
	}

}
