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
import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import io.github.wsstarter.endpoint.EndpointOptions;
import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.handshake.SessionLimits;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.TestOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WsSettings}.
 *
 * @author The ws-starter authors
 */
class WsSettingsTests {

	private static final String[] ALL = { "ws.heartbeat.interval=1s", "ws.heartbeat.timeout=2s", "ws.buffer.text=3",
			"ws.buffer.binary=4", "ws.buffer.send=5", "ws.send.time-limit=6s", "ws.send.overflow=drop-oldest",
			"ws.limits.messages-per-second=7" };

	private static final SessionOptions ALL_OPTIONS = new TestOptions()
		.heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(2))
		.messageLimits(3, 4)
		.sendLimit(5)
		.sendTimeLimit(Duration.ofSeconds(6))
		.overflow(Overflow.DROP_OLDEST)
		.messagesPerSecond(7)
		.build();

	private static WsSettings settings(String... properties) {
		return new WsSettings(TestProperties.bind(properties));
	}

	private static void assertInvalid(String name, Runnable call) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo(name))
			.satisfies((ex) -> assertThat(ex.getReason()).isNotBlank());
	}

	@Nested
	class Options {

		@Test
		void defaults() {
			assertThat(settings().options())
				.isEqualTo(new TestOptions().heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10))
					.messageLimits(65536, 65536)
					.sendLimit(524288)
					.sendTimeLimit(Duration.ofSeconds(10))
					.overflow(Overflow.CLOSE)
					.messagesPerSecond(0)
					.build());
		}

		@Test
		void everyPropertyIsTaken() {
			assertThat(settings(ALL).options()).isEqualTo(ALL_OPTIONS);
		}

		@Test
		void endpointFallsBack() {
			assertThat(settings(ALL).options("chat")).isEqualTo(new EndpointOptions(ALL_OPTIONS, false, false));
		}

		@Test
		void endpointFallsBackForWhatItDoesNotSet() {
			String[] properties = { "ws.heartbeat.interval=3s", "ws.buffer.binary=10",
					"ws.endpoints.chat.heartbeat.timeout=4s", "ws.endpoints.chat.buffer.text=20" };
			SessionOptions options = settings(properties).options("chat").options();
			assertThat(options.heartbeatInterval()).isEqualTo(Duration.ofSeconds(3));
			assertThat(options.heartbeatTimeout()).isEqualTo(Duration.ofSeconds(4));
			assertThat(options.textLimit()).isEqualTo(20);
			assertThat(options.binaryLimit()).isEqualTo(10);
		}

		@Test
		void endpointOverridesEveryProperty() {
			WsSettings settings = settings("ws.endpoints.chat.heartbeat.interval=1s",
					"ws.endpoints.chat.heartbeat.timeout=2s", "ws.endpoints.chat.buffer.text=3",
					"ws.endpoints.chat.buffer.binary=4", "ws.endpoints.chat.buffer.send=5",
					"ws.endpoints.chat.send.time-limit=6s", "ws.endpoints.chat.send.overflow=drop-oldest",
					"ws.endpoints.chat.limits.messages-per-second=7");
			assertThat(settings.options("chat")).isEqualTo(new EndpointOptions(ALL_OPTIONS, true, true));
			assertThat(settings.options("other").options()).isEqualTo(settings().options());
		}

		@Test
		void heartbeatCanBeDisabled() {
			assertThat(settings("ws.heartbeat.interval=0").options().heartbeatInterval()).isZero();
			assertThat(settings("ws.endpoints.chat.heartbeat.interval=0").options("chat").options().heartbeatInterval())
				.isZero();
		}

		@ParameterizedTest
		@CsvSource({ "heartbeat.interval,-1s", "heartbeat.interval,366d", "heartbeat.timeout,999999d",
				"send.time-limit,365000d", "heartbeat.timeout,0", "heartbeat.timeout,-1s", "buffer.text,0",
				"buffer.text,-1KB", "buffer.binary,0", "buffer.binary,2GB", "buffer.send,0", "buffer.send,3GB",
				"send.time-limit,0s", "send.time-limit,-1s", "send.overflow,keep-latest",
				"limits.messages-per-second,0", "limits.messages-per-second,-1" })
		void valueOutOfRangeFails(String name, String value) {
			WsSettings all = settings("ws." + name + "=" + value);
			assertInvalid("ws." + name, all::options);
			assertInvalid("ws." + name, () -> all.options("chat"));
			WsSettings own = settings("ws.endpoints.chat." + name + "=" + value);
			assertThat(own.options()).isEqualTo(settings().options());
			assertInvalid("ws.endpoints.chat." + name, () -> own.options("chat"));
		}

		@Test
		void valueOutOfRangeIsNamedWhereItIsSet() {
			WsSettings settings = settings("ws.heartbeat.timeout=0", "ws.endpoints.chat.buffer.text=1KB");
			assertInvalid("ws.heartbeat.timeout", () -> settings.options("chat"));
		}

		@Test
		void longestDurations() {
			SessionOptions options = settings("ws.heartbeat.interval=365d", "ws.heartbeat.timeout=365d",
					"ws.send.time-limit=365d")
				.options();
			assertThat(options.heartbeatInterval()).isEqualTo(Duration.ofDays(365));
		}

		@Test
		void largestBuffer() {
			assertThat(settings("ws.buffer.send=" + Integer.MAX_VALUE).options().sendLimit())
				.isEqualTo(Integer.MAX_VALUE);
		}

	}

	@Nested
	class Server {

		@Test
		void ioBuffer() {
			assertThat(settings().ioBuffer()).isNull();
			assertThat(settings("ws.buffer.io=16KB").ioBuffer()).isEqualTo(16384);
			assertInvalid("ws.buffer.io", settings("ws.buffer.io=0")::ioBuffer);
			assertInvalid("ws.buffer.io", settings("ws.buffer.io=2GB")::ioBuffer);
		}

		@Test
		void compression() {
			assertThat(settings().isCompressionEnabled()).isFalse();
			assertThat(settings("ws.compression.enabled=true").isCompressionEnabled()).isTrue();
		}

		@Test
		void smallestCompressedMessage() {
			assertThat(settings().minCompressedSize()).isEqualTo(256);
			assertThat(settings("ws.compression.min-size=0").minCompressedSize()).isZero();
			assertThat(settings("ws.compression.min-size=1KB").minCompressedSize()).isEqualTo(1024);
			assertInvalid("ws.compression.min-size", settings("ws.compression.min-size=-1")::minCompressedSize);
			assertInvalid("ws.compression.min-size", settings("ws.compression.min-size=2GB")::minCompressedSize);
		}

		@Test
		void memoryIsHalfOfTheHeapBeyondThatOfTheApplicationUnlessItIsSet() {
			assertThat(settings().memory(512 << 20)).isEqualTo(240 << 20);
			assertThat(settings().memory(32 << 20)).isEqualTo(4 << 20);
			assertThat(settings("ws.limits.memory=3GB").memory(1000)).isEqualTo(3L << 30);
			assertInvalid("ws.limits.memory", () -> settings("ws.limits.memory=0").memory(1000));
		}

		@Test
		void compressionContext() {
			assertThat(settings().compressionContext()).isZero();
			assertThat(settings("ws.compression.context=32KB").compressionContext()).isEqualTo(32_768);
			assertInvalid("ws.compression.context", settings("ws.compression.context=-1")::compressionContext);
			assertInvalid("ws.compression.context", settings("ws.compression.context=33KB")::compressionContext);
		}

		@Test
		void engine() {
			assertThat(settings().engine()).isEqualTo(WsProperties.Engine.AUTO);
			assertThat(settings("ws.engine=direct").engine()).isEqualTo(WsProperties.Engine.DIRECT);
			assertThat(settings("ws.engine=container").engine()).isEqualTo(WsProperties.Engine.CONTAINER);
		}

		@Test
		void reconnectWindow() {
			assertThat(settings().reconnectWindow()).isEqualTo(Duration.ofSeconds(5));
			assertThat(settings("ws.shutdown.reconnect-window=0").reconnectWindow()).isZero();
			assertInvalid("ws.shutdown.reconnect-window",
					settings("ws.shutdown.reconnect-window=-1s")::reconnectWindow);
		}

		@Test
		void keepAlive() {
			assertInvalid("ws.sse.keep-alive", settings("ws.sse.keep-alive=366d")::sseKeepAlive);
			assertInvalid("ws.sse.reconnect", settings("ws.sse.reconnect=366d")::sseReconnect);
		}

		@Test
		void shutdownTimeout() {
			assertThat(settings().shutdownTimeout()).isEqualTo(Duration.ofSeconds(5));
			assertThat(settings("ws.shutdown.timeout=1s").shutdownTimeout()).isEqualTo(Duration.ofSeconds(1));
			assertInvalid("ws.shutdown.timeout", settings("ws.shutdown.timeout=0")::shutdownTimeout);
			assertInvalid("ws.shutdown.timeout", settings("ws.shutdown.timeout=-1s")::shutdownTimeout);
		}

	}

	@Nested
	class Origins {

		@Test
		void sameOriginByDefault() {
			assertThat(settings().allowedOrigins()).usingRecursiveComparison().isEqualTo(AllowedOrigins.sameOrigin());
			assertThat(settings("ws.endpoints.chat.buffer.text=1").allowedOriginsByEndpoint()).isEmpty();
		}

		@Test
		void everyPropertyIsTaken() {
			assertThat(settings("ws.allowed-origins=https://a.com", "ws.allowed-origin-patterns=https://*.b.com",
					"ws.require-origin=true")
				.allowedOrigins()).usingRecursiveComparison()
				.isEqualTo(new AllowedOrigins(List.of("https://a.com"), List.of("https://*.b.com"), true));
		}

		@Test
		void endpointOverridesEveryProperty() {
			Map<String, AllowedOrigins> origins = settings("ws.allowed-origins=https://a.com",
					"ws.allowed-origin-patterns=https://*.b.com", "ws.endpoints.chat.allowed-origins=https://c.com",
					"ws.endpoints.chat.allowed-origin-patterns=https://*.d.com",
					"ws.endpoints.chat.require-origin=true")
				.allowedOriginsByEndpoint();
			assertThat(origins).containsOnlyKeys("chat");
			assertThat(origins.get("chat")).usingRecursiveComparison()
				.isEqualTo(new AllowedOrigins(List.of("https://c.com"), List.of("https://*.d.com"), true));
		}

		@ParameterizedTest
		@CsvSource({ "allowed-origins=https://c.com,https://c.com,https://*.b.com,true",
				"allowed-origin-patterns=https://*.d.com,https://a.com,https://*.d.com,true",
				"require-origin=false,https://a.com,https://*.b.com,false" })
		void endpointFallsBackForWhatItDoesNotSet(String own, String origin, String pattern, boolean required) {
			assertThat(settings("ws.allowed-origins=https://a.com", "ws.allowed-origin-patterns=https://*.b.com",
					"ws.require-origin=true", "ws.endpoints.chat." + own)
				.allowedOriginsByEndpoint()
				.get("chat")).usingRecursiveComparison()
				.isEqualTo(new AllowedOrigins(List.of(origin), List.of(pattern), required));
		}

		@ParameterizedTest
		@ValueSource(strings = { "app.example.com", "https://app.example.com/path", "https://*.example.com" })
		void malformedOriginFails(String origin) {
			assertInvalid("ws.allowed-origins", settings("ws.allowed-origins=" + origin)::allowedOrigins);
			assertInvalid("ws.endpoints.chat.allowed-origins",
					settings("ws.endpoints.chat.allowed-origins=" + origin)::allowedOriginsByEndpoint);
		}

		@Test
		void malformedPatternFails() {
			assertInvalid("ws.allowed-origin-patterns",
					settings("ws.allowed-origin-patterns=app.example.com")::allowedOrigins);
			assertInvalid("ws.endpoints.chat.allowed-origin-patterns",
					settings("ws.endpoints.chat.allowed-origin-patterns=app.example.com")::allowedOriginsByEndpoint);
		}

	}

	@Nested
	class Limits {

		@Test
		void unlimitedByDefault() {
			assertThat(settings().limits()).isEqualTo(SessionLimits.none());
			assertThat(settings().limitsByEndpoint()).isEmpty();
		}

		@Test
		void everyPropertyIsTaken() {
			assertThat(settings("ws.limits.sessions=1", "ws.limits.sessions-per-user=2",
					"ws.limits.sessions-per-address=3")
				.limits()).isEqualTo(new SessionLimits(1, 2, 3));
			assertThat(settings("ws.endpoints.chat.limits.sessions=1", "ws.endpoints.chat.limits.sessions-per-user=2",
					"ws.endpoints.chat.limits.sessions-per-address=3")
				.limitsByEndpoint()).isEqualTo(Map.of("chat", new SessionLimits(1, 2, 3)));
		}

		@ParameterizedTest
		@ValueSource(strings = { "sessions", "sessions-per-user", "sessions-per-address" })
		void valueOutOfRangeFails(String name) {
			for (int value : List.of(0, -1)) {
				assertInvalid("ws.limits." + name, settings("ws.limits." + name + "=" + value)::limits);
				assertInvalid("ws.endpoints.chat.limits." + name,
						settings("ws.endpoints.chat.limits." + name + "=" + value)::limitsByEndpoint);
			}
		}

	}

	@Nested
	class Endpoints {

		@Test
		void knownEndpoints() {
			settings("ws.endpoints.chat.buffer.text=1").checkEndpoints(List.of("echo", "chat"));
		}

		@Test
		void unknownEndpointFails() {
			WsSettings settings = settings("ws.endpoints.chatt.buffer.text=1");
			assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
				.isThrownBy(() -> settings.checkEndpoints(List.of("echo", "chat")))
				.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("ws.endpoints.chatt"))
				.withMessageContaining("[echo, chat]");
		}

	}

}
