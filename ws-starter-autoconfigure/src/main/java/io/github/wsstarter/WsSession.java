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

package io.github.wsstarter;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;

/**
 * The connection of one client to an endpoint, over any transport.
 * <p>
 * All methods are thread-safe. No method waits for the client.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface WsSession {

	/**
	 * Return the id of this session, which is unique and cannot be guessed.
	 * @return the id
	 */
	String getId();

	/**
	 * Return the name of the endpoint this session is connected to.
	 * @return the name of the endpoint
	 * @see WsEndpoint#name()
	 */
	String getEndpointName();

	/**
	 * Return the URI of the handshake request, including its query.
	 * @return the URI
	 */
	URI getUri();

	/**
	 * Return the name of the transport that carries this session: {@code websocket} or
	 * {@code sse}.
	 * @return the name of the transport
	 */
	String getTransport();

	/**
	 * Return the subprotocol that was negotiated.
	 * @return the subprotocol or {@code null}
	 */
	@Nullable String getSubprotocol();

	/**
	 * Return the user who was authenticated at the handshake.
	 * @return the user or {@code null}
	 */
	@Nullable Principal getPrincipal();

	/**
	 * Return the address of the client, as the servlet container reports it.
	 * @return the address or {@code null} if it is not known
	 */
	@Nullable InetSocketAddress getRemoteAddress();

	/**
	 * Return the headers of the handshake request.
	 * @return the read-only headers
	 */
	HttpHeaders getHeaders();

	/**
	 * Return the values of the variables in the endpoint's path pattern.
	 * @return the read-only path variables
	 */
	Map<String, String> getPathVariables();

	/**
	 * Return the attributes of this session: those that handshake checks have set and
	 * those that the application adds.
	 * @return a mutable, thread-safe map that does not permit {@code null}
	 */
	Map<String, Object> getAttributes();

	/**
	 * Return how long the client last took to answer a heartbeat.
	 * @return the round-trip time or {@code null} if none was measured yet
	 */
	@Nullable Duration getRoundTripTime();

	/**
	 * Return whether messages can be sent.
	 * @return {@code false} once the session is closing or closed
	 */
	boolean isOpen();

	/**
	 * Queue a message for the client and return at once. Messages leave in the order of
	 * the calls.
	 * @param payload a {@code CharSequence} for a text message, a {@code byte[]} or
	 * {@link java.nio.ByteBuffer} for a binary one, anything else for a text message in
	 * JSON. Bytes are not copied and must not be changed afterwards
	 * @return a stage that completes when the bytes were handed to the socket, or fails
	 * with the reason: {@link SessionClosedException} if the session is closed,
	 * {@link MessageDroppedException} if the overflow policy drops the message. What is
	 * attached to the stage runs on a handler thread and may block, but a blocked handler
	 * thread cannot serve other sessions. If the stage is complete already, it runs at
	 * once, on the thread that attaches it: do not send an endless series of messages
	 * from there. Stages of one session may complete at the same time. Use
	 * {@link CompletionStage#toCompletableFuture() toCompletableFuture()} where a future
	 * is needed, not a cast
	 * @throws IllegalArgumentException if the payload cannot be encoded, or is by itself
	 * larger than {@code ws.buffer.send}
	 */
	CompletionStage<Void> send(Object payload);

	/**
	 * Subscribe this session to a topic. Messages that are published from now on are sent
	 * to the session. Does nothing if this session is already subscribed or closed. The
	 * subscription ends with the session.
	 * @param topic the topic
	 * @throws IllegalArgumentException if the topic's name is invalid
	 * @see Topics
	 */
	void subscribe(String topic);

	/**
	 * End a subscription. Does nothing if this session is not subscribed.
	 * @param topic the topic
	 */
	void unsubscribe(String topic);

	/**
	 * Close this session with status 1000, after the messages queued so far.
	 */
	default void close() {
		close(CloseStatus.NORMAL);
	}

	/**
	 * Close this session, after the messages queued so far. Does nothing if this session
	 * is already closing or closed.
	 * @param status the close code, and a reason of at most 123 bytes in UTF-8
	 * @throws IllegalArgumentException if the code must not be sent, or the reason is too
	 * long or has an unpaired surrogate
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, section
	 * 7.4</a>
	 */
	void close(CloseStatus status);

}
