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

package io.github.wsstarter.wire.websocket;

import org.jspecify.annotations.Nullable;

/**
 * A client of another project, connected to an endpoint that sends back what it gets.
 *
 * @author The ws-starter authors
 */
interface EchoClient extends AutoCloseable {

	/**
	 * Return the extensions that the server has accepted.
	 * @return the value of the header, or {@code null} if there are none
	 */
	@Nullable String extensions();

	String ask(String text) throws Exception;

	@Override
	void close() throws Exception;

}
