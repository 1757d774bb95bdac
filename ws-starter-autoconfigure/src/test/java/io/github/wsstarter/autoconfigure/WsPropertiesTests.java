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
import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.message.Overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WsProperties}.
 *
 * @author The ws-starter authors
 */
class WsPropertiesTests {

	@Nested
	class Origins {

		@Test
		void defaults() {
			WsProperties properties = TestProperties.bind();
			assertThat(properties.allowedOrigins()).isEmpty();
			assertThat(properties.allowedOriginPatterns()).isEmpty();
			assertThat(properties.requireOrigin()).isFalse();
		}

		@Test
		void bound() {
			WsProperties properties = TestProperties.bind(
					"ws.allowed-origins=https://a.example.com,https://b.example.com",
					"ws.allowed-origin-patterns[0]=https://*.example.com:[80,81]", "ws.require-origin=true");
			assertThat(properties.allowedOrigins()).containsExactly("https://a.example.com", "https://b.example.com");
			assertThat(properties.allowedOriginPatterns()).containsExactly("https://*.example.com:[80,81]");
			assertThat(properties.requireOrigin()).isTrue();
		}

	}

	@Nested
	class Heartbeat {

		@Test
		void defaults() {
			assertThat(TestProperties.bind().heartbeat().interval()).isEqualTo(Duration.ofSeconds(25));
			assertThat(TestProperties.bind().heartbeat().timeout()).isEqualTo(Duration.ofSeconds(10));
		}

		@Test
		void boundWithUnits() {
			WsProperties properties = TestProperties.bind("ws.heartbeat.interval=1m", "ws.heartbeat.timeout=5s");
			assertThat(properties.heartbeat().interval()).isEqualTo(Duration.ofMinutes(1));
			assertThat(properties.heartbeat().timeout()).isEqualTo(Duration.ofSeconds(5));
		}

		@Test
		void boundWithoutUnits() {
			WsProperties properties = TestProperties.bind("ws.heartbeat.interval=1500", "ws.heartbeat.timeout=500");
			assertThat(properties.heartbeat().interval()).isEqualTo(Duration.ofMillis(1500));
			assertThat(properties.heartbeat().timeout()).isEqualTo(Duration.ofMillis(500));
		}

	}

	@Nested
	class Sse {

		@Test
		void defaults() {
			assertThat(TestProperties.bind().sse().keepAlive()).isEqualTo(Duration.ofSeconds(15));
			assertThat(TestProperties.bind().sse().reconnect()).isEqualTo(Duration.ofSeconds(2));
		}

		@Test
		void boundWithUnits() {
			WsProperties properties = TestProperties.bind("ws.sse.keep-alive=1m", "ws.sse.reconnect=5s");
			assertThat(properties.sse().keepAlive()).isEqualTo(Duration.ofMinutes(1));
			assertThat(properties.sse().reconnect()).isEqualTo(Duration.ofSeconds(5));
		}

	}

	@Nested
	class Buffer {

		@Test
		void defaults() {
			WsProperties.Buffer buffer = TestProperties.bind().buffer();
			assertThat(buffer.text()).isEqualTo(DataSize.ofKilobytes(64));
			assertThat(buffer.binary()).isEqualTo(DataSize.ofKilobytes(64));
			assertThat(buffer.send()).isEqualTo(DataSize.ofKilobytes(512));
			assertThat(buffer.io()).isNull();
		}

		@Test
		void boundWithUnits() {
			WsProperties.Buffer buffer = TestProperties
				.bind("ws.buffer.text=1KB", "ws.buffer.binary=2MB", "ws.buffer.send=3KB", "ws.buffer.io=4KB")
				.buffer();
			assertThat(buffer.text()).isEqualTo(DataSize.ofKilobytes(1));
			assertThat(buffer.binary()).isEqualTo(DataSize.ofMegabytes(2));
			assertThat(buffer.send()).isEqualTo(DataSize.ofKilobytes(3));
			assertThat(buffer.io()).isEqualTo(DataSize.ofKilobytes(4));
		}

		@Test
		void boundWithoutUnits() {
			WsProperties.Buffer buffer = TestProperties
				.bind("ws.buffer.text=1", "ws.buffer.binary=2", "ws.buffer.send=3", "ws.buffer.io=4")
				.buffer();
			assertThat(buffer.text()).isEqualTo(DataSize.ofBytes(1));
			assertThat(buffer.binary()).isEqualTo(DataSize.ofBytes(2));
			assertThat(buffer.send()).isEqualTo(DataSize.ofBytes(3));
			assertThat(buffer.io()).isEqualTo(DataSize.ofBytes(4));
		}

	}

	@Nested
	class Send {

		@Test
		void defaults() {
			assertThat(TestProperties.bind().send().timeLimit()).isEqualTo(Duration.ofSeconds(10));
			assertThat(TestProperties.bind().send().overflow()).isEqualTo(Overflow.CLOSE);
		}

		@Test
		void timeLimit() {
			assertThat(TestProperties.bind("ws.send.time-limit=3s").send().timeLimit())
				.isEqualTo(Duration.ofSeconds(3));
			assertThat(TestProperties.bind("ws.send.time-limit=300").send().timeLimit())
				.isEqualTo(Duration.ofMillis(300));
		}

