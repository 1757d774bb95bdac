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

package io.github.wsstarter.wire.protocol;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream line by line, and sends the upstream requests that belong to it.
 *
 * @author The ws-starter authors
 */
final class EventStreamLines implements Flow.Subscriber<String>, AutoCloseable {

	private static final String END = "The stream ended";

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI base;

	private volatile Flow.@Nullable Subscription subscription;

	EventStreamLines(int port, String path) {
		this.base = URI.create("http://127.0.0.1:" + port);
		HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
			.header("Accept", "text/event-stream")
			.build();
		this.client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(this));
	}

	/**
	 * Return the next line that is not a comment.
	 * @return the line, or {@code null} if none arrives in time
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable String read() throws InterruptedException {
		String line = this.lines.poll(15, TimeUnit.SECONDS);
		while (line != null && line.startsWith(":")) {
			line = this.lines.poll(15, TimeUnit.SECONDS);
		}
		return line;
	}

	int post(String path, String token, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
			.header("Ws-Session-Token", token)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	int delete(String path, String token) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
			.header("Ws-Session-Token", token)
			.DELETE()
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		this.subscription = subscription;
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(String line) {
		this.lines.add(line);
	}

	@Override
	public void onError(Throwable failure) {
		this.lines.add(END + ": " + failure);
	}

	@Override
	public void onComplete() {
		this.lines.add(END);
	}

	@Override
	public void close() {
		Flow.Subscription subscription = this.subscription;
		if (subscription != null) {
			subscription.cancel();
		}
	}

}
