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

package io.github.wsstarter.websocket;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An extension that a client offers in its handshake.
 *
 * @param name the name
 * @param parameters the parameters in their order, with duplicates
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record ExtensionOffer(String name, List<Parameter> parameters) {

	/**
	 * A parameter of an extension.
	 *
	 * @param name the name
	 * @param value the value without quotes, if there is one
	 */
	public record Parameter(String name, @Nullable String value) {

	}

}
