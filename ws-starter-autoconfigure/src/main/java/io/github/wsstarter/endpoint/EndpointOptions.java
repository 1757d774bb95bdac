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

import io.github.wsstarter.session.SessionOptions;

/**
 * The settings of one endpoint's sessions, and whether limits were set for this endpoint.
 * Limits that were set for the endpoint take precedence over those of its methods.
 *
 * @param options the settings
 * @param textLimitSet whether the maximum size of a text message was set for this
 * endpoint
 * @param binaryLimitSet whether the maximum size of a binary message was set for this
 * endpoint
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record EndpointOptions(SessionOptions options, boolean textLimitSet, boolean binaryLimitSet) {
}
