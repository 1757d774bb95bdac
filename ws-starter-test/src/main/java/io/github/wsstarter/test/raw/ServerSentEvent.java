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

package io.github.wsstarter.test.raw;

/**
 * An event of an event stream, as a browser sees it.
 *
 * @param type the type
 * @param data the data
 * @param lastEventId the last event id of the stream so far
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record ServerSentEvent(String type, String data, String lastEventId) {

}
