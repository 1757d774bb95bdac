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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * {@link EchoClient} of Reactor Netty, which Spring's {@code WebClient} uses by default.
 *
 * @author The ws-starter authors
 */
final class ReactorNettyEchoClient implements EchoClient {

	private static final int MAX_MESSAGE = 1 << 20;

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final Sinks.Many<TextWebSocketFrame> sent = Sinks.many().unicast().onBackpressureBuffer();

	private final CompletableFuture<HttpHeaders> response = new CompletableFuture<>();

	private final Disposable connection;

	ReactorNettyEchoClient(URI uri) throws Exception {
		WebsocketClientSpec options = WebsocketClientSpec.builder()
			.compress(true)
			.maxFramePayloadLength(MAX_MESSAGE)
			.build();
		this.connection = HttpClient.create()
			.websocket(options)
			.uri(uri)
			.handle(this::exchange)
			.subscribe((nothing) -> {
			}, this.response::completeExceptionally);
		this.response.get(10, TimeUnit.SECONDS);
	}

	private Publisher<Void> exchange(WebsocketInbound in, WebsocketOutbound out) {
		this.response.complete(in.headers());
		Mono<Void> input = in.aggregateFrames(MAX_MESSAGE).receive().asString().doOnNext(this.received::add).then();
		return out.sendObject(this.sent.asFlux(), (frame) -> true).then().and(input);
	}

	@Override
	public @Nullable String extensions() {
		return this.response.join().get("Sec-WebSocket-Extensions");
	}

	@Override
	public String ask(String text) throws Exception {
		this.sent.tryEmitNext(new TextWebSocketFrame(text)).orThrow();
		String reply = this.received.poll(10, TimeUnit.SECONDS);
		return (reply != null) ? reply : "nothing";
	}

	@Override
	public void close() {
		this.connection.dispose();
	}

}
