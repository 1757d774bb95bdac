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

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

import io.github.wsstarter.message.Position;

/**
 * The request that opened a session.
 *
 * @param uri the URI of the request, including its query
 * @param headers the read-only headers of the request
 * @param queryParameters the decoded parameters in the query
 * @param cookies the cookies of the request, by name
 * @param pathVariables the values of the variables in the path pattern
 * @param principal the authenticated user
 * @param remoteAddress the address of the client
 * @param subprotocol the negotiated subprotocol
 * @param attributes the attributes that handshake checks have set
 * @param positions the positions that the client has reached in an earlier session, by
 * topic
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record Handshake(URI uri, HttpHeaders headers, MultiValueMap<String, String> queryParameters,
		Map<String, String> cookies, Map<String, String> pathVariables, @Nullable Principal principal,
		@Nullable InetSocketAddress remoteAddress, @Nullable String subprotocol, Map<String, Object> attributes,
		Map<String, Position> positions) {

}
