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

package io.github.wsstarter.handshake;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.Assert;

/**
 * The decision of a {@link HandshakeCheck}. Immutable.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class HandshakeDecision {

	private static final HandshakeDecision PROCEED = new HandshakeDecision(null, null, null, HttpHeaders.EMPTY,
			Map.of());

	private final @Nullable HttpStatusCode status;

	private final @Nullable String reason;

	private final @Nullable String property;

	private final HttpHeaders headers;

	private final Map<String, Object> attributes;

	private HandshakeDecision(@Nullable HttpStatusCode status, @Nullable String reason, @Nullable String property,
			HttpHeaders headers, Map<String, Object> attributes) {
		this.status = status;
		this.reason = reason;
		this.property = property;
		this.headers = headers;
		this.attributes = attributes;
	}

	/**
	 * Let the handshake proceed to the next check.
	 * @return the decision
	 */
	public static HandshakeDecision proceed() {
		return PROCEED;
	}

	/**
	 * Refuse the handshake.
	 * @param status the status of the response, 4xx or 5xx
	 * @param reason the reason, for the log and the journal; the client never sees it
	 * @return the decision
	 */
	public static HandshakeDecision refuse(HttpStatus status, String reason) {
		Assert.isTrue(status.isError(), () -> "'status' must be 4xx or 5xx, not " + status);
		Assert.hasText(reason, "'reason' must not be empty");
		return new HandshakeDecision(status, reason, null, HttpHeaders.EMPTY, Map.of());
	}

	/**
	 * Add a header to the response.
	 * @param name the header's name
	 * @param value the header's value
	 * @return the decision with that header
	 */
	public HandshakeDecision withHeader(String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.addAll(this.headers);
		headers.add(name, value);
		return new HandshakeDecision(this.status, this.reason, this.property, HttpHeaders.readOnlyHttpHeaders(headers),
				this.attributes);
	}

	/**
	 * Add an attribute to the session.
	 * @param name the attribute's name
	 * @param value the attribute's value
	 * @return the decision with that attribute
	 * @see io.github.wsstarter.WsSession#getAttributes()
	 */
	public HandshakeDecision withAttribute(String name, Object value) {
		Map<String, Object> attributes = new LinkedHashMap<>(this.attributes);
		attributes.put(name, value);
		return new HandshakeDecision(this.status, this.reason, this.property, this.headers, Map.copyOf(attributes));
	}

	/**
	 * Set the configuration property that an operator changes to accept such handshakes.
	 * @param property the property's name
	 * @return the decision with that property
	 */
	public HandshakeDecision withProperty(String property) {
		return new HandshakeDecision(this.status, this.reason, property, this.headers, this.attributes);
	}

	/**
	 * Return whether the handshake is refused.
	 * @return whether it is refused
	 */
	public boolean isRefused() {
		return this.status != null;
	}

	/**
	 * Return the status of the response.
	 * @return the status or {@code null} if the handshake is not refused
	 */
	public @Nullable HttpStatusCode getStatus() {
		return this.status;
	}

	/**
	 * Return why the handshake is refused.
	 * @return the reason or {@code null} if the handshake is not refused
	 */
	public @Nullable String getReason() {
		return this.reason;
	}

	/**
	 * Return the configuration property to change to accept such handshakes.
	 * @return the property's name or {@code null}
	 */
	public @Nullable String getProperty() {
		return this.property;
	}

	/**
	 * Return the headers to add to the response.
	 * @return the read-only headers
	 */
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	/**
	 * Return the attributes to add to the session.
	 * @return the read-only attributes
	 */
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

}
