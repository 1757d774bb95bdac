import assert from 'node:assert/strict';
import test from 'node:test';

import { FakeEnvironment, settled } from '../test-support/fake-environment.js';
import { start, startOpen, startSse, track } from '../test-support/harness.js';

const since = (epoch, offset) => ({ epoch, offset });

function acknowledge(socket, offset = 0, recovered = false, epoch = 'k1') {
	const { id, topic } = socket.frames.findLast(({ type }) => type === 'subscribe');
	socket.receive({ type: 'ack', id, topic, epoch, offset, recovered });
}

function publish(socket, offset, { topic = 'a', epoch = 'k1', ...more } = {}) {
	socket.receive({ type: 'event', topic, epoch, offset, data: `${epoch}:${offset}`, ...more });
}

/** A client with a subscription to `a` that has been acknowledged. */
function startSubscribed(options, environment) {
	const started = startOpen(options, environment);
	const log = [];
	const subscription = started.client.subscribe('a', (data, event) => log.push([data, event]));
	acknowledge(started.environment.socket);
	return { ...started, log, subscription, data: () => log.map(([data]) => data) };
}

async function comeBack({ environment }, session = 's2') {
	environment.socket.end();
	await environment.advance(500);
	environment.socket.welcome(session);
	return environment.socket;
}

test('subscribes and gets the events with where they stand', async () => {
	const { environment, log, subscription } = startSubscribed();
	assert.equal(subscription.topic, 'a');
	assert.deepEqual(await subscription.ready, { recovered: false, epoch: 'k1', offset: 0 });
	publish(environment.socket, 1);
	publish(environment.socket, 7, { data: 'AAE=', encoding: 'base64' });
	assert.deepEqual(log, [
		['k1:1', { topic: 'a', epoch: 'k1', offset: 1, snapshot: false }],
		[Uint8Array.of(0, 1), { topic: 'a', epoch: 'k1', offset: 7, snapshot: false }],
	]);
});

test('subscribes when the connection is there', () => {
	const { client, environment } = start({ transport: 'websocket' });
	client.subscribe('a', () => {});
	client.subscribe('b', () => {}, { since: { ...since('k', 3), topic: 'b', snapshot: false } });
	environment.socket.welcome();
	assert.deepEqual(environment.socket.frames.map(({ id, ...frame }) => frame), [
		{ type: 'subscribe', topic: 'a' },
		{ type: 'subscribe', topic: 'b', since: since('k', 3) },
	]);
});

test('an ack and an event in one piece of a stream come in order', async () => {
	const { client, environment } = await startSse();
	const log = [];
	client.subscribe('a', (data) => log.push(data));
	await settled();
	const [{ id }] = environment.http.frames;
	environment.http.stream.write(`data: {"type":"ack","id":${id},"topic":"a","epoch":"k","offset":0,"recovered":false}\n\n`
		+ 'data: {"type":"event","topic":"a","epoch":"k","offset":1,"data":"first"}\n\n');
	await settled();
	assert.deepEqual(log, ['first']);
});

test('a subscription that waited for its turn in a lost stream is asked for once', async () => {
	const { client, environment } = await startSse();
	const { http } = environment;
	http.onrequest = null;
	client.send('under way');
	client.subscribe('a', () => {});
	await settled();
	http.stream.end();
	await environment.advance(500);
	http.takePosts();
	http.stream.welcome('s2');
	await settled();
	assert.deepEqual(http.frames.map(({ type }) => type), ['message', 'subscribe']);
});

test('goes on after a reconnect from the last event, or from the ack if there was none', async () => {
	const started = startSubscribed();
	let socket = await comeBack(started);
	assert.deepEqual(socket.frames.map((frame) => frame.since), [since('k1', 0)]);
	acknowledge(socket, 2, true);
	publish(socket, 1);
	publish(socket, 2);
	socket = await comeBack(started);
	assert.deepEqual(socket.frames.map((frame) => frame.since), [since('k1', 2)]);
	acknowledge(socket, 2, true);
	publish(socket, 3);
	assert.deepEqual(started.data(), ['k1:1', 'k1:2', 'k1:3']);
});

test('a connection that is lost while it catches up goes on where it stopped', async () => {
	const started = startSubscribed();
	let socket = await comeBack(started);
	acknowledge(socket, 9, true);
	publish(socket, 1);
	socket = await comeBack(started);
	assert.deepEqual(socket.frames[0].since, since('k1', 1));
});

test('says when events were missed', async () => {
	const started = startSubscribed();
	const acks = [];
	started.subscription.addEventListener('ack', ({ detail }) => acks.push(detail));
	publish(started.environment.socket, 5);
	const socket = await comeBack(started);
	acknowledge(socket, 2, false, 'k2');
	publish(socket, 2, { epoch: 'k2', snapshot: true });
	publish(socket, 3, { epoch: 'k2' });
	assert.deepEqual(acks, [{ recovered: false, epoch: 'k2', offset: 2 }]);
	assert.deepEqual(started.log.at(-2)[1], { topic: 'a', epoch: 'k2', offset: 2, snapshot: true });
	assert.deepEqual(started.data(), ['k1:5', 'k2:2', 'k2:3']);
});

