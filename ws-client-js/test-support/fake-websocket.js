/** The client's end of a WebSocket, and the methods by which a test is the server. */
export class FakeWebSocket {

	protocol = '';

	readyState = 0;

	/** All that the client sent. */
	sent = [];

	/** What the client closed it with: `[code, reason]`, or null. */
	closed = null;

	constructor(url, protocol) {
		this.url = url;
		this.requestedProtocol = protocol;
	}

	send(data) {
		if (this.readyState === 0) {
			throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
		}
		this.sent.push(data);
		this.onsend?.(data);
	}

	close(code, reason) {
		if (this.readyState < 2) {
			this.readyState = 2;
			this.closed = [code, reason];
		}
	}

	/** The frames the client sent, but for its pings. */
	get frames() {
		return this.sent.filter((data) => typeof data === 'string').map((data) => JSON.parse(data))
			.filter(({ type }) => type !== 'ping');
	}

	get pings() {
		return this.sent.filter((data) => data === '{"type":"ping"}').length;
	}

	open(protocol = this.requestedProtocol) {
		this.readyState = 1;
		this.protocol = protocol;
		this.onopen({});
	}

	welcome(session = 's1') {
		this.open();
		this.receive({ type: 'welcome', session, heartbeat: 25000, limits: { text: 65536, binary: 65536, subscriptions: 100 } });
	}

	receive(data) {
		if (this.readyState === 1) {
			this.onmessage({ data: (typeof data === 'string' || data instanceof ArrayBuffer) ? data : JSON.stringify(data) });
		}
	}

	end(code = 1006, reason = '') {
		if (this.readyState < 3) {
			this.readyState = 3;
			this.onclose({ code, reason });
		}
	}

}
