// SPDX-License-Identifier: Apache-2.0

/**
 * Opens a WebSocket. All transports are a function like this one. They tell the listener `received(data)`, `alive()` for another
 * sign of life, `ready()` when `ready` has become true again, and `closed({ code, reason, status, delay })`.
 */
export function openWebSocket(url, token, listener, { protocol, tokenParameter }, { WebSocket }) {
	const address = new URL(url);
	address.protocol = address.protocol.replace('http', 'ws');
	if (token) {
		address.searchParams.set(tokenParameter, token);
	}
	const socket = new WebSocket(address.href, protocol);
	socket.binaryType = 'arraybuffer';
	socket.onopen = () => {
		if (socket.protocol !== protocol) {
			listener.closed({ code: 1006, reason: `The server does not speak ${protocol}` });
		}
	};
	socket.onmessage = ({ data }) => listener.received(data);
	socket.onclose = ({ code, reason }) => listener.closed({ code, reason });
	return {
		/** Whether `send` may be called. */
		ready: true,
		send: (data) => socket.send(data),
		/** Says goodbye with this code, or gives the connection up if there is none. */
		close: (code, reason) => socket.close(code, reason),
	};
}
