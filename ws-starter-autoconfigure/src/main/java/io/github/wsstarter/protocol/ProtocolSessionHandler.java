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

package io.github.wsstarter.protocol;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.TransportSession;

/**
 * Handles the JSON frames of one client, and passes messages and requests on to the
 * endpoint. Frames are handled one after another, like the calls of every handler.
 *
 * @author The ws-starter authors
 */
final class ProtocolSessionHandler implements SessionHandler {

	private final TransportSession session;

	private final SessionHandler endpoint;

	private final ClientTopics topics;

	private final FrameCodec frames;

	/**
	 * The replies to the current frame, if it is a request.
	 */
	private @Nullable RequestReplies current;

	ProtocolSessionHandler(TransportSession session, SessionHandler endpoint, ClientTopics topics, FrameCodec frames) {
		this.session = session;
		this.endpoint = endpoint;
		this.topics = topics;
		this.frames = frames;
	}

	@Override
	public @Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) throws Exception {
		return this.endpoint.opened(session, replies);
	}

	@Override
	public @Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies)
			throws Exception {
		this.current = null;
		if (!(message instanceof InboundMessage.Text text)) {
			return this.endpoint.message(session, message, replies);
		}
		ClientFrame frame;
		try {
			frame = this.frames.decode(text.payload());
		}
		catch (InvalidFrameException ex) {
			replies.reply(this.frames.encode(ex.error()));
			return null;
		}
		return handle(session, frame, replies);
	}

	private @Nullable CompletionStage<?> handle(EndpointSession session, ClientFrame frame, Replies replies)
			throws Exception {
		if (frame instanceof ClientFrame.Message message) {
			return this.endpoint.message(session, text(message.data()), replies);
		}
		if (frame instanceof ClientFrame.Request request) {
			return request(session, request, replies);
		}
		if (frame instanceof ClientFrame.OnTopic onTopic) {
			return this.topics.handle(this.session, onTopic, this.endpoint, replies);
		}
		replies.reply(this.frames.encode(new ServerFrame.Pong()));
		return null;
	}

	private @Nullable CompletionStage<?> request(EndpointSession session, ClientFrame.Request frame, Replies replies)
			throws Exception {
		RequestReplies request = new RequestReplies(frame.id(), replies, this.frames);
		this.current = request;
		CompletionStage<?> stage = this.endpoint.message(session, text(frame.data()), request);
		if (stage != null) {
			return stage.thenRun(request::complete);
		}
		request.complete();
		return null;
	}

	private static InboundMessage text(Payload data) {
		return new InboundMessage.Text(
				(data instanceof Payload.Json json) ? json.value() : ((Payload.Text) data).value());
	}

	@Override
	public boolean failed(EndpointSession session, Throwable failure, Replies replies) throws Exception {
		RequestReplies request = this.current;
		this.current = null;
		if (request == null) {
			return this.endpoint.failed(session, failure, replies);
		}
		boolean handled = this.endpoint.failed(session, failure, request);
		if (handled) {
			request.fail();
		}
		return handled;
	}

	@Override
	public boolean observesClose(EndpointSession session) {
		return this.endpoint.observesClose(session);
	}

	@Override
	public void closed(EndpointSession session, CloseStatus status) throws Exception {
		this.current = null;
		this.endpoint.closed(session, status);
	}

}
