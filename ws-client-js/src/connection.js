// SPDX-License-Identifier: Apache-2.0

import { createLink } from './link.js';

/** Time in ms that a link must last before earlier failures no longer count. */
const STABLE = 5000;

/** Time in ms after which to check again for a quiet moment. */
const BUSY = 1000;

const FINAL_CODES = [1000, 1002, 1003, 1007, 1008, 1009];

/** Returns a random delay in ms between `minDelay` and a limit that doubles with every failure up to `maxDelay`. */
export function backoff(failures, { minDelay, maxDelay }, { Math }) {
	const ceiling = Math.min(maxDelay, minDelay * 2 ** failures);
	return minDelay + Math.random() * (ceiling - minDelay);
}

/** Stores the time until which SSE is used, for all pages of the origin if the browser offers storage. */
function createMemory(host, duration, environment) {
	const { Date } = environment;
	const key = `ws-starter.sse ${host}`;
	let until = 0;

	return {
		renew() {
			until = Date.now() + duration;
			try {
				environment.localStorage.setItem(key, until);
			}
			catch {
				// no storage in this browser
			}
		},
		remaining() {
			try {
				until = Number(environment.localStorage.getItem(key));
			}
			catch {
				// no storage in this browser
			}
			const remaining = until - Date.now();
			return (remaining > duration) ? 0 : remaining;
		},
	};
}

/**
 * Keeps a link to the server: chooses the transport, decides when to reconnect and when to give up. Calls the listener's `ready()`,
 * `received(frameOrBytes)`, `opened()`, `ended({ code, reason, final })` and `changed()`, and asks `quiet()`.
 */
export function createConnection(url, options, environment, listener) {
	const { clearTimeout, document, performance, setTimeout } = environment;
	const auto = options.transport === 'auto';
	const memory = createMemory(url.host, options.fallbackMemory, environment);
	let failures = 0;
	let link;
	let openedAt;
	let probe; // the link that tries WebSocket again, beside the one by SSE
	let probeTimer;
	let told; // whether the server said how long to wait
	let timer;
	let worked = false; // whether WebSocket has worked, so that the endpoint is known to be there

	const connection = {
		state: 'connecting',

		/** The current link, or null. */
		get link() {
			return (connection.state === 'open') ? link : null;
		},

		connect(name = preferred()) {
			if (connection.state !== 'closed') {
				drop();
				const created = newLink(name);
				link = created;
				connection.state = 'connecting';
				listener.changed();
				if (created === link) {
					link.start();
				}
			}
		},

		reconnect() {
			if (connection.state === 'open') {
				drop();
				connection.state = 'connecting';
				listener.ended({ code: 1006, reason: 'Reconnecting', final: false });
			}
			connection.connect();
		},

		close(code, reason, rest) {
			link?.close(code, reason, rest);
			link = null;
			stop({ code, reason });
		},
	};

	function preferred() {
		if (!auto) {
			return options.transport;
		}
		return (memory.remaining() > 0) ? 'sse' : 'websocket';
	}

	function newLink(name) {
		const created = createLink(name, url, options, environment, {
			ready: listener.ready,
			received: (data) => (created === link) && listener.received(data),
			opened: () => opened(created),
			ended: (end) => (created === probe) ? probeFailed() : lost(end),
		});
		return created;
	}

	function quiet() {
		return link.ready && listener.quiet();
	}

	function opened(created) {
		if (created === probe) {
			probe = null;
			if (!quiet()) {
				created.close(1000);
				probeAfter(BUSY);
				return;
			}
			link.close(1000);
			link = created;
			connection.state = 'connecting';
			listener.ended({ code: 1000, reason: 'WebSocket works again', final: false });
			listener.changed();
		}
		if (created === link) {
			connection.state = 'open';
			openedAt = performance.now();
			remember();
			listener.opened();
			listener.changed();
		}
	}

	function remember() {
		if (auto && link.name === 'websocket') {
			worked = true;
		}
		else if (auto) {
			if (!worked && preferred() === 'websocket') {
				memory.renew();
			}
			probeAfter(Math.max(memory.remaining(), options.maxDelay));
		}
	}

	function probeAfter(delay) {
		probeTimer = setTimeout(() => {
			if (quiet()) {
				probe = newLink('websocket');
				probe.start();
			}
			else {
				probeAfter(BUSY);
			}
		}, delay);
	}

	function probeFailed() {
		probe = null;
		remember();
	}

	function lost({ code, reason, status, delay }) {
		const { name, session, tried } = link;
		drop();
		if (isFinal(code, status)) {
			stop({ code, reason });
		}
		else if (auto && name === 'websocket' && tried && session === null) {
			connection.connect('sse');
		}
		else {
			if (session !== null && performance.now() - openedAt >= STABLE) {
				failures = 0;
			}
			failures += 1;
			told = delay !== undefined;
			timer = setTimeout(connection.connect, delay ?? backoff(failures, options, environment));
			connection.state = 'waiting';
			listener.ended({ code, reason, final: false });
			listener.changed();
		}
	}

	function isFinal(code, status) {
		if (status) {
			const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
			return refused && (!worked || status === 401 || status === 403);
		}
		return FINAL_CODES.includes(code) || (code >= 4000 && code < 4500);
	}

	function wake() {
		if (connection.state === 'waiting' && !told) {
			connection.connect();
		}
		else if (connection.state === 'open') {
			link.check();
		}
	}

	function visible() {
		if (document.visibilityState === 'visible') {
			wake();
		}
	}

	function drop() {
		link?.close();
		probe?.close();
		link = null;
		probe = null;
		clearTimeout(timer);
		clearTimeout(probeTimer);
	}

	function stop(end) {
		drop();
		connection.state = 'closed';
		environment.removeEventListener?.('online', wake);
		document?.removeEventListener('visibilitychange', visible);
		listener.ended({ ...end, final: true });
		listener.changed();
	}

	environment.addEventListener?.('online', wake);
	document?.addEventListener('visibilitychange', visible);
	return connection;
}
