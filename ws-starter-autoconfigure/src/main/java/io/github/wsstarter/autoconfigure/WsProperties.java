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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

import io.github.wsstarter.message.Overflow;

/**
 * Configuration properties of ws-starter.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@ConfigurationProperties("ws")
public class WsProperties {

	/**
	 * Origins whose pages may connect in addition to the application's own origin, such
	 * as 'https://app.example.com'. Use '*' to allow all origins and 'null' to allow
	 * pages without an origin.
	 */
	private List<String> allowedOrigins = new ArrayList<>();

	/**
	 * Patterns for origins whose pages may connect, such as 'https://*.example.com' or
	 * 'https://*.example.com:[8080,8081]'.
	 */
	private List<String> allowedOriginPatterns = new ArrayList<>();

	/**
	 * Whether to refuse handshakes without an 'Origin' header. Browsers always send the
	 * header, other clients usually do not.
	 */
	private boolean requireOrigin;

	/**
	 * WebSocket engine to use. The direct engine is faster and uses less memory, but
	 * requires an embedded Tomcat whose connectors use NIO.
	 */
	private Engine engine = Engine.AUTO;

	private final Heartbeat heartbeat = new Heartbeat();

	private final Buffer buffer = new Buffer();

	private final Send send = new Send();

	private final Compression compression = new Compression();

	private final AllLimits limits = new AllLimits();

	private final Sse sse = new Sse();

	private final Shutdown shutdown = new Shutdown();

	@NestedConfigurationProperty
	private final TopicProperties topics = new TopicProperties();

	private final Broker broker = new Broker();

	/**
	 * Settings of individual endpoints, by endpoint name. A setting that is missing here
	 * is taken from the settings of all endpoints.
	 */
	private final Map<String, EndpointProperties> endpoints = new LinkedHashMap<>();

	public List<String> getAllowedOrigins() {
		return this.allowedOrigins;
	}

	public void setAllowedOrigins(List<String> allowedOrigins) {
		this.allowedOrigins = allowedOrigins;
	}

	public List<String> getAllowedOriginPatterns() {
		return this.allowedOriginPatterns;
	}

	public void setAllowedOriginPatterns(List<String> allowedOriginPatterns) {
		this.allowedOriginPatterns = allowedOriginPatterns;
	}

	public boolean isRequireOrigin() {
		return this.requireOrigin;
	}

	public void setRequireOrigin(boolean requireOrigin) {
		this.requireOrigin = requireOrigin;
	}

	public Engine getEngine() {
		return this.engine;
	}

	public void setEngine(Engine engine) {
		this.engine = engine;
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

	public Compression getCompression() {
		return this.compression;
	}

	public AllLimits getLimits() {
		return this.limits;
	}

	public Sse getSse() {
		return this.sse;
	}

	public Shutdown getShutdown() {
		return this.shutdown;
	}

	public TopicProperties getTopics() {
		return this.topics;
	}

	public Broker getBroker() {
		return this.broker;
	}

	public Map<String, EndpointProperties> getEndpoints() {
		return this.endpoints;
	}

	/**
	 * Heartbeat settings.
	 */
	public static class Heartbeat {

		/**
		 * Time without a sign of life after which a client is pinged. Zero disables the
		 * heartbeat.
		 */
		private Duration interval = Duration.ofSeconds(25);

		/**
		 * Time to wait for a sign of life from a client that was pinged. The session is
		 * closed when the time is over.
		 */
		private Duration timeout = Duration.ofSeconds(10);

		public Duration getInterval() {
			return this.interval;
		}

		public void setInterval(Duration interval) {
			this.interval = interval;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Buffer settings.
	 */
	public static class Buffer {

		/**
		 * Maximum size of an incoming text message, encoded in UTF-8. A session that
		 * receives a larger message is closed with 1009.
		 */
		private DataSize text = DataSize.ofKilobytes(64);

		/**
		 * Maximum size of an incoming binary message. A session that receives a larger
		 * message is closed with 1009.
		 */
		private DataSize binary = DataSize.ofKilobytes(64);

		/**
		 * Maximum number of bytes queued for a session.
		 */
		private DataSize send = DataSize.ofKilobytes(512);

		/**
		 * Size of the read buffer and of the write buffer that the web server reserves
		 * for each connection, including HTTP connections. Only supported with Tomcat.
		 * When not set, the web server decides.
		 */
		private @Nullable DataSize io;

		public DataSize getText() {
			return this.text;
		}

		public void setText(DataSize text) {
			this.text = text;
		}

		public DataSize getBinary() {
			return this.binary;
		}

		public void setBinary(DataSize binary) {
			this.binary = binary;
		}

		public DataSize getSend() {
			return this.send;
		}

		public void setSend(DataSize send) {
			this.send = send;
		}

		public @Nullable DataSize getIo() {
			return this.io;
		}

		public void setIo(@Nullable DataSize io) {
			this.io = io;
		}

	}

	/**
	 * Settings for outgoing messages.
	 */
	public static class Send {

		/**
		 * Maximum time that a client may take to read what is written to it. The session
		 * of a slower client is closed with 1013.
		 */
		private Duration timeLimit = Duration.ofSeconds(10);

		/**
		 * Action to take when a message does not fit into the queue of a session.
		 */
		private Overflow overflow = Overflow.CLOSE;

		public Duration getTimeLimit() {
			return this.timeLimit;
		}

		public void setTimeLimit(Duration timeLimit) {
			this.timeLimit = timeLimit;
		}

		public Overflow getOverflow() {
			return this.overflow;
		}

		public void setOverflow(Overflow overflow) {
			this.overflow = overflow;
		}

	}

	/**
	 * Compression settings.
	 */
	public static class Compression {

		/**
		 * Whether to compress messages for clients that support permessage-deflate. Costs
		 * CPU time and, with the container engine, memory for each connection.
		 */
		private boolean enabled;

		/**
		 * Minimum size of a message to be compressed. Ignored by the container engine.
		 */
		private DataSize minSize = DataSize.ofBytes(256);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public DataSize getMinSize() {
			return this.minSize;
		}

		public void setMinSize(DataSize minSize) {
			this.minSize = minSize;
		}

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
	 * Limits on sessions and messages.
	 */
	public static class Limits {

		/**
		 * Maximum number of open sessions. Further handshakes are refused with 503.
		 */
		private @Nullable Integer sessions;

		/**
		 * Maximum number of open sessions for each authenticated user. Further handshakes
		 * are refused with 429.
		 */
		private @Nullable Integer sessionsPerUser;

		/**
		 * Maximum number of open sessions for each client address. Further handshakes are
		 * refused with 429.
		 */
		private @Nullable Integer sessionsPerAddress;

		/**
		 * Maximum number of messages that a session may receive each second. A session
		 * that receives more messages is closed with 1008.
		 */
		private @Nullable Integer messagesPerSecond;

		public @Nullable Integer getSessions() {
			return this.sessions;
		}

		public void setSessions(@Nullable Integer sessions) {
			this.sessions = sessions;
		}

		public @Nullable Integer getSessionsPerUser() {
			return this.sessionsPerUser;
		}

		public void setSessionsPerUser(@Nullable Integer sessionsPerUser) {
			this.sessionsPerUser = sessionsPerUser;
		}

		public @Nullable Integer getSessionsPerAddress() {
			return this.sessionsPerAddress;
		}

		public void setSessionsPerAddress(@Nullable Integer sessionsPerAddress) {
			this.sessionsPerAddress = sessionsPerAddress;
		}

		public @Nullable Integer getMessagesPerSecond() {
			return this.messagesPerSecond;
		}

		public void setMessagesPerSecond(@Nullable Integer messagesPerSecond) {
			this.messagesPerSecond = messagesPerSecond;
		}

	}

	/**
	 * Limits on sessions and messages, including those that cannot be set for a single
	 * endpoint.
	 */
	public static class AllLimits extends Limits {

		/**
		 * Maximum number of topics that a client may subscribe a session to.
		 */
		private int subscriptions = 100;

		public int getSubscriptions() {
			return this.subscriptions;
		}

		public void setSubscriptions(int subscriptions) {
			this.subscriptions = subscriptions;
		}

	}

	/**
	 * Broker settings.
	 */
	public static class Broker {

		/**
		 * Message broker that delivers published messages to the instances of the
		 * application.
		 */
		private Type type = Type.LOCAL;

		public Type getType() {
			return this.type;
		}

		public void setType(Type type) {
			this.type = type;
		}

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
	 */
	public static class Sse {

		/**
		 * Time without an event after which a comment is sent on a stream. Comments keep
		 * proxies from closing the stream and detect clients that are gone.
		 */
		private Duration keepAlive = Duration.ofSeconds(15);

		/**
		 * Minimum time that clients wait before they reconnect. Each client is told a
		 * random time between this time and twice this time.
		 */
		private Duration reconnect = Duration.ofSeconds(2);

		public Duration getKeepAlive() {
			return this.keepAlive;
		}

		public void setKeepAlive(Duration keepAlive) {
			this.keepAlive = keepAlive;
		}

		public Duration getReconnect() {
			return this.reconnect;
		}

		public void setReconnect(Duration reconnect) {
			this.reconnect = reconnect;
		}

	}

	/**
	 * Shutdown settings.
	 */
	public static class Shutdown {

		/**
		 * Maximum time to wait for sessions to end when the application stops. The
		 * remaining connections are aborted.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		/**
		 * Time over which clients spread their reconnects after the application stops.
		 * Applies to clients that use the 'ws-starter.v1' subprotocol.
		 */
		private Duration reconnectWindow = Duration.ofSeconds(5);

		public Duration getReconnectWindow() {
			return this.reconnectWindow;
		}

		public void setReconnectWindow(Duration reconnectWindow) {
			this.reconnectWindow = reconnectWindow;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
