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

import java.util.List;

/**
 * The parameters and return values that an application adds to the built-in kinds.
 *
 * @param argumentResolvers the argument resolvers, in order
 * @param returnValueHandlers the return value handlers, in order
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record EndpointExtensions(List<EndpointArgumentResolver> argumentResolvers,
		List<EndpointReturnValueHandler> returnValueHandlers) {

	/**
	 * No extensions.
	 */
	public static final EndpointExtensions NONE = new EndpointExtensions(List.of(), List.of());

	public EndpointExtensions {
		argumentResolvers = List.copyOf(argumentResolvers);
		returnValueHandlers = List.copyOf(returnValueHandlers);
	}

}