test('drops what it has seen, but no snapshot and nothing of another epoch', () => {
	const { environment, data } = startSubscribed();
	const { socket } = environment;
	publish(socket, 2);
	publish(socket, 2);
	publish(socket, 1);
	publish(socket, 3);
	publish(socket, 3, { snapshot: true });
	publish(socket, 1, { epoch: 'k2' });
	publish(socket, 1, { epoch: 'k2' });
	assert.deepEqual(data(), ['k1:2', 'k1:3', 'k1:3', 'k2:1']);
});

test('several subscriptions to a topic share one on the wire', async () => {
	const { client, environment, data, subscription } = startSubscribed();
	const { socket } = environment;
	publish(socket, 1);
	const log = [];
	const second = client.subscribe('a', (value) => log.push(value));
	assert.deepEqual(await second.ready, { recovered: false, epoch: 'k1', offset: 1 });
	publish(socket, 2);
	subscription.unsubscribe();
	subscription.unsubscribe();
	publish(socket, 3);
	assert.equal(socket.frames.length, 1);
	second.unsubscribe();
	const [{ id, ...last }] = socket.frames.slice(1);
	assert.deepEqual(last, { type: 'unsubscribe', topic: 'a' });
	publish(socket, 4);
	assert.deepEqual(data(), ['k1:1', 'k1:2']);
	assert.deepEqual(log, ['k1:2', 'k1:3']);
	socket.receive({ type: 'ack', id });
});

test('one callback may be subscribed twice', () => {
	const { client, environment } = startOpen();
	let calls = 0;
	const callback = () => {
		calls += 1;
	};
	const one = client.subscribe('a', callback);
	client.subscribe('a', callback);
	acknowledge(environment.socket);
	publish(environment.socket, 1);
	one.unsubscribe();
	publish(environment.socket, 2);
	assert.equal(calls, 3);
});

test('who unsubscribed does not come back', async () => {
	const started = startSubscribed();
	started.subscription.unsubscribe();
	const socket = await comeBack(started);
	assert.deepEqual(socket.frames, []);
});

test('unsubscribes without a connection, or before the ack', async () => {
	const { client, environment } = start({ transport: 'websocket' });
	const early = client.subscribe('a', () => {});
	const ready = track(early.ready);
	early.unsubscribe();
	environment.socket.welcome();
	assert.deepEqual(environment.socket.frames, []);
	await settled();
	assert.equal(ready.error.code, 'unsubscribed');

	const log = [];
	const before = client.subscribe('b', (data) => log.push(data));
	before.unsubscribe();
	acknowledge(environment.socket);
	publish(environment.socket, 1, { topic: 'b' });
	assert.deepEqual(environment.socket.frames.map(({ type }) => type), ['subscribe', 'unsubscribe']);
	assert.deepEqual(log, []);
});

test('events of an old subscription do not reach a new one', () => {
	const { client, environment, of, subscription } = startSubscribed();
	const { socket } = environment;
	subscription.unsubscribe();
	const log = [];
	client.subscribe('a', (data) => log.push(data));
	publish(socket, 1);
	acknowledge(socket, 1);
	publish(socket, 2);
	assert.deepEqual(log, ['k1:2']);
	assert.deepEqual(of('event').map(({ offset }) => offset), [1]);
});

test('a refused subscription is rejected, ends, and is not tried again', async () => {
	const started = startOpen();
	const { client, environment } = started;
	const subscription = client.subscribe('a', () => {});
	const ready = track(subscription.ready);
	const ends = [];
	subscription.addEventListener('end', ({ detail }) => ends.push(detail));
	const [{ id }] = environment.socket.frames;
	environment.socket.receive({ type: 'error', id, code: 'forbidden', message: 'no', retryable: false });
	await settled();
	assert.equal(ready.error.code, 'forbidden');
	assert.deepEqual(ends, [{ error: ready.error }]);
	const socket = await comeBack(started);
	assert.deepEqual(socket.frames, []);
	subscription.unsubscribe();
	assert.deepEqual(socket.frames, []);
});

test('a refusal that nobody listens to disturbs nobody', async () => {
	const { client, environment } = startOpen();
	client.subscribe('a', () => {});
	environment.socket.receive({ type: 'error', id: environment.socket.frames[0].id, code: 'forbidden', message: 'no' });
	await settled();
	assert.equal(client.state, 'open');
});

test('one that is refused after a reconnect ends', async () => {
	const started = startSubscribed();
	const ends = [];
	started.subscription.addEventListener('end', ({ detail }) => ends.push(detail.error.code));
	const socket = await comeBack(started);
	socket.receive({ type: 'error', id: socket.frames[0].id, code: 'forbidden', message: 'no', retryable: false });
	assert.deepEqual(ends, ['forbidden']);
});

