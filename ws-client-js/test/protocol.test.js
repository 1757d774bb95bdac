import assert from 'node:assert/strict';
import test from 'node:test';

import { settled } from '../test-support/fake-environment.js';
import { start, track } from '../test-support/harness.js';
import { readProtocolDocument } from '../test-support/protocol-document.js';

const { conversations, fences } = readProtocolDocument();

const executed = new Set();

const WIRES = {

	websocket: (fromStart) => {
		const started = start({ transport: 'websocket' });
		const { socket } = started.environment;
		if (fromStart) {
			socket.open();
		}
		else {
			socket.welcome();
		}
		return { ...started, sent: socket, receive: (frame) => socket.receive(frame), end: (code) => socket.end(code) };
	},

	sse: async (fromStart) => {
		const started = start({ transport: 'sse' });
		const { http } = started.environment;
		const { stream } = http;
		http.takePosts();
		if (fromStart) {
			stream.stream();
			stream.event({ session: 's1', token: 't1' }, 'session');
		}
		else {
			stream.welcome();
		}
		await settled();
		return {
			...started,
			sent: {
				get frames() {
					return http.frames;
				},
				get pings() {
					return http.of('POST').length - http.frames.length;
				},
			},
			receive: (frame) => stream.event(frame),
			end: (code) => stream.event({ code }, 'close'),
		};
	},

};

/** Has the client say what a conversation says, answers it, and looks at what comes out. */
class Driver {

	#calls = new Map();

	#ids = new Map();

	#log = [];

	#pongs = 0;

	#subscriptions = new Map();

	#wire;

	constructor(wire) {
		this.#wire = wire;
	}

