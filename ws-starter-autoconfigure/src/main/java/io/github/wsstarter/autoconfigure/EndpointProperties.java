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

import org.springframework.util.unit.DataSize;

import io.github.wsstarter.message.Overflow;

/**
 * Settings of an endpoint that replace those of all endpoints.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class EndpointProperties {

	/**
	 * Origins whose pages may connect in addition to the application's own origin.
	 */
	private @Nullable List<String> allowedOrigins;

	/**
	 * Patterns for origins whose pages may connect.
	 */
	private @Nullable List<String> allowedOriginPatterns;

	/**
	 * Whether to refuse handshakes without an 'Origin' header. Browsers always send the
	 * header, other clients usually do not.
	 */
	private @Nullable Boolean requireOrigin;

	private final Heartbeat heartbeat = new Heartbeat();

	private final Buffer buffer = new Buffer();

	private final Send send = new Send();

	private final WsProperties.Limits limits = new WsProperties.Limits();

	public @Nullable List<String> getAllowedOrigins() {
		return this.allowedOrigins;
	}

	public void setAllowedOrigins(@Nullable List<String> allowedOrigins) {
		this.allowedOrigins = allowedOrigins;
	}

	public @Nullable List<String> getAllowedOriginPatterns() {
		return this.allowedOriginPatterns;
	}

	public void setAllowedOriginPatterns(@Nullable List<String> allowedOriginPatterns) {
		this.allowedOriginPatterns = allowedOriginPatterns;
	}

	public @Nullable Boolean getRequireOrigin() {
		return this.requireOrigin;
	}

	public void setRequireOrigin(@Nullable Boolean requireOrigin) {
		this.requireOrigin = requireOrigin;
	}

	public Heartbeat getHeartbeat() {
		return this.heartbeat;
	}

	public Buffer getBuffer() {
		return this.buffer;
	}

	public Send getSend() {
		return this.send;
	}

	public WsProperties.Limits getLimits() {
		return this.limits;
	}

	/**
	 * Heartbeat settings of an endpoint.
	 */
	public static class Heartbeat {

		/**
		 * Time without a sign of life after which a client is pinged. Zero disables the
		 * heartbeat.
		 */
		private @Nullable Duration interval;

		/**
		 * Time to wait for a sign of life from a client that was pinged. The session is
		 * closed when the time is over.
		 */
		private @Nullable Duration timeout;

		public @Nullable Duration getInterval() {
			return this.interval;
		}

		public void setInterval(@Nullable Duration interval) {
			this.interval = interval;
		}

		public @Nullable Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(@Nullable Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Buffer settings of an endpoint.
	 */
	public static class Buffer {

		/**
		 * Maximum size of an incoming text message, encoded in UTF-8.
		 */
		private @Nullable DataSize text;

		/**
		 * Maximum size of an incoming binary message.
		 */
		private @Nullable DataSize binary;

		/**
		 * Maximum number of bytes queued for a session.
		 */
		private @Nullable DataSize send;

		public @Nullable DataSize getText() {
			return this.text;
		}

		public void setText(@Nullable DataSize text) {
			this.text = text;
		}

		public @Nullable DataSize getBinary() {
			return this.binary;
		}

		public void setBinary(@Nullable DataSize binary) {
			this.binary = binary;
		}

		public @Nullable DataSize getSend() {
			return this.send;
		}

		public void setSend(@Nullable DataSize send) {
			this.send = send;
		}

	}

	/**
	 * Settings for outgoing messages of an endpoint.
	 */
	public static class Send {

		/**
		 * Maximum time that a client may take to read what is written to it.
		 */
		private @Nullable Duration timeLimit;

		/**
		 * Action to take when a message does not fit into the queue of a session.
		 */
		private @Nullable Overflow overflow;

		public @Nullable Duration getTimeLimit() {
			return this.timeLimit;
		}

		public void setTimeLimit(@Nullable Duration timeLimit) {
			this.timeLimit = timeLimit;
		}

		public @Nullable Overflow getOverflow() {
			return this.overflow;
		}

		public void setOverflow(@Nullable Overflow overflow) {
			this.overflow = overflow;
		}

	}

}
