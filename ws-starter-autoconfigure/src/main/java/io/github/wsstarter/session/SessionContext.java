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

package io.github.wsstarter.session;

import java.time.Clock;
import java.util.concurrent.Executor;

import io.github.wsstarter.message.MessageCodec;

/**
 * What all sessions share.
 *
 * @param codec encodes objects
 * @param executor runs code of the application that no thread of a wire may run; it never
 * rejects a task
 * @param clock a clock that does not jump
 * @param closeLog the log of sessions that are closed because of a limit
 * @author The ws-starter authors
 */
record SessionContext(MessageCodec codec, Executor executor, Clock clock, CloseLog closeLog) {

}
