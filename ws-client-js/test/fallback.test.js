import assert from 'node:assert/strict';
import test from 'node:test';

import { FakeEnvironment, settled } from '../test-support/fake-environment.js';
import { start, track } from '../test-support/harness.js';

const KEY = 'ws-starter.sse app.example';

/** A client that was refused by WebSocket and is connected by SSE. */
async function startFallenBack(options, environment) {
	const started = start(options, environment);
	started.environment.http.takePosts();
	started.environment.socket.end();
	started.environment.http.stream.welcome('e1');
	await settled();
	return started;
}

test('WebSocket is tried first, and alone while it works', async () => {
	const { client, environment } = start();
	environment.socket.welcome();
	environment.socket.end();
	await environment.advance(500);
	assert.equal(environment.sockets.length, 2);
	assert.equal(environment.http.requests.length, 0);
	assert.equal(environment.storage.size, 0);
	assert.equal(client.state, 'connecting');
});

test('where WebSocket has worked before, SSE is not remembered and WebSocket soon tried again', async () => {
	const { client, environment } = start();
	environment.http.takePosts();
	environment.socket.welcome();
	environment.socket.end();
	await environment.advance(500);
	environment.socket.end();
	environment.http.stream.welcome('e1');
	await settled();
	assert.deepEqual([client.state, client.transport], ['open', 'sse']);
	assert.equal(environment.storage.size, 0);
	await advanceAlive(environment, 20000);
	assert.equal(environment.sockets.length, 3);
	environment.socket.welcome();
	assert.deepEqual([client.state, client.transport], ['open', 'websocket']);
});

test('SSE follows at once when WebSocket is refused', async () => {
	const { client, environment, of } = await startFallenBack();
	assert.deepEqual([client.state, client.transport, client.session], ['open', 'sse', 'e1']);
	assert.deepEqual(of('close'), []);
	assert.deepEqual(of('state'), [{ state: 'open' }]);
});

test('SSE follows when the WebSocket is blocked without a word', async () => {
	const { environment } = start();
	environment.socket.open();
	await environment.advance(10000);
	assert.equal(environment.http.streams.length, 1);
	assert.deepEqual(environment.socket.closed, [undefined, undefined]);
});

test('SSE follows when the browser forbids the WebSocket', async () => {
	const environment = new FakeEnvironment();
	environment.WebSocket = class {

		constructor() {
			throw new DOMException('mixed content', 'SecurityError');
		}

	};
	const { client } = start({}, environment);
	assert.equal(environment.http.streams.length, 1);
	environment.http.stream.welcome();
	await settled();
	assert.equal(client.transport, 'sse');
});

test('the token is asked for again for the second attempt', async () => {
	let tokens = 0;
	const { environment } = start({
		token: () => {
			tokens += 1;
			return `t${tokens}`;
		},
	});
	await settled();
	environment.socket.end();
	await settled();
	assert.equal(environment.http.stream.headers.Authorization, 'Bearer t2');
	assert.equal(environment.http.stream.url.search, '?subprotocol=ws-starter.v1');
});

test('SSE does not follow when the server accepted the WebSocket and closed it for good', () => {
	const { client, environment } = start();
	environment.socket.open();
	environment.socket.end(4001, 'no');
	assert.equal(client.state, 'closed');
	assert.equal(environment.http.requests.length, 0);
});

test('SSE does not follow when only WebSocket is wanted, nor WebSocket when only SSE is', async () => {
	const { environment } = start({ transport: 'websocket' });
	environment.socket.end();
	assert.equal(environment.http.requests.length, 0);
	const { environment: other } = start({ transport: 'sse' });
	other.http.stream.respond(503);
	await other.advance(700000);
	assert.equal(other.sockets.length, 0);
});

test('when both fail the next attempt starts with WebSocket', async () => {
	const { client, environment, of } = start();
	environment.socket.end();
	environment.http.stream.reject(new TypeError('fetch failed'));
	await settled();
	assert.equal(client.state, 'waiting');
	assert.deepEqual(of('close'), [{ code: 1006, reason: 'fetch failed', final: false }]);
	await environment.advance(500);
	assert.equal(environment.sockets.length, 2);
	assert.equal(environment.http.streams.length, 1);
	assert.equal(environment.storage.size, 0);
});

test('the fallback is remembered, for the next connection and the next page', async () => {
	const { environment } = await startFallenBack();
	assert.equal(environment.storage.get(KEY), String(1800000000000 + 300000));
	environment.http.stream.end();
	await environment.advance(500);
	assert.equal(environment.http.streams.length, 2);
	assert.equal(environment.sockets.length, 1);

	const { environment: page } = start({}, new FakeEnvironment({ storage: environment.storage }));
	assert.equal(page.http.streams.length, 1);
	assert.equal(page.sockets.length, 0);
});

test('the fallback is forgotten after a while', async () => {
	const environment = new FakeEnvironment({ storage: new Map([[KEY, String(1800000000000)]]) });
	start({}, environment);
	assert.equal(environment.sockets.length, 1);
});

test('a memory that reaches further than it can is not believed', () => {
	for (const value of [String(1800000000000 + 300001), 'garbage']) {
		const environment = new FakeEnvironment({ storage: new Map([[KEY, value]]) });
		start({}, environment);
		assert.equal(environment.sockets.length, 1);
	}
});

test('remembers in a browser that stores nothing', async () => {
	for (const localStorage of [undefined, { getItem: () => assert.fail(), setItem: () => assert.fail() }]) {
		const environment = new FakeEnvironment();
		environment.localStorage = localStorage;
		await startFallenBack({}, environment);
		environment.http.stream.end();
		await environment.advance(500);
		assert.equal(environment.http.streams.length, 2);
		assert.equal(environment.sockets.length, 1);
	}
});

