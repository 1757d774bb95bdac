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

package io.github.wsstarter.websocket.container;

import java.util.List;

import jakarta.websocket.Extension;
import org.jspecify.annotations.Nullable;

import io.github.wsstarter.websocket.ExtensionOffer;

/**
 * {@link Extension} that a client offered and that the container is to accept.
 *
 * @param offer the offer
 * @author The ws-starter authors
 */
record RequestedExtension(ExtensionOffer offer) implements Extension {

	@Override
	public String getName() {
		return this.offer.name();
	}

	@Override
	public List<Parameter> getParameters() {
		return this.offer.parameters().stream().<Parameter>map(RequestedParameter::new).toList();
	}

	private record RequestedParameter(ExtensionOffer.Parameter parameter) implements Parameter {

		@Override
		public String getName() {
			return this.parameter.name();
		}

		@Override
		public @Nullable String getValue() {
			return this.parameter.value();
		}

	}

}
