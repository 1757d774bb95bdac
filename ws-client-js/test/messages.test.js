import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import test from 'node:test';

import { WsError } from '../src/ws-client.js';
import { settled } from '../test-support/fake-environment.js';
import { start, startOpen, startSse, track } from '../test-support/harness.js';

test('sends any JSON as a message', () => {
	const { client, environment } = startOpen();
	for (const data of ['text', 1.5, true, null, { a: [1] }, undefined]) {
		client.send(data);
	}
	assert.deepEqual(environment.socket.frames.map(({ data }) => data), ['text', 1.5, true, null, { a: [1] }, null]);
	assert.throws(() => client.send(1n), TypeError);
	assert.equal(client.state, 'open');
});

test('sends buffers and what looks at a part of one as binary, as they are now', () => {
	const { client, environment } = start({ transport: 'websocket' });
	const { buffer } = Uint8Array.of(1, 2, 3, 4);
	client.send(buffer);
	client.send(new Uint8Array(buffer, 1, 2));
	client.send(new DataView(buffer, 3));
	client.send(new Uint16Array(buffer));
	new Uint8Array(buffer).fill(0);
	environment.socket.welcome();
	assert.deepEqual(environment.socket.sent.filter((data) => typeof data !== 'string'),
		[Uint8Array.of(1, 2, 3, 4), Uint8Array.of(2, 3), Uint8Array.of(4), Uint8Array.of(1, 2, 3, 4)]);
});

test('receives messages, binary, errors without id, and events it did not ask for', () => {
	const { environment, events } = startOpen();
	const { socket } = environment;
	events.length = 0;
	socket.receive({ type: 'message', data: { a: 1 } });
	socket.receive(Uint8Array.of(1, 2).buffer);
	socket.receive({ type: 'error', code: 'invalid-frame', message: 'no', retryable: false });
	socket.receive({ type: 'event', topic: 'a', epoch: 'k', offset: 1, data: 2 });
	socket.receive({ type: 'event', topic: 'a', epoch: 'k', offset: 2, data: 'AAE=', encoding: 'base64', snapshot: true });
	assert.deepEqual(events.map(({ type }) => type), ['message', 'binary', 'error', 'event', 'event']);
	assert.deepEqual(events[0].detail, { a: 1 });
	assert.deepEqual(events[1].detail, Uint8Array.of(1, 2));
	assert.ok(events[2].detail instanceof WsError);
	assert.equal(events[2].detail.code, 'invalid-frame');
	assert.deepEqual(events[3].detail, { topic: 'a', epoch: 'k', offset: 1, snapshot: false, data: 2 });
	assert.deepEqual(events[4].detail, { topic: 'a', epoch: 'k', offset: 2, snapshot: true, data: Uint8Array.of(0, 1) });
});

test('an answer finds its request, the first of several counts', async () => {
	const { client, environment } = startOpen();
	const { socket } = environment;
	const one = track(client.request('one'));
	const two = track(client.request('two'));
	const three = track(client.request());
	const [{ id: first }, { id: second }, { id: third, data }] = socket.frames;
	assert.equal(new Set([first, second, third]).size, 3);
	assert.equal(data, null);
	socket.receive({ type: 'reply', id: second, data: 2, more: true });
	socket.receive({ type: 'reply', id: second, data: 3 });
	socket.receive({ type: 'reply', id: third });
	socket.receive({ type: 'error', id: first, code: 'unavailable', message: 'later', retryable: true });
	await settled();
	assert.deepEqual(two, { value: 2 });
	assert.deepEqual(three, { value: undefined });
	assert.ok(one.error instanceof WsError);
	const { name, code, message, retryable } = one.error;
	assert.deepEqual({ name, code, message, retryable },
		{ name: 'WsError', code: 'unavailable', message: 'later', retryable: true });
});

test('a request fails when no answer comes in time', async () => {
	const { client, environment } = startOpen();
	const usual = track(client.request('x'));
	const short = track(client.request('x', { timeout: 50 }));
	await environment.advance(49);
	assert.deepEqual(short, {});
	await environment.advance(1);
	assert.equal(short.error.code, 'timeout');
	assert.equal(short.error.retryable, true);
	await environment.advance(9949);
	assert.deepEqual(usual, {});
	await environment.advance(1);
	assert.equal(usual.error.code, 'timeout');
	environment.socket.receive({ type: 'reply', id: environment.socket.frames[0].id, data: 'late' });
	assert.equal(client.state, 'open');
});

