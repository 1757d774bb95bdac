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

package io.github.wsstarter.wire.websocket;

import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import org.jspecify.annotations.Nullable;

/**
 * {@link EchoClient} with the client of a container.
 *
 * @author The ws-starter authors
 */
final class JakartaEchoClient implements EchoClient {

	private static final int MAX_MESSAGE = 1 << 20;

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final Session session;

	JakartaEchoClient(WebSocketContainer container, URI uri) throws Exception {
		container.setDefaultMaxTextMessageBufferSize(MAX_MESSAGE);
		ClientEndpointConfig config = ClientEndpointConfig.Builder.create().extensions(List.of(new Deflate())).build();
		this.session = container.connectToServer(new Receiver(this.received), config, uri);
	}

	@Override
	public @Nullable String extensions() {
		return this.session.getNegotiatedExtensions()
			.stream()
			.map(Extension::getName)
			.collect(Collectors.joining(", "));
	}

	@Override
	public String ask(String text) throws Exception {
		this.session.getBasicRemote().sendText(text);
		String reply = this.received.poll(10, TimeUnit.SECONDS);
		return (reply != null) ? reply : "nothing";
	}

	@Override
	public void close() throws Exception {
		this.session.close();
	}

	/**
	 * Receives messages, and why the session ends.
	 */
	private static final class Receiver extends Endpoint {

		private final BlockingQueue<String> received;

		Receiver(BlockingQueue<String> received) {
			this.received = received;
		}

		@Override
		public void onOpen(Session session, EndpointConfig config) {
			session.addMessageHandler(String.class, (MessageHandler.Whole<String>) this.received::add);
		}

		@Override
		public void onError(Session session, Throwable failure) {
			this.received.add(failure.toString());
		}

	}

	/**
	 * The offer without any parameter.
	 */
	private static final class Deflate implements Extension {

		@Override
		public String getName() {
			return "permessage-deflate";
		}

		@Override
		public List<Parameter> getParameters() {
			return List.of();
		}

	}

}
