// SPDX-License-Identifier: Apache-2.0

/**
 * Opens a WebSocket. Every transport is a function like this one. It calls the listener's `received(data)`, `alive()` for any other
 * sign of life, `ready()` when `ready` becomes true again, and `closed({ code, reason, status, delay })`.
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
		/** Closes the connection with this code, or abandons the connection if there is no code. */
		close: (code, reason) => socket.close(code, reason),
	};
}