test('a request can be aborted, before and after it was sent', async () => {
	const { client, environment } = start({ transport: 'websocket' });
	const queued = new AbortController();
	const sent = new AbortController();
	const first = track(client.request('never sent', { signal: queued.signal }));
	const second = track(client.request('sent', { signal: sent.signal }));
	const third = track(client.request('x', { signal: AbortSignal.abort('before') }));
	queued.abort('changed my mind');
	environment.socket.welcome();
	sent.abort();
	await settled();
	assert.equal(first.error, 'changed my mind');
	assert.equal(second.error.name, 'AbortError');
	assert.equal(third.error, 'before');
	assert.deepEqual(environment.socket.frames.map(({ data }) => data), ['sent']);
});

test('a signal is let go when the answer is there', () => {
	const { client, environment } = startOpen();
	const { signal } = new AbortController();
	client.request('x', { signal });
	assert.equal(getEventListeners(signal, 'abort').length, 1);
	environment.socket.receive({ type: 'reply', id: environment.socket.frames[0].id });
	assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('what is queued when the client closes fails', async () => {
	const { client } = start({ transport: 'websocket' });
	const request = track(client.request('x'));
	client.close();
	await settled();
	assert.equal(request.error.code, 'closed');
	assert.equal(request.error.retryable, false);
});

test('a request that timed out in the queue is not sent any more', async () => {
	const { client, environment } = start({ transport: 'websocket', requestTimeout: 1000 });
	const request = track(client.request('x'));
	await environment.advance(1000);
	assert.equal(request.error.code, 'timeout');
	environment.socket.welcome();
	assert.deepEqual(environment.socket.frames, []);
});

test('a lost connection fails what was sent and keeps what was not', async () => {
	const { client, environment } = startOpen();
	const sent = track(client.request('sent'));
	environment.socket.end();
	const queued = track(client.request('queued'));
	client.send('also queued');
	await settled();
	assert.equal(sent.error.code, 'connection-lost');
	assert.equal(sent.error.retryable, true);
	await environment.advance(500);
	environment.socket.welcome();
	const { frames } = environment.socket;
	assert.deepEqual(frames.map(({ data }) => data), ['queued', 'also queued']);
	environment.socket.receive({ type: 'reply', id: frames[0].id, data: 'done' });
	await settled();
	assert.deepEqual(queued, { value: 'done' });
});

test('the queue is finite', async () => {
	const { client, environment } = start({ transport: 'websocket', maxQueue: 2 });
	client.send(1);
	const request = track(client.request(2));
	assert.throws(() => client.send(3), { name: 'WsError', code: 'queue-full', retryable: true });
	await assert.rejects(client.request(3), { code: 'queue-full' });
	client.subscribe('topics.are.no.messages', () => {});
	environment.socket.welcome();
	assert.deepEqual(environment.socket.frames.map(({ type, data }) => data ?? type), ['subscribe', 1, 2]);
	for (let n = 0; n < 10; n += 1) {
		client.send(n);
	}
	assert.deepEqual(request, {});
});

test('the queue is finite for a stream as well, where messages wait for their turn', async () => {
	const { client, environment } = await startSse({ maxQueue: 1 });
	environment.http.onrequest = null;
	client.send('under way');
	client.send('waits');
	assert.throws(() => client.send('too many'), { code: 'queue-full' });
	client.subscribe('topics.are.no.messages', () => {});
});

test('without a queue messages go only when there is a connection', () => {
	const { client, environment } = start({ transport: 'websocket', maxQueue: 0 });
	assert.throws(() => client.send(1), { code: 'queue-full' });
	environment.socket.welcome();
	client.send(1);
	assert.equal(environment.socket.frames.length, 1);
});

test('what is queued goes before what a listener sends when the connection opens', () => {
	const { client, environment } = start({ transport: 'websocket' });
	client.send(1);
	client.addEventListener('state', () => client.send(2));
	environment.socket.welcome();
	assert.deepEqual(environment.socket.frames.map(({ data }) => data), [1, 2]);
});

test('publishes, and passes on what the server says to it', async () => {
	const { client, environment } = startOpen();
	const first = track(client.publish('a.b', { n: 1 }));
	const second = track(client.publish('a.b'));
	const [one, two] = environment.socket.frames;
	assert.deepEqual(one, { type: 'publish', id: one.id, topic: 'a.b', data: { n: 1 } });
	assert.equal(two.data, null);
	environment.socket.receive({ type: 'ack', id: one.id });
	environment.socket.receive({ type: 'error', id: two.id, code: 'forbidden', message: 'no', retryable: false });
	await settled();
	assert.deepEqual(first, { value: undefined });
	assert.equal(second.error.code, 'forbidden');
});