test('one that may work later is tried again, ever more slowly', async () => {
	const { client, environment } = startOpen({ pingInterval: 1e6 }, new FakeEnvironment({ random: 1 }));
	const { socket } = environment;
	const ready = track(client.subscribe('a', () => {}).ready);
	for (const delay of [1000, 2000, 4000]) {
		const { length } = socket.frames;
		socket.receive({ type: 'error', id: socket.frames.at(-1).id, code: 'unavailable', message: 'x', retryable: true });
		await environment.advance(delay - 1);
		assert.equal(socket.frames.length, length);
		await environment.advance(1);
		assert.equal(socket.frames.length, length + 1);
	}
	assert.deepEqual(ready, {});
	acknowledge(socket);
	await settled();
	assert.equal(ready.value.offset, 0);
});

test('one that may work later is tried once with the next connection, and not if it is unwanted by then', async () => {
	const started = startOpen();
	const { client, environment } = started;
	const fail = (socket) => socket.receive({ type: 'error', id: socket.frames.at(-1).id, code: 'unavailable', retryable: true });
	const subscription = client.subscribe('a', () => {});
	fail(environment.socket);
	const socket = await comeBack(started);
	await environment.advance(5000);
	assert.equal(socket.frames.length, 1);
	fail(socket);
	subscription.unsubscribe();
	await environment.advance(5000);
	assert.deepEqual(socket.frames.map(({ type }) => type), ['subscribe', 'unsubscribe']);
});

test('a subscription that nobody answers is tried again', async () => {
	const { client, environment } = startOpen({ pingInterval: 1e6 });
	client.subscribe('a', () => {});
	await environment.advance(10500);
	assert.deepEqual(environment.socket.frames.map(({ type }) => type), ['subscribe', 'subscribe']);
});

test('the server may end a subscription', async () => {
	const started = startSubscribed();
	const { environment, of, subscription } = started;
	const ends = [];
	subscription.addEventListener('end', ({ detail }) => ends.push(detail));
	environment.socket.receive({ type: 'unsubscribe', topic: 'a' });
	environment.socket.receive({ type: 'unsubscribe', topic: 'never.heard.of' });
	assert.deepEqual(ends, [{ error: null }]);
	publish(environment.socket, 1);
	assert.deepEqual(started.data(), []);
	assert.equal(of('event').length, 1);
	assert.deepEqual((await comeBack(started)).frames, []);
});

test('subscriptions end with the client', async () => {
	const { client, environment, subscription } = startSubscribed();
	const ends = [];
	subscription.addEventListener('end', ({ detail }) => ends.push(detail.error.code));
	const other = track(client.subscribe('b', () => {}).ready);
	environment.socket.end(4001);
	await settled();
	assert.deepEqual(ends, ['closed']);
	assert.equal(other.error.code, 'closed');
});

test('an error in a callback reaches the page, and nobody else', () => {
	const { client, environment } = startOpen();
	const log = [];
	client.subscribe('a', () => {
		throw new Error('mine');
	});
	client.subscribe('a', (data) => log.push(data));
	acknowledge(environment.socket);
	publish(environment.socket, 1);
	publish(environment.socket, 2);
	assert.deepEqual(log, ['k1:1', 'k1:2']);
	assert.deepEqual(environment.reported.map(({ message }) => message), ['mine', 'mine']);
	assert.equal(client.state, 'open');
});

test('a callback may unsubscribe itself and others', () => {
	const { client, environment } = startOpen();
	const log = [];
	const first = client.subscribe('a', (data) => {
		log.push(data);
		first.unsubscribe();
	});
	client.subscribe('a', (data) => log.push(data));
	acknowledge(environment.socket);
	publish(environment.socket, 1);
	publish(environment.socket, 2);
	assert.deepEqual(log, ['k1:1', 'k1:1', 'k1:2']);
});

test('no gap, no duplicate, no other order, wherever the connection is cut', async () => {
	for (let seed = 1; seed <= 50; seed += 1) {
		let state = seed;
		const random = (n) => {
			state = (state * 48271) % 2147483647;
			return state % n;
		};
		const started = startSubscribed();
		const { environment } = started;
		let { socket } = environment;
		let published = 0;
		let sent = 0;
		for (let step = 0; step < 40; step += 1) {
			published += random(4);
			while (sent < published && random(3)) {
				sent += 1;
				publish(socket, sent);
			}
			if (random(5) === 0) {
				socket = await comeBack(started);
				sent = socket.frames[0].since.offset;
				acknowledge(socket, published, true);
			}
		}
		while (sent < published) {
			sent += 1;
			publish(socket, sent);
		}
		assert.deepEqual(started.log.map(([, { offset }]) => offset), Array.from({ length: published }, (_, n) => n + 1), `seed ${seed}`);
	}
});
