// SPDX-License-Identifier: Apache-2.0

import { backoff, createConnection } from './connection.js';
import { PING } from './link.js';
import { Topic } from './topic.js';
import { WsError } from './ws-error.js';

const DEFAULTS = {
	transport: 'auto',
	tokenParameter: 'access_token',
	minDelay: 500,
	maxDelay: 20000,
	connectTimeout: 10000,
	requestTimeout: 10000,
	pingInterval: 20000,
	pongTimeout: 10000,
	maxQueue: 256,
	fallbackMemory: 300000,
};

/** A session that outlives its connections. `ws-client.d.ts` says what the public members do. */
export class Client extends EventTarget {

	#calls = new Map();

	#connection;

	#environment;

	#lastId = 0;

	#options;

	/** The queue of messages to send: `{ data, control }`. A `control` message is only valid on this connection. */
	#queue = [];

	#state = 'connecting';

	#topics = new Map();

	/** @param environment the global object, or its replacement in a test */
	constructor(url, options, environment) {
		super();
		this.#options = { ...DEFAULTS, ...options };
		this.#environment = environment;
		const address = new URL(url, environment.document?.baseURI ?? environment.location?.href);
		address.hash = '';
		const { transport } = this.#options;
		if (!/^(ws|http)s?:$/.test(address.protocol) || !['auto', 'websocket', 'sse'].includes(transport)) {
			throw new TypeError(`Cannot connect to '${address}' by '${transport}'`);
		}
		this.#connection = createConnection(address, this.#options, environment, {
			ready: () => this.#flush(),
			received: (data) => this.#received(data),
			opened: () => this.#opened(),
			ended: (end) => this.#ended(end),
			changed: () => this.#changed(),
			quiet: () => !this.#calls.size,
		});
		this.#connection.connect();
	}

	get state() {
		return this.#connection.state;
	}

	get transport() {
		return this.#connection.link?.name ?? null;
	}

	get session() {
		return this.#connection.link?.session ?? null;
	}

	get roundTripTime() {
		return this.#connection.link?.roundTripTime ?? null;
	}

	send(data = null) {
		if (data instanceof ArrayBuffer) {
			data = new Uint8Array(data);
		}
		this.#enqueue({
			data: (ArrayBuffer.isView(data))
				? new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()
				: JSON.stringify({ type: 'message', data }),
		});
	}

	request(data = null, options) {
		return this.#promise({ type: 'request', data }, options);
	}

	publish(topic, data = null, options) {
		return this.#promise({ type: 'publish', topic, data }, options);
	}

	subscribe(name, callback, { since } = {}) {
		this.#checkNotClosed();
		let topic = this.#topics.get(name);
		if (!topic) {
			topic = new Topic(name, since);
			this.#topics.set(name, topic);
			this.#join(topic);
		}
		return topic.add(callback, () => this.#leave(name));
	}

	reconnect() {
		this.#connection.reconnect();
	}

	close(code = 1000, reason = '') {
		if (code !== 1000 && !(code >= 3000 && code < 5000)) {
			throw new RangeError(`'code' must be 1000 or from 3000 to 4999, not ${code}`);
		}
		if (this.state !== 'closed') {
			this.#connection.close(code, reason, this.#queue.map(({ data }) => data));
		}
	}

	#checkNotClosed() {
		if (this.state === 'closed') {
			throw new WsError('closed', 'The client is closed');
		}
	}

	#enqueue(message) {
		this.#checkNotClosed();
		if (!message.control && !this.#connection.link?.ready && this.#queue.length >= this.#options.maxQueue) {
			throw new WsError('queue-full', `${this.#queue.length} messages are waiting to be sent`, true);
		}
		this.#queue.push(message);
		this.#flush();
	}

	#flush() {
		const { link } = this.#connection;
		while (link?.ready && this.#queue.length) {
			link.send(this.#queue.shift().data);
		}
	}

	#promise(frame, options) {
		return new Promise((resolve, reject) => {
			this.#call(frame, ({ data }) => resolve(data), reject, options);
		});
	}

	/** Sends a frame. Calls one of the two functions as soon as the answer arrives, because an event may follow immediately. */
	#call(frame, resolve, reject, { timeout = this.#options.requestTimeout, signal, control } = {}) {
		const { clearTimeout, setTimeout } = this.#environment;
		signal?.throwIfAborted();
		this.#lastId += 1;
		const id = this.#lastId;
		const message = { data: JSON.stringify({ ...frame, id }), control };
		this.#enqueue(message);
		const settle = (finish) => (value) => {
			this.#calls.delete(id);
			this.#queue = this.#queue.filter((queued) => queued !== message);
			clearTimeout(timer);
			signal?.removeEventListener('abort', abort);
			finish(value);
		};
		const call = { message, resolve: settle(resolve), reject: settle(reject) };
		const abort = () => call.reject(signal.reason);
		const timer = setTimeout(() => call.reject(new WsError('timeout', `No answer in ${timeout} ms`, true)), timeout);
		signal?.addEventListener('abort', abort);
		this.#calls.set(id, call);
	}

	#join(topic) {
		const { link } = this.#connection;
		const wanted = () => this.#topics.get(topic.name) === topic && this.#connection.link === link;
		const refused = (error) => {
			if (wanted() && error.retryable) {
				topic.failures += 1;
				this.#environment.setTimeout(() => wanted() && this.#join(topic),
					backoff(topic.failures, this.#options, this.#environment));
			}
			else if (wanted()) {
				this.#end(topic, error);
			}
		};
		if (link) {
			this.#call({ type: 'subscribe', topic: topic.name, since: topic.position },
				(ack) => topic.acknowledge(ack), refused, { control: true });
		}
	}

	#leave(name) {
		this.#topics.delete(name);
		if (this.#connection.link) {
			this.#call({ type: 'unsubscribe', topic: name }, () => {}, () => {}, { control: true });
		}
	}

	#end(topic, error) {
		this.#topics.delete(topic.name);
		topic.end(error);
	}

	#received(frame) {
		const { type, id } = frame;
		const topic = this.#topics.get(frame.topic);
		if (frame instanceof Uint8Array) {
			this.#emit('binary', frame);
		}
		else if (type === 'message') {
			this.#emit('message', frame.data);
		}
		else if (type === 'event') {
			this.#event(topic, frame);
		}
		else if (type === 'unsubscribe' && topic) {
			this.#end(topic);
		}
		else if (type === 'error') {
			const error = new WsError(frame.code, frame.message, frame.retryable);
			if (id === undefined) {
				this.#emit('error', error);
			}
			else {
				this.#calls.get(id)?.reject(error);
			}
		}
		else {
			this.#calls.get(id)?.resolve(frame);
		}
	}

	#event(topic, { topic: name, epoch, offset, snapshot = false, data }) {
		const event = { topic: name, epoch, offset, snapshot };
		if (topic?.active) {
			const { console, reportError = console.error } = this.#environment;
			topic.receive(data, event, reportError);
		}
		else {
			this.#emit('event', { ...event, data });
		}
	}

	#opened() {
		const queue = this.#queue;
		this.#queue = [];
		this.#topics.forEach((topic) => this.#join(topic));
		this.#enqueue({ data: PING, control: true });
		this.#queue.push(...queue);
		this.#flush();
	}

	#ended(end) {
		const error = (end.final) ? new WsError('closed', `Closed with ${end.code} ${end.reason}`)
			: new WsError('connection-lost', 'The connection was lost before the answer came', true);
		this.#queue = this.#queue.filter(({ control }) => !end.final && !control);
		for (const { message, reject } of [...this.#calls.values()]) {
			if (!this.#queue.includes(message)) {
				reject(error);
			}
		}
		this.#topics.forEach((topic) => {
			topic.active = false;
			if (end.final) {
				this.#end(topic, error);
			}
		});
		this.#emit('close', end);
	}

	#changed() {
		if (this.#state !== this.state) {
			this.#state = this.state;
			this.#emit('state', { state: this.state });
		}
	}

	#emit(type, detail) {
		this.dispatchEvent(new CustomEvent(type, { detail }));
	}

}
