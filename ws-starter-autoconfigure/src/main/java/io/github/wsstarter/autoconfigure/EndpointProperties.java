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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.message.Overflow;

/**
 * Settings of an endpoint that replace those of all endpoints.
 *
 * @param allowedOrigins Origins whose pages may connect in addition to the application's
 * own origin.
 * @param allowedOriginPatterns Patterns for origins whose pages may connect.
 * @param requireOrigin Whether to refuse handshakes without an 'Origin' header. Browsers
 * always send the header, other clients usually do not.
 * @param heartbeat Heartbeat settings.
 * @param buffer Buffer settings.
 * @param send Settings for outgoing messages.
 * @param limits Limits on sessions and messages.
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record EndpointProperties(@Nullable List<String> allowedOrigins, @Nullable List<String> allowedOriginPatterns,
		@Nullable Boolean requireOrigin, @DefaultValue Heartbeat heartbeat, @DefaultValue Buffer buffer,
		@DefaultValue Send send, @DefaultValue Limits limits) {

	static EndpointProperties none() {
		return new EndpointProperties(null, null, null, new Heartbeat(null, null), new Buffer(null, null, null),
				new Send(null, null), new Limits(null, null, null, null));
	}

	/**
	 * Heartbeat settings of an endpoint.
	 *
	 * @param interval Time without a sign of life after which a client is pinged. Zero
	 * disables the heartbeat.
	 * @param timeout Time to wait for a sign of life from a client that was pinged. The
	 * session is closed when the time is over.
	 */
	public record Heartbeat(@Nullable Duration interval, @Nullable Duration timeout) {

	}

	/**
	 * Buffer settings of an endpoint.
	 *
	 * @param text Maximum size of an incoming text message, encoded in UTF-8.
	 * @param binary Maximum size of an incoming binary message.
	 * @param send Maximum number of bytes queued for a session.
	 */
	public record Buffer(@Nullable DataSize text, @Nullable DataSize binary, @Nullable DataSize send) {

	}

	/**
	 * Settings for outgoing messages of an endpoint.
	 *
	 * @param timeLimit Maximum time that a client may take to read what is written to it.
	 * @param overflow Action to take when a message does not fit into the queue of a
	 * session.
	 */
	public record Send(@Nullable Duration timeLimit, @Nullable Overflow overflow) {

	}

	/**
	 * Limits on sessions and messages of an endpoint.
	 *
	 * @param sessions Maximum number of open sessions. Further handshakes are refused
	 * with 503.
	 * @param sessionsPerUser Maximum number of open sessions for each authenticated user.
	 * Further handshakes are refused with 429.
	 * @param sessionsPerAddress Maximum number of open sessions for each client address.
	 * Further handshakes are refused with 429.
	 * @param messagesPerSecond Maximum number of messages that a session may receive each
	 * second. A session that receives more messages is closed with 1008.
	 */
	public record Limits(@Nullable Integer sessions, @Nullable Integer sessionsPerUser,
			@Nullable Integer sessionsPerAddress, @Nullable Integer messagesPerSecond) {

	}

}
