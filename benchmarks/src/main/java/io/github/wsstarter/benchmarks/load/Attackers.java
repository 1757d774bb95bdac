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

package io.github.wsstarter.benchmarks.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;

/**
 * The connections of an attack. The server may refuse or close any of them.
 *
 * @author The ws-starter authors
 */
final class Attackers {

	/**
	 * The number of connections that are opened at the same time. With more of them, the
	 * system would drop some and try again a second later.
	 */
	private static final int AT_ONCE = 64;

	private static final Duration NEXT_ATTEMPT = Duration.ofMillis(100);

	/**
	 * The time between two connections, because handshakes alone, as many as the
	 * processor can do, are an attack that nobody withstands.
	 */
	private static final Duration PACE = Duration.ofMillis(1);

	private static final Duration LATE = Duration.ofMillis(100);

	private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

	private final Queue<Client> waiting = new ArrayDeque<>();

	private final Load load;

	private Runnable allConnected = () -> {
	};

	/**
	 * When the next connection may be opened.
	 */
	private long due = System.nanoTime();

	private boolean scheduled;

	private int connecting;

	private int connected;

	private int wanted;

	private boolean gone;

	Attackers(Load load) {
		this.load = load;
	}

	/**
	 * Open a WebSocket connection.
	 * @param listener the listener for its events
	 * @param receiveBuffer the size of the socket's receive buffer in bytes, or 0 for the
	 * system's default
	 * @param path the path to request
	 */
	void connect(ConnectionListener listener, int receiveBuffer, String path) {
		connect(receiveBuffer, (channel) -> new ClientConnection(0, path, this.load, channel, listener));
	}

	/**
	 * Open a connection.
	 * @param receiveBuffer the size of the socket's receive buffer in bytes, or 0 for the
	 * system's default
	 * @param handler creates the handler of its events
	 */
	void connect(int receiveBuffer, Function<Channel, ChannelHandler> handler) {
		connect(new Client(receiveBuffer, handler));
	}

	private void connect(Client client) {
		this.waiting.add(client);
		connectWaiting();
	}

	private void connectWaiting() {
		while (!this.gone && this.connecting < AT_ONCE && !this.waiting.isEmpty() && takeSlot()) {
			Client client = this.waiting.remove();
			this.connecting++;
			ChannelFutureListener connected = (opened) -> connected(client, opened);
			this.load.open(client.receiveBuffer(), client.handler()).addListener(connected);
		}
	}

	/**
	 * Take the next connection's slot if it has come, and wait for it otherwise. Slots
	 * that were missed a moment ago may still be taken.
	 * @return whether it was taken
	 */
	private boolean takeSlot() {
		long now = System.nanoTime();
		if (now - this.due >= 0) {
			this.due = Math.max(this.due, now - LATE.toNanos()) + PACE.toNanos();
			return true;
		}
		if (!this.scheduled) {
			this.scheduled = true;
			this.load.schedule(PACE, () -> {
				this.scheduled = false;
				connectWaiting();
			});
		}
		return false;
	}

	private void connected(Client client, ChannelFuture opened) {
		this.connecting--;
		if (!opened.isSuccess()) {
			this.load.schedule(NEXT_ATTEMPT, () -> connect(client));
		}
		else if (this.gone) {
			opened.channel().close();
		}
		else {
			this.open.add(opened.channel());
			this.connected++;
			if (this.connected == this.wanted) {
				this.allConnected.run();
			}
		}
		connectWaiting();
	}

	/**
	 * Wait for all connections that have been asked for until now.
	 * @param allConnected called when they are open
	 */
	void whenConnected(Runnable allConnected) {
		this.allConnected = allConnected;
		this.wanted = this.connected + this.connecting + this.waiting.size();
	}

	/**
	 * Close all connections, and open no others.
	 * @param left called when all connections are closed
	 */
	void leave(Runnable left) {
		this.gone = true;
		this.open.close().addListener((closed) -> left.run());
	}

	private record Client(int receiveBuffer, Function<Channel, ChannelHandler> handler) {

	}

}
