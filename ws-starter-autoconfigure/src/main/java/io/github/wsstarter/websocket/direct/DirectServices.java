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

package io.github.wsstarter.websocket.direct;

/**
 * The services that all connections share.
 *
 * @param threads the I/O threads
 * @param dispatcher lets threads of the connector handle messages
 * @param scratches the buffers for writes
 * @author The ws-starter authors
 */
record DirectServices(IoThreads threads, Dispatcher dispatcher, ScratchPool scratches) {

	static DirectServices create(int processors, ClassLoader classLoader) {
		Dispatcher dispatcher = new Dispatcher(processors, classLoader);
		return new DirectServices(new IoThreads(processors, dispatcher), dispatcher, new ScratchPool(2 * processors));
	}

}