		@ParameterizedTest
		@CsvSource({ "close,CLOSE", "drop-oldest,DROP_OLDEST", "drop-newest,DROP_NEWEST", "dropOldest,DROP_OLDEST",
				"DROP_NEWEST,DROP_NEWEST" })
		void overflow(String value, Overflow overflow) {
			assertThat(TestProperties.bind("ws.send.overflow=" + value).send().overflow()).isEqualTo(overflow);
		}

		@Test
		void unknownOverflow() {
			assertThatExceptionOfType(BindException.class)
				.isThrownBy(() -> TestProperties.bind("ws.send.overflow=wait"))
				.withMessageContaining("ws.send.overflow");
		}

	}

	@Nested
	class Compression {

		@Test
		void enabled() {
			assertThat(TestProperties.bind().compression().enabled()).isFalse();
			assertThat(TestProperties.bind("ws.compression.enabled=true").compression().enabled()).isTrue();
		}

	}

	@Nested
	class Limits {

		@Test
		void defaults() {
			WsProperties.AllLimits limits = TestProperties.bind().limits();
			assertThat(limits.sessions()).isNull();
			assertThat(limits.sessionsPerUser()).isNull();
			assertThat(limits.sessionsPerAddress()).isNull();
			assertThat(limits.messagesPerSecond()).isNull();
		}

		@Test
		void bound() {
			WsProperties.AllLimits limits = TestProperties
				.bind("ws.limits.sessions=1", "ws.limits.sessions-per-user=2", "ws.limits.sessions-per-address=3",
						"ws.limits.messages-per-second=4")
				.limits();
			assertThat(limits.sessions()).isEqualTo(1);
			assertThat(limits.sessionsPerUser()).isEqualTo(2);
			assertThat(limits.sessionsPerAddress()).isEqualTo(3);
			assertThat(limits.messagesPerSecond()).isEqualTo(4);
		}

	}

	@Nested
	class Shutdown {

		@Test
		void timeout() {
			assertThat(TestProperties.bind().shutdown().timeout()).isEqualTo(Duration.ofSeconds(5));
			assertThat(TestProperties.bind("ws.shutdown.timeout=2s").shutdown().timeout())
				.isEqualTo(Duration.ofSeconds(2));
			assertThat(TestProperties.bind("ws.shutdown.timeout=20").shutdown().timeout())
				.isEqualTo(Duration.ofMillis(20));
		}

	}

	@Nested
	class Endpoints {

		@Test
		void nothingIsSetByDefault() {
			assertThat(TestProperties.bind().endpoints()).isEmpty();
			EndpointProperties endpoint = TestProperties.bind("ws.endpoints.chat.require-origin=true")
				.endpoints()
				.get("chat");
			assertThat(endpoint).hasAllNullFieldsOrPropertiesExcept("requireOrigin", "heartbeat", "buffer", "send",
					"limits");
			assertThat(endpoint.heartbeat()).hasAllNullFieldsOrProperties();
			assertThat(endpoint.buffer()).hasAllNullFieldsOrProperties();
			assertThat(endpoint.send()).hasAllNullFieldsOrProperties();
			assertThat(endpoint.limits()).hasAllNullFieldsOrProperties();
		}

		@Test
		void boundByName() {
			Map<String, EndpointProperties> endpoints = TestProperties
				.bind("ws.endpoints.chatRoom.allowed-origins=*",
						"ws.endpoints.chatRoom.allowed-origin-patterns=https://*.com",
						"ws.endpoints.chatRoom.require-origin=true", "ws.endpoints.chatRoom.heartbeat.interval=1s",
						"ws.endpoints.chatRoom.heartbeat.timeout=2s", "ws.endpoints.chatRoom.buffer.text=1KB",
						"ws.endpoints.chatRoom.buffer.binary=2KB", "ws.endpoints.chatRoom.buffer.send=3KB",
						"ws.endpoints.chatRoom.send.time-limit=4s", "ws.endpoints.chatRoom.send.overflow=drop-newest",
						"ws.endpoints.chatRoom.limits.sessions=5", "ws.endpoints.other.limits.sessions=6")
				.endpoints();
			assertThat(endpoints).containsOnlyKeys("chatRoom", "other");
			EndpointProperties endpoint = endpoints.get("chatRoom");
			assertThat(endpoint.allowedOrigins()).containsExactly("*");
			assertThat(endpoint.allowedOriginPatterns()).containsExactly("https://*.com");
			assertThat(endpoint.requireOrigin()).isTrue();
			assertThat(endpoint.heartbeat().interval()).isEqualTo(Duration.ofSeconds(1));
			assertThat(endpoint.heartbeat().timeout()).isEqualTo(Duration.ofSeconds(2));
			assertThat(endpoint.buffer().text()).isEqualTo(DataSize.ofKilobytes(1));
			assertThat(endpoint.buffer().binary()).isEqualTo(DataSize.ofKilobytes(2));
			assertThat(endpoint.buffer().send()).isEqualTo(DataSize.ofKilobytes(3));
			assertThat(endpoint.send().timeLimit()).isEqualTo(Duration.ofSeconds(4));
			assertThat(endpoint.send().overflow()).isEqualTo(Overflow.DROP_NEWEST);
			assertThat(endpoint.limits().sessions()).isEqualTo(5);
		}

	}

}
