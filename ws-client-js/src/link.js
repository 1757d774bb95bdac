// SPDX-License-Identifier: Apache-2.0

import { decodeBase64, openEventStream } from './sse.js';
import { openWebSocket } from './websocket.js';

const PROTOCOL = 'ws-starter.v1';

const OPEN = { websocket: openWebSocket, sse: openEventStream };

/** Delay in ms after which a timer counts as late. The page was frozen or throttled then, and silence proves nothing. */
const LATE = 1000;

export const PING = '{"type":"ping"}';

/**
 * An attempt to connect and the resulting connection. It is open after `welcome`, and dead if nothing follows a ping. Calls the
 * listener's `opened()`, `ready()`, `received(frameOrBytes)`, and once `ended({ code, reason, status, delay })`.
 */
export function createLink(name, url, options, environment, listener) {
	const { clearTimeout, performance, setTimeout } = environment;
	const { connectTimeout, pingInterval, pongTimeout } = options;
	let ended = false;
	let goodbye;
	let heardAt;
	let pingedAt;
	let pings = 0; // since anything was heard
	let timer;
	let transport;

	const link = {
		name,
		session: null,
		roundTripTime: null,

		/** Whether the transport was tried. It is not tried without the token. */
		tried: false,

		get ready() {
			return link.session !== null && transport.ready;
		},

		async start() {
			timer = setTimeout(() => end({ reason: 'There was no answer in time' }), connectTimeout);
			try {
				const token = options.token && await options.token();
				if (!ended) {
					link.tried = true;
					transport = OPEN[name](url, token, { received, alive, ready: listener.ready, closed: end },
						{ ...options, protocol: PROTOCOL }, environment);
				}
			}
			catch (ex) {
				end({ reason: String(ex) });
			}
		},

		send(data) {
			if (data === PING) {
				pings += 1;
				pingedAt = performance.now();
			}
			transport.send(data);
		},

		/** Checks whether the connection is alive. */
		check() {
			if (transport.ready) {
				link.send(PING);
			}
			else {
				pings += 1; // what is under way has to be answered as well
			}
			watch(pongTimeout);
		},

		close(code, reason, rest = []) {
			transport?.close(code, reason, rest);
			ended = true;
			clearTimeout(timer);
		},
	};

	function end(details) {
		if (!ended) {
			link.close();
			listener.ended({ code: 1006, ...details, delay: details.delay ?? goodbye });
		}
	}

	function alive() {
		pings = 0;
		heardAt = performance.now();
	}

	function received(data) {
		if (ended) {
			return;
		}
		alive();
		if (typeof data !== 'string') {
			listener.received(new Uint8Array(data));
			return;
		}
		let frame;
		try {
			frame = Object(JSON.parse(data));
		}
		catch {
			end({ reason: 'The server sent what is not JSON' });
			return;
		}
		dispatch(frame);
	}

	function dispatch(frame) {
		if (link.session === null) {
			if (frame.type === 'welcome') {
				link.session = frame.session;
				watch(pingInterval);
				listener.opened();
			}
		}
		else if (frame.type === 'pong') {
			link.roundTripTime = performance.now() - pingedAt;
		}
		else if (frame.type === 'goodbye') {
			goodbye = frame.reconnect;
		}
		else {
			if (frame.encoding === 'base64') {
				frame.data = decodeBase64(frame.data);
			}
			listener.received(frame);
		}
	}

	function watch(delay) {
		const due = performance.now() + delay + LATE;
		clearTimeout(timer);
		timer = setTimeout(() => {
			const now = performance.now();
			if (pings > ((now > due) ? 1 : 0)) {
				end({ reason: 'The server does not answer' });
			}
			else if (pings || now - heardAt >= pingInterval) {
				link.check();
			}
			else {
				watch(heardAt + pingInterval - now);
			}
		}, delay);
	}

	return link;
}
