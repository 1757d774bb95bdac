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

package io.github.wsstarter.sse;

import org.springframework.util.Assert;

import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

/**
 * A stream of events that is about to be opened by a {@link StreamCarrier}. Used by one
 * thread, except for {@link #abandon()}, which any thread may call.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class StreamOpening {

	private final SseEngine engine;

	private final SessionRoute route;

	private final Handshake handshake;

	private final Runnable onEnd;

	private final EventEncoder encoder;

	private final String token;

	private byte[] firstEvent = new byte[0];

	StreamOpening(SseEngine engine, SessionRoute route, Handshake handshake, Runnable onEnd) {
		this.engine = engine;
		this.route = route;
		this.handshake = handshake;
		this.onEnd = onEnd;
		this.encoder = new EventEncoder(new EventIds(handshake.positions()), handshake.subprotocol() == null);
		this.token = engine.connections().newToken();
	}

	/**
	 * Return the encoder of the stream.
	 * @return the encoder
	 */
	public EventEncoder encoder() {
		return this.encoder;
	}

	/**
	 * Create the session, which is opened by {@link SseConnection#open()}.
	 * @param transport writes to the stream
	 * @return the connection
	 */
	public SseConnection open(Transport transport) {
		SseConnection connection = new SseConnection(transport);
		this.engine.connections().add(this.token, connection);
		TransportSession session = this.engine.sessions().create(this.route, this.handshake, transport, () -> {
			abandon();
			connection.release();
		});
		connection.start(session);
		this.firstEvent = this.encoder.opening(this.engine.reconnectMillis(), session.getId(), this.token,
				this.handshake.subprotocol());
		return connection;
	}

	/**
	 * Return the event with which the stream starts.
	 * @return the encoded event
	 */
	public byte[] firstEvent() {
		Assert.state(this.firstEvent.length > 0, "There is no session yet");
		return this.firstEvent;
	}

	/**
	 * Forget the stream, because it could not be opened or has ended. Further calls have
	 * no effect.
	 */
	public void abandon() {
		this.engine.connections().remove(this.token);
		this.onEnd.run();
	}

}