/** Keeps a stream alive while time passes. */
async function advanceAlive(environment, ms) {
	for (let passed = 0; passed < ms; passed += 10000) {
		environment.http.stream.write(':\n\n');
		await environment.advance(Math.min(10000, ms - passed));
	}
}

test('WebSocket is tried again beside the stream when the memory has run out, and takes over', async () => {
	const { client, environment, of } = await startFallenBack();
	const log = [];
	client.subscribe('a', (data) => log.push(data));
	await settled();
	const [subscribe] = environment.http.frames;
	environment.http.stream.event({ type: 'ack', id: subscribe.id, topic: 'a', epoch: 'k', offset: 5, recovered: false });
	await settled();
	await advanceAlive(environment, 299999);
	assert.equal(environment.sockets.length, 1);
	await environment.advance(1);
	assert.equal(environment.sockets.length, 2);
	assert.deepEqual([client.state, client.transport], ['open', 'sse'], 'the stream goes on meanwhile');
	environment.http.stream.event({ type: 'event', topic: 'a', epoch: 'k', offset: 6, data: 'six' });
	await settled();

	environment.socket.welcome('w2');
	assert.deepEqual([client.state, client.transport, client.session], ['open', 'websocket', 'w2']);
	assert.deepEqual(environment.socket.frames.map(({ type, since }) => ({ type, since })),
		[{ type: 'subscribe', since: { epoch: 'k', offset: 6 } }]);
	assert.deepEqual(of('state').slice(-2), [{ state: 'connecting' }, { state: 'open' }]);
	assert.deepEqual(of('close'), [{ code: 1000, reason: 'WebSocket works again', final: false }]);
	await settled();
	const { last } = environment.http;
	assert.equal(last.method, 'DELETE');
	assert.equal(last.url.searchParams.get('code'), '1000');
	assert.equal(environment.http.stream.aborted, true);
	assert.deepEqual(log, ['six']);
});

test('the stream stays, and is remembered, when WebSocket fails again', async () => {
	const { client, environment, of } = await startFallenBack();
	await advanceAlive(environment, 300000);
	assert.equal(environment.sockets.length, 2);
	environment.socket.end();
	assert.deepEqual([client.state, client.transport], ['open', 'sse']);
	assert.deepEqual(of('close'), []);
	assert.equal(environment.storage.get(KEY), String(1800000000000 + 600000));
	await advanceAlive(environment, 300000);
	assert.equal(environment.sockets.length, 3);
	environment.socket.open();
	environment.socket.end(4001);
	assert.equal(client.state, 'open', 'even when the server closes it for good');
});

test('waits for a quiet moment: nobody waits for an answer when WebSocket takes over', async () => {
	const { client, environment } = await startFallenBack();
	await advanceAlive(environment, 299000);
	const request = track(client.request('slow', { timeout: 60000 }));
	await advanceAlive(environment, 2000);
	assert.equal(environment.sockets.length, 1);
	environment.http.stream.event({ type: 'reply', id: environment.http.frames.at(-1).id, data: 'done' });
	await environment.advance(1000);
	assert.equal(request.value, 'done');
	assert.equal(environment.sockets.length, 2);

	const another = track(client.request('slow', { timeout: 60000 }));
	await settled();
	environment.socket.welcome();
	assert.equal(client.transport, 'sse', 'it became busy again');
	assert.deepEqual(environment.socket.closed, [1000, undefined]);
	environment.http.stream.event({ type: 'reply', id: environment.http.frames.at(-1).id, data: 'done' });
	await environment.advance(1000);
	assert.equal(another.value, 'done');
	environment.socket.welcome();
	assert.equal(client.transport, 'websocket');
});

test('waits for a message that is under way as well', async () => {
	const { client, environment } = await startFallenBack();
	await advanceAlive(environment, 299000);
	environment.http.onrequest = null;
	client.send('slow');
	await advanceAlive(environment, 2000);
	assert.equal(environment.sockets.length, 1);
	environment.http.last.respond(204);
	await environment.advance(1000);
	assert.equal(environment.sockets.length, 2);
});

test('a stream that is lost takes the attempt beside it along', async () => {
	const { client, environment } = await startFallenBack();
	await advanceAlive(environment, 300000);
	const probe = environment.socket;
	environment.http.stream.end();
	await settled();
	assert.equal(client.state, 'waiting');
	assert.deepEqual(probe.closed, [undefined, undefined]);
	await environment.advance(500);
	assert.equal(environment.sockets.length, 3);
});

test('without a memory WebSocket is not tried again all the time', async () => {
	const { environment } = await startFallenBack({ fallbackMemory: 0 });
	await advanceAlive(environment, 19999);
	assert.equal(environment.sockets.length, 1);
	await environment.advance(1);
	assert.equal(environment.sockets.length, 2);
	environment.socket.end();
	await advanceAlive(environment, 19999);
	assert.equal(environment.sockets.length, 2);
});

test('a refusal by HTTP is final, unless WebSocket has worked before and it is not about who asks', async () => {
	for (const [worked, status, state] of [
		[false, 404, 'closed'], [false, 403, 'closed'], [true, 404, 'waiting'], [true, 401, 'closed'], [true, 403, 'closed'],
	]) {
		const { client, environment } = start();
		if (worked) {
			environment.socket.welcome();
			environment.socket.end();
			await environment.advance(500);
		}
		environment.socket.end();
		environment.http.stream.respond(status);
		await settled();
		assert.equal(client.state, state, `${status}`);
	}
});
