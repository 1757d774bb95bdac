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
			assertThat(properties.getAllowedOrigins()).isEmpty();
			assertThat(properties.getAllowedOriginPatterns()).isEmpty();
			assertThat(properties.isRequireOrigin()).isFalse();
		}

		@Test
		void bound() {
			WsProperties properties = TestProperties.bind(
					"ws.allowed-origins=https://a.example.com,https://b.example.com",
					"ws.allowed-origin-patterns[0]=https://*.example.com:[80,81]", "ws.require-origin=true");
			assertThat(properties.getAllowedOrigins()).containsExactly("https://a.example.com",
					"https://b.example.com");
			assertThat(properties.getAllowedOriginPatterns()).containsExactly("https://*.example.com:[80,81]");
			assertThat(properties.isRequireOrigin()).isTrue();
		}

	}

	@Nested
	class Heartbeat {

		@Test
		void defaults() {
			assertThat(TestProperties.bind().getHeartbeat().getInterval()).isEqualTo(Duration.ofSeconds(25));
			assertThat(TestProperties.bind().getHeartbeat().getTimeout()).isEqualTo(Duration.ofSeconds(10));
		}

		@Test
		void boundWithUnits() {
			WsProperties properties = TestProperties.bind("ws.heartbeat.interval=1m", "ws.heartbeat.timeout=5s");
			assertThat(properties.getHeartbeat().getInterval()).isEqualTo(Duration.ofMinutes(1));
			assertThat(properties.getHeartbeat().getTimeout()).isEqualTo(Duration.ofSeconds(5));
		}

		@Test
		void boundWithoutUnits() {
			WsProperties properties = TestProperties.bind("ws.heartbeat.interval=1500", "ws.heartbeat.timeout=500");
			assertThat(properties.getHeartbeat().getInterval()).isEqualTo(Duration.ofMillis(1500));
			assertThat(properties.getHeartbeat().getTimeout()).isEqualTo(Duration.ofMillis(500));
		}

	}

	@Nested
	class Sse {

		@Test
		void defaults() {
			assertThat(TestProperties.bind().getSse().getKeepAlive()).isEqualTo(Duration.ofSeconds(15));
			assertThat(TestProperties.bind().getSse().getReconnect()).isEqualTo(Duration.ofSeconds(2));
		}

		@Test
		void boundWithUnits() {
			WsProperties properties = TestProperties.bind("ws.sse.keep-alive=1m", "ws.sse.reconnect=5s");
			assertThat(properties.getSse().getKeepAlive()).isEqualTo(Duration.ofMinutes(1));
			assertThat(properties.getSse().getReconnect()).isEqualTo(Duration.ofSeconds(5));
		}

	}

	@Nested
	class Buffer {

		@Test
		void defaults() {
			WsProperties.Buffer buffer = TestProperties.bind().getBuffer();
			assertThat(buffer.getText()).isEqualTo(DataSize.ofKilobytes(64));
			assertThat(buffer.getBinary()).isEqualTo(DataSize.ofKilobytes(64));
			assertThat(buffer.getSend()).isEqualTo(DataSize.ofKilobytes(512));
			assertThat(buffer.getIo()).isNull();
		}

		@Test
		void boundWithUnits() {
			WsProperties.Buffer buffer = TestProperties
				.bind("ws.buffer.text=1KB", "ws.buffer.binary=2MB", "ws.buffer.send=3KB", "ws.buffer.io=4KB")
				.getBuffer();
			assertThat(buffer.getText()).isEqualTo(DataSize.ofKilobytes(1));
			assertThat(buffer.getBinary()).isEqualTo(DataSize.ofMegabytes(2));
			assertThat(buffer.getSend()).isEqualTo(DataSize.ofKilobytes(3));
			assertThat(buffer.getIo()).isEqualTo(DataSize.ofKilobytes(4));
		}

		@Test
		void boundWithoutUnits() {
			WsProperties.Buffer buffer = TestProperties
				.bind("ws.buffer.text=1", "ws.buffer.binary=2", "ws.buffer.send=3", "ws.buffer.io=4")
				.getBuffer();
			assertThat(buffer.getText()).isEqualTo(DataSize.ofBytes(1));
			assertThat(buffer.getBinary()).isEqualTo(DataSize.ofBytes(2));
			assertThat(buffer.getSend()).isEqualTo(DataSize.ofBytes(3));
			assertThat(buffer.getIo()).isEqualTo(DataSize.ofBytes(4));
		}

	}

	@Nested
	class Send {

		@Test
		void defaults() {
			assertThat(TestProperties.bind().getSend().getTimeLimit()).isEqualTo(Duration.ofSeconds(10));
			assertThat(TestProperties.bind().getSend().getOverflow()).isEqualTo(Overflow.CLOSE);
		}

		@Test
		void timeLimit() {
			assertThat(TestProperties.bind("ws.send.time-limit=3s").getSend().getTimeLimit())
				.isEqualTo(Duration.ofSeconds(3));
			assertThat(TestProperties.bind("ws.send.time-limit=300").getSend().getTimeLimit())
				.isEqualTo(Duration.ofMillis(300));
		}

		@ParameterizedTest
		@CsvSource({ "close,CLOSE", "drop-oldest,DROP_OLDEST", "drop-newest,DROP_NEWEST", "dropOldest,DROP_OLDEST",
				"DROP_NEWEST,DROP_NEWEST" })
		void overflow(String value, Overflow overflow) {
			assertThat(TestProperties.bind("ws.send.overflow=" + value).getSend().getOverflow()).isEqualTo(overflow);
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
			assertThat(TestProperties.bind().getCompression().isEnabled()).isFalse();
			assertThat(TestProperties.bind("ws.compression.enabled=true").getCompression().isEnabled()).isTrue();
		}

	}

	@Nested
	class Limits {

		@Test
		void defaults() {
			WsProperties.Limits limits = TestProperties.bind().getLimits();
			assertThat(limits.getSessions()).isNull();
			assertThat(limits.getSessionsPerUser()).isNull();
			assertThat(limits.getSessionsPerAddress()).isNull();
			assertThat(limits.getMessagesPerSecond()).isNull();
		}

		@Test
		void bound() {
			WsProperties.Limits limits = TestProperties
				.bind("ws.limits.sessions=1", "ws.limits.sessions-per-user=2", "ws.limits.sessions-per-address=3",
						"ws.limits.messages-per-second=4")
				.getLimits();
			assertThat(limits.getSessions()).isEqualTo(1);
			assertThat(limits.getSessionsPerUser()).isEqualTo(2);
			assertThat(limits.getSessionsPerAddress()).isEqualTo(3);
			assertThat(limits.getMessagesPerSecond()).isEqualTo(4);
		}

	}

	@Nested
	class Shutdown {

		@Test
		void timeout() {
			assertThat(TestProperties.bind().getShutdown().getTimeout()).isEqualTo(Duration.ofSeconds(5));
			assertThat(TestProperties.bind("ws.shutdown.timeout=2s").getShutdown().getTimeout())
				.isEqualTo(Duration.ofSeconds(2));
			assertThat(TestProperties.bind("ws.shutdown.timeout=20").getShutdown().getTimeout())
				.isEqualTo(Duration.ofMillis(20));
		}

	}

	@Nested
	class Endpoints {

		@Test
		void nothingIsSetByDefault() {
			EndpointProperties endpoint = new EndpointProperties();
			assertThat(TestProperties.bind().getEndpoints()).isEmpty();
			assertThat(endpoint).hasAllNullFieldsOrPropertiesExcept("heartbeat", "buffer", "send", "limits");
			assertThat(endpoint.getHeartbeat()).hasAllNullFieldsOrProperties();
			assertThat(endpoint.getBuffer()).hasAllNullFieldsOrProperties();
			assertThat(endpoint.getSend()).hasAllNullFieldsOrProperties();
			assertThat(endpoint.getLimits()).hasAllNullFieldsOrProperties();
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
				.getEndpoints();
			assertThat(endpoints).containsOnlyKeys("chatRoom", "other");
			EndpointProperties endpoint = endpoints.get("chatRoom");
			assertThat(endpoint.getAllowedOrigins()).containsExactly("*");
			assertThat(endpoint.getAllowedOriginPatterns()).containsExactly("https://*.com");
			assertThat(endpoint.getRequireOrigin()).isTrue();
			assertThat(endpoint.getHeartbeat().getInterval()).isEqualTo(Duration.ofSeconds(1));
			assertThat(endpoint.getHeartbeat().getTimeout()).isEqualTo(Duration.ofSeconds(2));
			assertThat(endpoint.getBuffer().getText()).isEqualTo(DataSize.ofKilobytes(1));
			assertThat(endpoint.getBuffer().getBinary()).isEqualTo(DataSize.ofKilobytes(2));
			assertThat(endpoint.getBuffer().getSend()).isEqualTo(DataSize.ofKilobytes(3));
			assertThat(endpoint.getSend().getTimeLimit()).isEqualTo(Duration.ofSeconds(4));
			assertThat(endpoint.getSend().getOverflow()).isEqualTo(Overflow.DROP_NEWEST);
			assertThat(endpoint.getLimits().getSessions()).isEqualTo(5);
		}

	}

}
