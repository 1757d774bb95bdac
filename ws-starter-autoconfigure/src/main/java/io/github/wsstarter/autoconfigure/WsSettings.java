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

import io.github.wsstarter.broker.HistoryOptions;
import io.github.wsstarter.endpoint.EndpointOptions;
import io.github.wsstarter.diagnostics.PropertyName;
import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.handshake.SessionLimits;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.TopicPattern;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.topic.TopicOptions;
import io.github.wsstarter.topic.TopicSettings;

/**
 * The configuration properties as the runtime takes them: checked, and with the settings
 * of single endpoints filled up from those of all.
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
	 * Return the settings of sessions whose endpoint has none of its own.
	 * @return the settings
	 * @throws InvalidConfigurationPropertyValueException if one is out of range
	 */
	SessionOptions options() {
		return options(new EndpointProperties(), "ws.");
	}

	private SessionOptions options(EndpointProperties own, String prefix) {
		WsProperties all = this.properties;
		Duration interval = or(own.getHeartbeat().getInterval(), all.getHeartbeat().getInterval());
		check(!interval.isNegative(), prefix + "heartbeat.interval", interval, "must not be negative");
		Duration timeout = positive(prefix + "heartbeat.timeout",
				or(own.getHeartbeat().getTimeout(), all.getHeartbeat().getTimeout()));
		int text = bytes(prefix + "buffer.text", or(own.getBuffer().getText(), all.getBuffer().getText()));
		int binary = bytes(prefix + "buffer.binary", or(own.getBuffer().getBinary(), all.getBuffer().getBinary()));
		int send = bytes(prefix + "buffer.send", or(own.getBuffer().getSend(), all.getBuffer().getSend()));
		Duration timeLimit = positive(prefix + "send.time-limit",
				or(own.getSend().getTimeLimit(), all.getSend().getTimeLimit()));
		Overflow overflow = or(own.getSend().getOverflow(), all.getSend().getOverflow());
		check(overflow != Overflow.KEEP_LATEST, prefix + "send.overflow", overflow,
				"is for topics only, see 'ws.topics.overflow'");
		Integer ownRate = own.getLimits().getMessagesPerSecond();
		Integer rate = limit(prefix + "limits.messages-per-second",
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
		Duration window = this.properties.getShutdown().getReconnectWindow();
		check(!window.isNegative(), "ws.shutdown.reconnect-window", window, "must not be negative");
		return window;
	}

	/**
	 * Return how long to wait for sessions to end when the application stops.
	 * @return the time
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	Duration shutdownTimeout() {
		return positive("ws.shutdown.timeout", this.properties.getShutdown().getTimeout());
	}

	/**
	 * Return after how long a quiet stream gets a comment.
	 * @return the time
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	Duration sseKeepAlive() {
		return positive("ws.sse.keep-alive", this.properties.getSse().getKeepAlive());
	}

	/**
	 * Return how long clients of streams wait at least before they come back.
	 * @return the time
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	Duration sseReconnect() {
		Duration reconnect = this.properties.getSse().getReconnect();
		check(!reconnect.isNegative(), "ws.sse.reconnect", reconnect, "must not be negative");
		return reconnect;
	}

	/**
	 * Return the size of the web server's buffers.
	 * @return the size in bytes, or {@code null} if the server decides
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	@Nullable Integer ioBuffer() {
		DataSize io = this.properties.getBuffer().getIo();
		return (io != null) ? bytes("ws.buffer.io", io) : null;
	}

	boolean isCompressionEnabled() {
		return this.properties.getCompression().isEnabled();
	}

	/**
	 * Return the smallest message to compress.
	 * @return the size in bytes
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	int minCompressedSize() {
		DataSize size = this.properties.getCompression().getMinSize();
		check(!size.isNegative() && size.toBytes() <= Integer.MAX_VALUE, "ws.compression.min-size", size,
				"must be between 0 and 2 GB");
		return (int) size.toBytes();
	}

	WsProperties.Engine engine() {
		return this.properties.getEngine();
	}

	/**
	 * Return the most topics a client may be subscribed to.
	 * @return the number of topics
	 * @throws InvalidConfigurationPropertyValueException if it is out of range
	 */
	int subscriptionLimit() {
		int limit = this.properties.getLimits().getSubscriptions();
		check(limit > 0, "ws.limits.subscriptions", limit, "must be positive");
		return limit;
	}

	/**
	 * Return the settings of topics.
	 * @return the settings
	 * @throws InvalidConfigurationPropertyValueException if one is out of range
	 */
	TopicSettings topics() {
		TopicProperties all = this.properties.getTopics();
		TopicOptions defaults = topics(new TopicProperties.Pattern(), "ws.topics.");
		Map<String, TopicOptions> patterns = new LinkedHashMap<>();
		for (int i = 0; i < all.getPatterns().size(); i++) {
			TopicProperties.Pattern own = all.getPatterns().get(i);
			String prefix = "ws.topics.patterns[%d].".formatted(i);
			String pattern = pattern(prefix + "pattern", own.getPattern());
			TopicOptions other = patterns.put(pattern, topics(own, prefix));
			check(other == null, prefix + "pattern", pattern, "has settings already");
		}
		return new TopicSettings(defaults, patterns);
	}

	private TopicOptions topics(TopicProperties.Pattern own, String prefix) {
		TopicProperties all = this.properties.getTopics();
		int size = or(own.getHistory().getSize(), all.getHistory().getSize());
		check(size >= 0, prefix + "history.size", size, "must not be negative");
		Duration ttl = positive(prefix + "history.ttl", or(own.getHistory().getTtl(), all.getHistory().getTtl()));
		Overflow overflow = (own.getOverflow() != null) ? own.getOverflow() : all.getOverflow();
		return new TopicOptions(new HistoryOptions(size, ttl), or(own.getClientPublish(), all.isClientPublish()),
				overflow);
	}

	private static String pattern(String name, @Nullable String pattern) {
		if (pattern == null || pattern.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException(name, pattern, "is missing");
		}
		try {
			TopicPattern.parse(pattern);
			return pattern;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(name, pattern, Objects.toString(ex.getMessage()));
		}
	}

	AllowedOrigins allowedOrigins() {
		return allowedOrigins("ws.", this.properties.getAllowedOrigins(), this.properties.getAllowedOriginPatterns(),
				this.properties.isRequireOrigin());
	}

	/**
	 * Return the origins of those endpoints that have any setting of their own about
	 * them.
	 * @return the origins by endpoint name
	 */
	Map<String, AllowedOrigins> allowedOriginsByEndpoint() {
		return byEndpoint((name, own) -> {
			if (own.getAllowedOrigins() == null && own.getAllowedOriginPatterns() == null
					&& own.getRequireOrigin() == null) {
				return null;
			}
			return allowedOrigins(prefix(name), or(own.getAllowedOrigins(), this.properties.getAllowedOrigins()),
					or(own.getAllowedOriginPatterns(), this.properties.getAllowedOriginPatterns()),
					or(own.getRequireOrigin(), this.properties.isRequireOrigin()));
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
		return new SessionLimits(limit(prefix + "limits.sessions", limits.getSessions()),
				limit(prefix + "limits.sessions-per-user", limits.getSessionsPerUser()),
				limit(prefix + "limits.sessions-per-address", limits.getSessionsPerAddress()));
	}

	/**
	 * Check that each endpoint with settings exists.
	 * @param names the names of all endpoints
	 * @throws InvalidConfigurationPropertyValueException if one does not
	 */
	void checkEndpoints(Collection<String> names) {
		this.properties.getEndpoints()
			.keySet()
			.forEach((name) -> check(names.contains(name), "ws.endpoints." + name, name,
					"there is no endpoint of that name. Endpoints are named like their beans: " + names));
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

	private static <T> T or(@Nullable T own, T all) {
		return (own != null) ? own : all;
	}

	private static Duration positive(String name, Duration value) {
		check(!value.isNegative() && !value.isZero(), name, value, "must be positive");
		return value;
	}

	private static int bytes(String name, DataSize value) {
		check(value.toBytes() > 0 && value.toBytes() <= Integer.MAX_VALUE, name, value,
				"must be positive and less than 2GB");
		return (int) value.toBytes();
	}

	private static @Nullable Integer limit(String name, @Nullable Integer value) {
		check(value == null || value > 0, name, value, "must be positive, or not set for no limit");
		return value;
	}

	private static void check(boolean valid, String name, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(name, value, reason);
		}
	}

	/**
	 * Derives something from the settings of one endpoint.
	 *
	 * @param <T> what is derived
	 */
	private interface EndpointFunction<T> {

		@Nullable T apply(String name, EndpointProperties properties);

	}

}
