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
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.diagnostics.PropertyName;
import io.github.wsstarter.endpoint.EndpointOptions;
import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.handshake.HostCheck;
import io.github.wsstarter.handshake.SessionLimits;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.websocket.deflate.PerMessageDeflate;

/**
 * Checks the configuration properties and translates them to the settings of the runtime.
 * Settings that an endpoint does not have are taken from those of all endpoints. All
 * methods throw an {@link InvalidConfigurationPropertyValueException} if a value is out
 * of range.
 *
 * @author The ws-starter authors
 */
final class WsSettings {

	/**
	 * What an application without sessions needs at least, in bytes.
	 */
	private static final long APPLICATION = 32 * 1024 * 1024;

	private static final int SMALLEST_SHARE = 8;

	private final WsProperties properties;

	WsSettings(WsProperties properties) {
		this.properties = properties;
	}

	EndpointOptions options(String endpoint) {
		SessionOptions options = options();
		EndpointProperties own = this.properties.endpoints().get(endpoint);
		if (own == null) {
			return new EndpointOptions(options, false, false);
		}
		return new EndpointOptions(options(own, prefix(endpoint)), own.buffer().text() != null,
				own.buffer().binary() != null);
	}

	SessionOptions options() {
		return options(EndpointProperties.none(), "ws.");
	}

	/**
	 * Return the largest number of bytes that may be queued for a session of any
	 * endpoint.
	 * @return the maximum size of an outgoing message, in bytes
	 */
	int largestSendLimit() {
		int limit = options().sendLimit();
		for (String endpoint : this.properties.endpoints().keySet()) {
			limit = Math.max(limit, options(endpoint).options().sendLimit());
		}
		return limit;
	}

	private SessionOptions options(EndpointProperties own, String prefix) {
		WsProperties all = this.properties;
		Duration interval = PropertyChecks.notNegative(prefix + "heartbeat.interval",
				PropertyChecks.or(own.heartbeat().interval(), all.heartbeat().interval()));
		Duration timeout = PropertyChecks.positive(prefix + "heartbeat.timeout",
				PropertyChecks.or(own.heartbeat().timeout(), all.heartbeat().timeout()));
		int text = PropertyChecks.bytes(prefix + "buffer.text",
				PropertyChecks.or(own.buffer().text(), all.buffer().text()));
		int binary = PropertyChecks.bytes(prefix + "buffer.binary",
				PropertyChecks.or(own.buffer().binary(), all.buffer().binary()));
		int send = PropertyChecks.bytes(prefix + "buffer.send",
				PropertyChecks.or(own.buffer().send(), all.buffer().send()));
		Duration timeLimit = PropertyChecks.positive(prefix + "send.time-limit",
				PropertyChecks.or(own.send().timeLimit(), all.send().timeLimit()));
		Overflow overflow = PropertyChecks.or(own.send().overflow(), all.send().overflow());
		PropertyChecks.check(overflow != Overflow.KEEP_LATEST, prefix + "send.overflow", overflow,
				"is for topics only, see 'ws.topics.overflow'");
		Integer ownRate = own.limits().messagesPerSecond();
		Integer rate = PropertyChecks.limit(prefix + "limits.messages-per-second",
				(ownRate != null) ? ownRate : all.limits().messagesPerSecond());
		return new SessionOptions(interval, timeout, text, binary, send, timeLimit, overflow,
				(rate != null) ? rate : 0);
	}

	Duration reconnectWindow() {
		return PropertyChecks.notNegative("ws.shutdown.reconnect-window", this.properties.shutdown().reconnectWindow());
	}

	Duration shutdownTimeout() {
		return PropertyChecks.positive("ws.shutdown.timeout", this.properties.shutdown().timeout());
	}

	Duration sseKeepAlive() {
		return PropertyChecks.positive("ws.sse.keep-alive", this.properties.sse().keepAlive());
	}

	Duration sseReconnect() {
		return PropertyChecks.notNegative("ws.sse.reconnect", this.properties.sse().reconnect());
	}

	/**
	 * Return the size of the buffers of the web server.
	 * @return the size in bytes, or {@code null} if the server decides
	 */
	@Nullable Integer ioBuffer() {
		DataSize io = this.properties.buffer().io();
		return (io != null) ? PropertyChecks.bytes("ws.buffer.io", io) : null;
	}

	boolean isCompressionEnabled() {
		return this.properties.compression().enabled();
	}

	int minCompressedSize() {
		DataSize size = this.properties.compression().minSize();
		PropertyChecks.check(!size.isNegative() && size.toBytes() <= Integer.MAX_VALUE, "ws.compression.min-size", size,
				"must be between 0 and 2 GB");
		return (int) size.toBytes();
	}

