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
	 * Origins whose pages may connect besides the application's own, such as
	 * 'https://app.example.com'. '*' allows all, 'null' those without an origin of their
	 * own.
	 */
	private List<String> allowedOrigins = new ArrayList<>();

	/**
	 * Patterns of origins whose pages may connect, such as 'https://*.example.com' or
	 * 'https://*.example.com:[8080,8081]'.
	 */
	private List<String> allowedOriginPatterns = new ArrayList<>();

	/**
	 * Whether clients that send no origin, as only browsers do, are refused.
	 */
	private boolean requireOrigin;

	/**
	 * What speaks WebSocket: the servlet container's own API, or the starter itself on
	 * the sockets of an embedded Tomcat, which is faster and holds less memory. By
	 * default the latter where it can run.
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
	 * Settings of single endpoints, by endpoint name. What is not set is taken from the
	 * settings for all endpoints.
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
	 * Settings of the heartbeat.
	 */
	public static class Heartbeat {

		/**
		 * Time after which a quiet client is pinged. Zero disables the heartbeat.
		 */
		private Duration interval = Duration.ofSeconds(25);

		/**
		 * Time after which a client that was pinged and shows no sign of life is closed.
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
	 * Settings of buffers.
	 */
	public static class Buffer {

		/**
		 * Largest incoming text message, in UTF-8. A session with a larger one is closed
		 * with 1009.
		 */
		private DataSize text = DataSize.ofKilobytes(64);

		/**
		 * Largest incoming binary message. A session with a larger one is closed with
		 * 1009.
		 */
		private DataSize binary = DataSize.ofKilobytes(64);

		/**
		 * Most bytes that are queued for one session.
		 */
		private DataSize send = DataSize.ofKilobytes(512);

		/**
		 * Size of each of the buffers that the web server keeps for one connection, where
		 * it has such a setting. Applies to HTTP as well. By default the server decides.
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
	 * Settings of sending.
	 */
	public static class Send {

		/**
		 * Time within which a client has to take what is written to it. A slower one is
		 * closed with 1013.
		 */
		private Duration timeLimit = Duration.ofSeconds(10);

		/**
		 * What happens when a message does not fit into a session's queue.
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
	 * Settings of compression.
	 */
	public static class Compression {

		/**
		 * Whether to compress messages for clients that ask for it (permessage-deflate).
		 * Costs CPU time, and memory for each connection.
		 */
		private boolean enabled;

		/**
		 * Smallest message to compress. With the container engine, the servlet container
		 * decides.
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
	 * What speaks WebSocket.
	 */
	public enum Engine {

		/**
		 * The direct engine where it can run, otherwise the container's.
		 */
		AUTO,

		/**
		 * The servlet container's Jakarta WebSocket API.
		 */
		CONTAINER,

		/**
		 * The starter itself, on the sockets of an embedded Tomcat whose connectors use
		 * NIO.
		 */
		DIRECT

	}

	/**
	 * Limits of sessions and messages.
	 */
	public static class Limits {

		/**
		 * Most sessions that are open at a time. More are refused with 503.
		 */
		private @Nullable Integer sessions;

		/**
		 * Most sessions of one user that are open at a time. More are refused with 429.
		 */
		private @Nullable Integer sessionsPerUser;

		/**
		 * Most sessions from one address that are open at a time. More are refused with
		 * 429.
		 */
		private @Nullable Integer sessionsPerAddress;

		/**
		 * Most messages that a client may send in a second. A session with more is closed
		 * with 1008.
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
	 * Limits of sessions and messages, and those that apply to all endpoints alike.
	 */
	public static class AllLimits extends Limits {

		/**
		 * Most topics that a client may be subscribed to at a time.
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
	 * Settings of what carries published messages.
	 */
	public static class Broker {

		/**
		 * What carries published messages between the instances of an application.
		 */
		private Type type = Type.LOCAL;

		public Type getType() {
			return this.type;
		}

		public void setType(Type type) {
			this.type = type;
		}

		/**
		 * What carries published messages.
		 */
		public enum Type {

			/**
			 * Nothing: there is one instance only.
			 */
			LOCAL

		}

	}

	/**
	 * Settings of server-sent events.
	 */
	public static class Sse {

		/**
		 * Time after which a quiet stream gets a comment. It keeps proxies from closing
		 * the stream and finds out whether its client is still there.
		 */
		private Duration keepAlive = Duration.ofSeconds(15);

		/**
		 * Time that clients wait at least before they come back; each is told a random
		 * time from this to twice this.
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
	 * Settings of what happens when the application stops.
	 */
	public static class Shutdown {

		/**
		 * Time within which sessions have to end when the application stops. What is left
		 * is cut off.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		/**
		 * Time within which clients come back, each at a random moment, after a server
		 * that stops told them to. Clients of the subprotocol 'ws-starter.v1' do.
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
