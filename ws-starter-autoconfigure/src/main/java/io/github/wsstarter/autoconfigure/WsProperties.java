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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.message.Overflow;

/**
 * Configuration properties of ws-starter.
 *
 * @param allowedHosts Hosts that clients may address, such as 'app.example.com' or
 * '*.example.com', without port. Protects against DNS rebinding. When empty, all hosts
 * are allowed.
 * @param allowedOrigins Origins whose pages may connect in addition to the application's
 * own origin, such as 'https://app.example.com'. Use '*' to allow all origins and 'null'
 * to allow pages without an origin.
 * @param allowedOriginPatterns Patterns for origins whose pages may connect, such as
 * 'https://*.example.com' or 'https://*.example.com:[8080,8081]'.
 * @param requireOrigin Whether to refuse handshakes without an 'Origin' header. Browsers
 * always send the header, other clients usually do not.
 * @param engine WebSocket engine to use. The direct engine is faster and uses less
 * memory, but requires an embedded Tomcat whose connectors use NIO.
 * @param heartbeat Heartbeat settings.
 * @param buffer Buffer settings.
 * @param send Settings for outgoing messages.
 * @param compression Compression settings.
 * @param limits Limits on sessions and messages.
 * @param sse Settings for server-sent events.
 * @param shutdown Shutdown settings.
 * @param topics Settings of topics.
 * @param broker Broker settings.
 * @param endpoints Settings of individual endpoints, by endpoint name. A setting that is
 * missing here is taken from the settings of all endpoints.
 * @author The ws-starter authors
 * @since 0.1.0
 */
@ConfigurationProperties("ws")
public record WsProperties(@DefaultValue List<String> allowedHosts, @DefaultValue List<String> allowedOrigins,
		@DefaultValue List<String> allowedOriginPatterns, boolean requireOrigin, @DefaultValue("auto") Engine engine,
		@DefaultValue Heartbeat heartbeat, @DefaultValue Buffer buffer, @DefaultValue Send send,
		@DefaultValue Compression compression, @DefaultValue AllLimits limits, @DefaultValue Sse sse,
		@DefaultValue Shutdown shutdown, @NestedConfigurationProperty @DefaultValue TopicProperties topics,
		@DefaultValue Broker broker, @DefaultValue Map<String, EndpointProperties> endpoints) {

	/**
	 * Heartbeat settings.
	 *
	 * @param interval Time without a sign of life after which a client is pinged. Zero
	 * disables the heartbeat.
	 * @param timeout Time to wait for a sign of life from a client that was pinged. The
	 * session is closed when the time is over.
	 */
	public record Heartbeat(@DefaultValue("25s") Duration interval, @DefaultValue("10s") Duration timeout) {

	}

	/**
	 * Buffer settings.
	 *
	 * @param text Maximum size of an incoming text message, encoded in UTF-8. A session
	 * that receives a larger message is closed with 1009.
	 * @param binary Maximum size of an incoming binary message. A session that receives a
	 * larger message is closed with 1009.
	 * @param send Maximum number of bytes queued for a session.
	 * @param io Size of the read buffer and of the write buffer that the web server
	 * reserves for each connection, including HTTP connections. Only supported with
	 * Tomcat. When not set, the web server decides.
	 */
	public record Buffer(@DefaultValue("64KB") DataSize text, @DefaultValue("64KB") DataSize binary,
			@DefaultValue("512KB") DataSize send, @Nullable DataSize io) {

	}

	/**
	 * Settings for outgoing messages.
	 *
	 * @param timeLimit Maximum time that a client may take to read what is written to it,
	 * or 64 KB of it. The session of a slower client is closed with 1013.
	 * @param overflow Action to take when a message does not fit into the queue of a
	 * session.
	 */
	public record Send(@DefaultValue("10s") Duration timeLimit, @DefaultValue("close") Overflow overflow) {

	}

	/**
	 * Compression settings.
	 *
	 * @param enabled Whether to compress messages for clients that support
	 * permessage-deflate. Costs CPU time and, with the container engine, memory for each
	 * connection.
	 * @param minSize Minimum size of a message to be compressed. Ignored by the container
	 * engine.
	 * @param context Number of bytes of earlier messages that each session remembers to
	 * compress the next message better. Zero compresses each message by itself, so that a
	 * published message is compressed once for all sessions. Ignored by the container
	 * engine.
	 */
	public record Compression(boolean enabled, @DefaultValue("256B") DataSize minSize,
			@DefaultValue("0B") DataSize context) {

	}

	/**
	 * WebSocket engines.
	 */
	public enum Engine {

		/**
		 * The direct engine if the web server supports it, the container engine
		 * otherwise.
		 */
		AUTO,

		/**
		 * The Jakarta WebSocket API of the servlet container.
		 */
		CONTAINER,

		/**
		 * An engine on the sockets of an embedded Tomcat whose connectors use NIO.
		 */
		DIRECT

	}

	/**
	 * Limits on sessions and messages, including those that cannot be set for a single
	 * endpoint.
	 *
	 * @param sessions Maximum number of open sessions. Further handshakes are refused
	 * with 503.
	 * @param sessionsPerUser Maximum number of open sessions for each authenticated user.
	 * Further handshakes are refused with 429.
	 * @param sessionsPerAddress Maximum number of open sessions for each client address.
	 * Further handshakes are refused with 429.
	 * @param ipv6PrefixLength Number of leading bits of an IPv6 address that identify a
	 * client, whose network usually has 64 bits.
	 * @param messagesPerSecond Maximum number of messages that a session may receive each
	 * second. A session that receives more messages is closed with 1008.
	 * @param subscriptions Maximum number of topics that a client may subscribe a session
	 * to.
	 * @param memory Maximum amount of memory that all sessions may hold together. Further
	 * handshakes are refused with 503. When open sessions hold a quarter more, those for
	 * which the most waits are closed with 1013. The history of topics may hold a quarter
	 * of it in addition. When not set, half of the heap beyond 32 MB.
	 */
	public record AllLimits(@Nullable Integer sessions, @Nullable Integer sessionsPerUser,
			@Nullable Integer sessionsPerAddress, @DefaultValue("64") int ipv6PrefixLength,
			@Nullable Integer messagesPerSecond, @DefaultValue("100") int subscriptions, @Nullable DataSize memory) {

	}

	/**
	 * Broker settings.
	 *
	 * @param type Message broker that delivers published messages to the instances of the
	 * application.
	 */
	public record Broker(@DefaultValue("local") Type type) {

		/**
		 * Message brokers.
		 */
		public enum Type {

			/**
			 * A broker in memory, for a single instance.
			 */
			LOCAL

		}

	}

	/**
	 * Settings for server-sent events.
	 *
	 * @param keepAlive Time without an event after which a comment is sent on a stream.
	 * Comments keep proxies from closing the stream and detect clients that are gone.
	 * @param reconnect Minimum time that clients wait before they reconnect. Each client
	 * is told a random time between this time and twice this time.
	 */
	public record Sse(@DefaultValue("15s") Duration keepAlive, @DefaultValue("2s") Duration reconnect) {

	}

	/**
	 * Shutdown settings.
	 *
	 * @param timeout Maximum time to wait for sessions to end when the application stops.
	 * The remaining connections are aborted.
	 * @param reconnectWindow Time over which clients spread their reconnects after the
	 * application stops. Applies to clients that use the 'ws-starter.v1' subprotocol.
	 */
	public record Shutdown(@DefaultValue("5s") Duration timeout, @DefaultValue("5s") Duration reconnectWindow) {

	}

}
