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

/**
 * A write of the messages that wait for one client.
 *
 * @author The ws-starter authors
 */
interface Flush {

	/**
	 * Write the messages. May wait for the client.
	 */
	void run();

	/**
	 * Called when the client makes a thread wait while other flushes are waiting. Called
	 * by another thread while {@link #run()} is running, and must not block.
	 */
	void onHeldUp();

}
