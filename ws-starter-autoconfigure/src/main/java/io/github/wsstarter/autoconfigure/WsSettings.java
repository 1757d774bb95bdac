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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.diagnostics.PropertyName;
import io.github.wsstarter.endpoint.EndpointOptions;
import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.handshake.SessionLimits;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.session.SessionOptions;

/**
 * Checks the configuration properties and translates them to the settings of the runtime.
 * Settings that an endpoint does not have are taken from those of all endpoints.
 *
 * @author The ws-starter authors
 */
final class WsSettings {

	private final WsProperties properties;

	WsSettings(WsProperties properties) {
		this.properties = properties;
	}

	/**
	 * Return the settings of the sessions of an endpoint.
	 * @param endpoint the endpoint's name
	 * @return the settings
	 * @throws InvalidConfigurationPropertyValueException if one is out of range
	 */
	EndpointOptions options(String endpoint) {
		SessionOptions options = options();
		EndpointProperties own = this.properties.getEndpoints().get(endpoint);
		if (own == null) {
			return new EndpointOptions(options, false, false);
		}
		return new EndpointOptions(options(own, prefix(endpoint)), own.getBuffer().getText() != null,
				own.getBuffer().getBinary() != null);
	}

	/**
	 * Return the settings of the sessions of an endpoint without settings of its own.
	 * @return the settings
	 * @throws InvalidConfigurationPropertyValueException if one is out of range
	 */
	SessionOptions options() {
		return options(new EndpointProperties(), "ws.");
	}

	private SessionOptions options(EndpointProperties own, String prefix) {
		WsProperties all = this.properties;
		Duration interval = PropertyChecks.notNegative(prefix + "heartbeat.interval",
				PropertyChecks.or(own.getHeartbeat().getInterval(), all.getHeartbeat().getInterval()));
		Duration timeout = PropertyChecks.positive(prefix + "heartbeat.timeout",
				PropertyChecks.or(own.getHeartbeat().getTimeout(), all.getHeartbeat().getTimeout()));
		int text = PropertyChecks.bytes(prefix + "buffer.text",
				PropertyChecks.or(own.getBuffer().getText(), all.getBuffer().getText()));
		int binary = PropertyChecks.bytes(prefix + "buffer.binary",
				PropertyChecks.or(own.getBuffer().getBinary(), all.getBuffer().getBinary()));
		int send = PropertyChecks.bytes(prefix + "buffer.send",
				PropertyChecks.or(own.getBuffer().getSend(), all.getBuffer().getSend()));
		Duration timeLimit = PropertyChecks.positive(prefix + "send.time-limit",
				PropertyChecks.or(own.getSend().getTimeLimit(), all.getSend().getTimeLimit()));
		Overflow overflow = PropertyChecks.or(own.getSend().getOverflow(), all.getSend().getOverflow());
		PropertyChecks.check(overflow != Overflow.KEEP_LATEST, prefix + "send.overflow", overflow,
				"is for topics only, see 'ws.topics.overflow'");
		Integer ownRate = own.getLimits().getMessagesPerSecond();
		Integer rate = PropertyChecks.limit(prefix + "limits.messages-per-second",
				(ownRate != null) ? ownRate : all.getLimits().getMessagesPerSecond());
		return new SessionOptions(interval, timeout, text, binary, send, timeLimit, overflow,
				(rate != null) ? rate : 0);
	}