	async client(frame) {
		const { client, environment, sent } = this.#wire;
		const { id } = frame;
		const before = sent.frames.length;
		const since = frame.since && { since: frame.since };
		switch (frame.type) {
			case 'message':
				client.send(frame.data);
				break;
			case 'request':
				if (id === undefined) {
					return; // the client never forgets it
				}
				this.#calls.set(id, track(client.request(frame.data)));
				break;
			case 'publish':
				this.#calls.set(id, track(client.publish(frame.topic, frame.data)));
				break;
			case 'subscribe': {
				const subscription = client.subscribe(frame.topic, (...event) => this.#log.push(event), since);
				this.#subscriptions.set(frame.topic, subscription);
				this.#calls.set(id, track(subscription.ready));
				break;
			}
			case 'unsubscribe':
				this.#subscriptions.get(frame.topic).unsubscribe();
				break;
			case 'ping':
				if (Object.keys(frame).length > 1) {
					return; // the client sends a ping as it is
				}
				if (sent.pings === this.#pongs) {
					await environment.advance(20000);
				}
				assert.equal(sent.pings, this.#pongs + 1);
				return;
			default:
				assert.equal(frame.type, 'dance', 'a frame that the client cannot be made to send');
				return;
		}
		await settled();
		assert.equal(sent.frames.length, before + 1);
		const actual = sent.frames.at(-1);
		this.#ids.set(id, actual.id);
		assert.deepEqual({ ...actual, id }, { id: undefined, ...frame });
	}

	async server(frame) {
		const { client, events, of, receive } = this.#wire;
		const before = { events: events.length, log: this.#log.length };
		receive({ ...frame, ...((this.#ids.has(frame.id)) ? { id: this.#ids.get(frame.id) } : {}) });
		await settled();
		const call = this.#calls.get(frame.id) ?? {};
		assert.equal(client.state, 'open');
		switch (frame.type) {
			case 'welcome':
				assert.equal(client.session, frame.session);
				break;
			case 'message':
				assert.deepEqual(of('message').at(-1), frame.data);
				break;
			case 'reply':
				assert.ok('value' in call);
				if (!call.seen) {
					assert.deepEqual(call.value, frame.data);
					call.seen = true;
				}
				break;
			case 'ack':
				assert.equal(call.error, undefined);
				if (frame.topic) {
					assert.deepEqual(call.value, { recovered: frame.recovered, epoch: frame.epoch, offset: frame.offset });
				}
				break;
			case 'event': {
				const { topic, epoch, offset, data, encoding, snapshot = false } = frame;
				const expected = (encoding) ? new Uint8Array(Buffer.from(data, encoding)) : data;
				assert.deepEqual(this.#log.slice(before.log), [[expected, { topic, epoch, offset, snapshot }]]);
				break;
			}
			case 'error': {
				const actual = (frame.id === undefined) ? of('error').at(-1) : call.error;
				if (this.#calls.has(frame.id) || frame.id === undefined) {
					const { code, message, retryable } = frame;
					assert.deepEqual({ code: actual.code, message: actual.message, retryable: actual.retryable },
						{ code, message, retryable });
				}
				else {
					assert.equal(events.length, before.events);
				}
				break;
			}
			case 'pong':
				this.#pongs += 1;
				assert.equal(typeof client.roundTripTime, 'number');
				break;
			default:
				assert.equal(frame.type, 'goodbye', 'a frame of which the test does not know what it does');
				this.goodbye = frame;
		}
	}

}

async function converse(wire, { steps, options }) {
	const driver = new Driver(wire);
	for (const { from, text } of steps) {
		if (from === '>') {
			await driver.client(JSON.parse(text));
		}
		else if (from === '<') {
			await driver.server(JSON.parse(text));
		}
	}
	if (options.until === 'shutdown') {
		const { client, environment, end } = wire;
		end(1012);
		await settled();
		await environment.advance(driver.goodbye.reconnect - 1);
		assert.equal(client.state, 'waiting');
		await environment.advance(1);
		assert.equal(client.state, 'connecting');
	}
}

async function converseInHttp({ steps }) {
	let stream = null;
	let started = null;
	let reply = null;
	const open = () => {
		started = start({ transport: 'sse' });
		started.environment.http.takePosts();
		({ stream } = started.environment.http);
	};
	for (const { from, text } of steps) {
		const [, method, path, body] = text.match(/^(GET|POST) (\S+) ?(.*)$/) ?? [];
		if (from === '<') {
			stream.write(`${text}\n`);
		}
		else if (method === 'GET') {
			open();
			assert.equal(stream.url.pathname + stream.url.search, path.replace('/ws/echo', '/ws/test'));
			assert.equal(stream.headers.Accept, 'text/event-stream');
			stream.stream();
		}
		else {
			assert.equal(method, 'POST');
			if (!stream) {
				open();
				stream.welcome('s1', 'Zk3v');
				await settled();
				await started.environment.advance(0);
			}
			const frame = JSON.parse(body);
			reply = track(started.client.request(frame.data));
			await settled();
			const { last } = started.environment.http;
			assert.equal(last.url.pathname, path.replace('/ws/echo', '/ws/test'));
			assert.equal(last.headers['Ws-Session-Token'], 'Zk3v');
			assert.deepEqual(last.text, frame);
		}
	}
	await settled();
	assert.equal(started.client.state, 'open');
	const data = steps.filter(({ text }) => text.startsWith('data: ')).map(({ text }) => JSON.parse(text.slice(6)));
	const last = data.at(-1);
	if (last.type === 'welcome') {
		assert.equal(started.client.session, last.session);
		assert.equal(started.environment.http.last.headers['Ws-Session-Token'], data[0].token);
	}
	else {
		assert.equal(last.type, 'reply');
		assert.deepEqual(reply.value, last.data);
	}
}

for (const conversation of conversations) {
	const name = `docs/protocol.md:${conversation.line}`;
	if (conversation.language === 'ws') {
		for (const [wire, connect] of Object.entries(WIRES)) {
			test(`${name} over ${wire}`, async () => {
				await converse(await connect(conversation.options.from === 'start'), conversation);
				executed.add(conversation);
			});
		}
	}
	else if (conversation.language === 'sse') {
		test(name, async () => {
			await converseInHttp(conversation);
			executed.add(conversation);
		});
	}
}

test('every conversation of docs/protocol.md was executed', () => {
	assert.deepEqual(conversations.filter((conversation) => !executed.has(conversation)).map(({ line }) => line), []);
	assert.equal(executed.size, fences);
	assert.ok(fences >= 12, `only ${fences} conversations`);
});
