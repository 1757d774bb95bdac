// SPDX-License-Identifier: Apache-2.0

import { eventStream } from './event-stream.js';

const MAX_DELAY = 3600000;

export function decodeBase64(text) {
	return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Opens an event stream, which receives; sends every message as a `POST`, one after another. */
export function openEventStream(url, token, listener, { protocol, pingInterval, pongTimeout }, environment) {
	const { clearTimeout, fetch, setTimeout } = environment;
	const abort = new AbortController();
	const headers = (token) ? { Authorization: `Bearer ${token}` } : {};
	let posted;

	const transport = {
		ready: false,
		send(data) {
			transport.ready = false;
			posted = post(data).then(() => {
				transport.ready = true;
				listener.ready();
			}).catch(lost);
		},
		async close(code, reason, rest) {
			if (code && headers['Ws-Session-Token']) {
				try {
					await posted;
					for (const data of rest) {
						await post(data);
					}
					await request('DELETE', { keepalive: true }, { code, reason });
				}
				catch {
					// the session ends with the stream
				}
			}
			abort.abort();
		},
	};

	function request(method, init, query = {}) {
		const address = new URL(url);
		address.protocol = address.protocol.replace('ws', 'http');
		Object.entries(query).forEach(([name, value]) => address.searchParams.set(name, value));
		return fetch(address.href, {
			method,
			cache: 'no-store',
			credentials: 'include',
			signal: abort.signal,
			...init,
			headers: { ...headers, ...init.headers },
		});
	}

	function received(type, data) {
		if (type === 'session') {
			headers['Ws-Session-Token'] = JSON.parse(data).token;
			transport.ready = true;
		}
		else if (type === 'close') {
			listener.closed({ code: 1006, reason: '', ...JSON.parse(data) });
		}
		else if (type === 'message') {
			listener.received(data);
		}
		else if (type === 'binary') {
			listener.received(decodeBase64(data));
		}
	}

	async function stream() {
		const response = await request('GET', { headers: { Accept: 'text/event-stream' } }, { subprotocol: protocol });
		if (!response.ok || !/^text\/event-stream/i.test(response.headers.get('Content-Type'))) {
			throw refusal(response);
		}
		const read = eventStream(received);
		const reader = response.body.getReader();
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			listener.alive();
			read(part.value);
		}
		throw new Error('The stream ended');
	}

	async function post(body) {
		const type = (typeof body === 'string') ? 'application/json' : 'application/octet-stream';
		const timer = setTimeout(() => abort.abort(new Error('The POST timed out')), pingInterval + pongTimeout);
		try {
			for (;;) {
				const response = await request('POST', { headers: { 'Content-Type': type }, body });
				if (response.ok) {
					return;
				}
				const refused = refusal(response);
				if (response.status !== 429) {
					throw Object.assign(refused, { code: (response.status === 413) ? 1009 : 1006, status: undefined });
				}
				await new Promise((resolve) => setTimeout(resolve, refused.delay ?? 1000));
			}
		}
		finally {
			clearTimeout(timer);
		}
	}

	function lost({ code = 1006, message, status, delay }) {
		listener.closed({ code, reason: message, status, delay });
	}

	stream().catch(lost);
	return transport;
}

function refusal({ status, headers }) {
	const after = headers.get('Retry-After');
	const delay = (/^\d+$/.test(after)) ? after * 1000 : Date.parse(after) - Date.now();
	return Object.assign(new Error(`HTTP status ${status}`), {
		status,
		delay: ((status === 429 || status === 503) && delay >= 0) ? Math.min(delay, MAX_DELAY) : undefined,
	});
}
