const encoder = new TextEncoder();

/** A request of the client, and the methods by which a test answers it. */
class FakeRequest {

	#controller;

	constructor(url, init, resolve, reject) {
		Object.assign(this, { url: new URL(url), resolve, reject, ...init });
		this.aborted = false;
		init.signal.addEventListener('abort', () => {
			this.aborted = true;
			reject(init.signal.reason);
			this.#controller?.error(init.signal.reason);
		});
	}

	get text() {
		return JSON.parse(this.body);
	}

	respond(status, headers = {}) {
		this.resolve(new Response((status === 200) ? '' : null, { status, headers }));
	}

	/** Answers with an event stream, to be filled by `write`. */
	stream() {
		const body = new ReadableStream({
			start: (controller) => {
				this.#controller = controller;
			},
		});
		this.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream;charset=UTF-8' } }));
	}

	write(text) {
		this.#controller.enqueue(encoder.encode(text));
	}

	event(data, type) {
		this.write(`${(type) ? `event: ${type}\n` : ''}data: ${(typeof data === 'string') ? data : JSON.stringify(data)}\n\n`);
	}

	welcome(session = 's1', token = 't1') {
		this.stream();
		this.event({ session, token, subprotocol: 'ws-starter.v1' }, 'session');
		this.event({ type: 'welcome', session, heartbeat: 15000, limits: {} });
	}

	end() {
		this.#controller.close();
	}

}

/** Collects the client's requests. */
export class FakeFetch {

	requests = [];

	fetch(url, init) {
		return new Promise((resolve, reject) => {
			if (init.signal.aborted) {
				reject(init.signal.reason);
			}
			const request = new FakeRequest(url, init, resolve, reject);
			this.requests.push(request);
			this.onrequest?.(request);
		});
	}

	get last() {
		return this.requests.at(-1);
	}

	of(method) {
		return this.requests.filter((request) => request.method === method);
	}

	get streams() {
		return this.of('GET');
	}

	get stream() {
		return this.streams.at(-1);
	}

	/** Takes every POST at once. */
	takePosts() {
		this.onrequest = (request) => {
			if (request.method !== 'GET') {
				request.respond(204);
			}
		};
	}

	/** The frames posted, but for pings. */
	get frames() {
		return this.of('POST').filter(({ body }) => typeof body === 'string').map(({ text }) => text)
			.filter(({ type }) => type !== 'ping');
	}

}