	int compressionContext() {
		DataSize size = this.properties.compression().context();
		PropertyChecks.check(!size.isNegative() && size.toBytes() <= PerMessageDeflate.MAX_CONTEXT,
				"ws.compression.context", size, "must be between 0 and 32 KB");
		return (int) size.toBytes();
	}

	WsProperties.Engine engine() {
		return this.properties.engine();
	}

	int subscriptionLimit() {
		int limit = this.properties.limits().subscriptions();
		PropertyChecks.check(limit > 0, "ws.limits.subscriptions", limit, "must be positive");
		return limit;
	}

	/**
	 * Return how much memory sessions may hold.
	 * @param heap the size of the heap, in bytes
	 * @return the number of bytes
	 */
	long memory(long heap) {
		DataSize memory = this.properties.limits().memory();
		if (memory == null) {
			return Math.max(heap / SMALLEST_SHARE, (heap - APPLICATION) / 2);
		}
		PropertyChecks.check(memory.toBytes() > 0, "ws.limits.memory", memory, "must be positive");
		return memory.toBytes();
	}

	/**
	 * Return how much memory the history of topics may hold: a quarter of what sessions
	 * may hold, in addition.
	 * @param heap the size of the heap, in bytes
	 * @return the number of bytes
	 */
	long historyMemory(long heap) {
		return Math.max(1, memory(heap) / 4);
	}

	int ipv6PrefixLength() {
		int length = this.properties.limits().ipv6PrefixLength();
		PropertyChecks.check(length >= 1 && length <= 128, "ws.limits.ipv6-prefix-length", length,
				"must be between 1 and 128");
		return length;
	}

	HostCheck hostCheck() {
		List<String> hosts = this.properties.allowedHosts();
		return valid("ws.allowed-hosts", hosts, () -> new HostCheck(hosts));
	}

	AllowedOrigins allowedOrigins() {
		return allowedOrigins("ws.", this.properties.allowedOrigins(), this.properties.allowedOriginPatterns(),
				this.properties.requireOrigin());
	}

	Map<String, AllowedOrigins> allowedOriginsByEndpoint() {
		return byEndpoint((name, own) -> {
			if (own.allowedOrigins() == null && own.allowedOriginPatterns() == null && own.requireOrigin() == null) {
				return null;
			}
			return allowedOrigins(prefix(name),
					PropertyChecks.or(own.allowedOrigins(), this.properties.allowedOrigins()),
					PropertyChecks.or(own.allowedOriginPatterns(), this.properties.allowedOriginPatterns()),
					PropertyChecks.or(own.requireOrigin(), this.properties.requireOrigin()));
		});
	}

	private static AllowedOrigins allowedOrigins(String prefix, List<String> origins, List<String> patterns,
			boolean required) {
		valid(prefix + "allowed-origins", origins, () -> new AllowedOrigins(origins, List.of(), required));
		return valid(prefix + "allowed-origin-patterns", patterns,
				() -> new AllowedOrigins(origins, patterns, required));
	}

	private static <T> T valid(String name, List<String> value, Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(name, value, Objects.toString(ex.getMessage()));
		}
	}

	SessionLimits limits() {
		WsProperties.AllLimits all = this.properties.limits();
		return limits("ws.", all.sessions(), all.sessionsPerUser(), all.sessionsPerAddress());
	}

	Map<String, SessionLimits> limitsByEndpoint() {
		return byEndpoint((name, own) -> limits(prefix(name), own.limits().sessions(), own.limits().sessionsPerUser(),
				own.limits().sessionsPerAddress()));
	}

	private static SessionLimits limits(String prefix, @Nullable Integer sessions, @Nullable Integer perUser,
			@Nullable Integer perAddress) {
		return new SessionLimits(PropertyChecks.limit(prefix + "limits.sessions", sessions),
				PropertyChecks.limit(prefix + "limits.sessions-per-user", perUser),
				PropertyChecks.limit(prefix + "limits.sessions-per-address", perAddress));
	}

	void checkEndpoints(Collection<String> names) {
		this.properties.endpoints()
			.keySet()
			.forEach((name) -> PropertyChecks.check(names.contains(name), "ws.endpoints." + name, name,
					"there is no endpoint with that name. The names of the endpoints are " + names));
	}

	private <T> Map<String, T> byEndpoint(BiFunction<String, EndpointProperties, @Nullable T> function) {
		Map<String, T> result = new LinkedHashMap<>();
		this.properties.endpoints().forEach((name, own) -> {
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

}
