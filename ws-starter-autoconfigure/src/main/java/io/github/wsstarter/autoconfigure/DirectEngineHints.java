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

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import io.github.wsstarter.websocket.direct.DirectHttp11NioProtocol;
import io.github.wsstarter.websocket.direct.DirectUpgradeHandler;

/**
 * Registers hints for the classes of the direct engine that Tomcat instantiates by
 * reflection.
 *
 * @author The ws-starter authors
 */
final class DirectEngineHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(DirectHttp11NioProtocol.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)
			.registerType(DirectUpgradeHandler.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