	/**
	 * Return the time over which clients spread their reconnects after the application
	 * stops.
	 * @return the time
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	Duration reconnectWindow() {
		return PropertyChecks.notNegative("ws.shutdown.reconnect-window",
				this.properties.getShutdown().getReconnectWindow());
	}

	/**
	 * Return how long to wait for sessions to end when the application stops.
	 * @return the time
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	Duration shutdownTimeout() {
		return PropertyChecks.positive("ws.shutdown.timeout", this.properties.getShutdown().getTimeout());
	}

	/**
	 * Return the time without an event after which a comment is sent on a stream.
	 * @return the time
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	Duration sseKeepAlive() {
		return PropertyChecks.positive("ws.sse.keep-alive", this.properties.getSse().getKeepAlive());
	}

	/**
	 * Return the minimum time that clients of streams wait before they reconnect.
	 * @return the time
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	Duration sseReconnect() {
		return PropertyChecks.notNegative("ws.sse.reconnect", this.properties.getSse().getReconnect());
	}

	/**
	 * Return the size of the buffers of the web server.
	 * @return the size in bytes, or {@code null} if the server decides
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	@Nullable Integer ioBuffer() {
		DataSize io = this.properties.getBuffer().getIo();
		return (io != null) ? PropertyChecks.bytes("ws.buffer.io", io) : null;
	}

	boolean isCompressionEnabled() {
		return this.properties.getCompression().isEnabled();
	}

	/**
	 * Return the minimum size of a message to be compressed.
	 * @return the size in bytes
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	int minCompressedSize() {
		DataSize size = this.properties.getCompression().getMinSize();
		PropertyChecks.check(!size.isNegative() && size.toBytes() <= Integer.MAX_VALUE, "ws.compression.min-size", size,
				"must be between 0 and 2 GB");
		return (int) size.toBytes();
	}

	WsProperties.Engine engine() {
		return this.properties.getEngine();
	}

	/**
	 * Return the maximum number of topics that a client may subscribe a session to.
	 * @return the number of topics
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	int subscriptionLimit() {
		int limit = this.properties.getLimits().getSubscriptions();
		PropertyChecks.check(limit > 0, "ws.limits.subscriptions", limit, "must be positive");
		return limit;
	}

	AllowedOrigins allowedOrigins() {
		return allowedOrigins("ws.", this.properties.getAllowedOrigins(), this.properties.getAllowedOriginPatterns(),
				this.properties.isRequireOrigin());
	}

	/**
	 * Return the origins of the endpoints that have settings of their own for origins.
	 * @return the origins by endpoint name
	 */
	Map<String, AllowedOrigins> allowedOriginsByEndpoint() {
		return byEndpoint((name, own) -> {
			if (own.getAllowedOrigins() == null && own.getAllowedOriginPatterns() == null
					&& own.getRequireOrigin() == null) {
				return null;
			}
			return allowedOrigins(prefix(name),
					PropertyChecks.or(own.getAllowedOrigins(), this.properties.getAllowedOrigins()),
					PropertyChecks.or(own.getAllowedOriginPatterns(), this.properties.getAllowedOriginPatterns()),
					PropertyChecks.or(own.getRequireOrigin(), this.properties.isRequireOrigin()));
		});
	}

	private static AllowedOrigins allowedOrigins(String prefix, List<String> origins, List<String> patterns,
			boolean required) {
		allowedOrigins(prefix + "allowed-origins", origins, () -> new AllowedOrigins(origins, List.of(), required));
		return allowedOrigins(prefix + "allowed-origin-patterns", patterns,
				() -> new AllowedOrigins(origins, patterns, required));
	}

	private static AllowedOrigins allowedOrigins(String name, List<String> value, Supplier<AllowedOrigins> supplier) {
		try {
			return supplier.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(name, value, Objects.toString(ex.getMessage()));
		}
	}

	SessionLimits limits() {
		return limits("ws.", this.properties.getLimits());
	}

	Map<String, SessionLimits> limitsByEndpoint() {
		return byEndpoint((name, own) -> limits(prefix(name), own.getLimits()));
	}

	private static SessionLimits limits(String prefix, WsProperties.Limits limits) {
		return new SessionLimits(PropertyChecks.limit(prefix + "limits.sessions", limits.getSessions()),
				PropertyChecks.limit(prefix + "limits.sessions-per-user", limits.getSessionsPerUser()),
				PropertyChecks.limit(prefix + "limits.sessions-per-address", limits.getSessionsPerAddress()));
	}

	/**
	 * Check that every endpoint with settings exists.
	 * @param names the names of all endpoints
	 * @throws InvalidConfigurationPropertyValueException if an endpoint does not exist
	 */
	void checkEndpoints(Collection<String> names) {
		this.properties.getEndpoints()
			.keySet()
			.forEach((name) -> PropertyChecks.check(names.contains(name), "ws.endpoints." + name, name,
					"there is no endpoint with that name. The names of the endpoints are " + names));
	}

	private <T> Map<String, T> byEndpoint(EndpointFunction<T> function) {
		Map<String, T> result = new LinkedHashMap<>();
		this.properties.getEndpoints().forEach((name, own) -> {
			T value = function.apply(name, own);
			if (value != null) {
				result.put(name, value);
			}
		});
		return result;
	}

	private static String prefix(String endpoint) {
		return PropertyName.of(endpoint, "");
	}

	/**
	 * Translates the settings of one endpoint.
	 *
	 * @param <T> the type of the result
	 */
	private interface EndpointFunction<T> {

		@Nullable T apply(String name, EndpointProperties properties);

	}

}
