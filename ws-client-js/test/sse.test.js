import assert from 'node:assert/strict';
import test from 'node:test';

import { settled } from '../test-support/fake-environment.js';
import { start, startSse, track } from '../test-support/harness.js';

test('opens a stream as the protocol says', async () => {
	const { client, environment } = start({ transport: 'sse', token: () => 'secret' });
	await settled();
	const { stream } = environment.http;
	assert.equal(stream.url.href, 'https://app.example/ws/test?subprotocol=ws-starter.v1');
	assert.deepEqual(stream.headers, { Authorization: 'Bearer secret', Accept: 'text/event-stream' });
	assert.equal(stream.credentials, 'include');
	assert.equal(stream.cache, 'no-store');
	stream.welcome('e7');
	await settled();
	assert.deepEqual([client.state, client.transport, client.session], ['open', 'sse', 'e7']);
});

test('posts to the same URL, with the token and what the page gave', async () => {
	const { client, environment } = await startSse({ token: () => 'secret' });
	client.send({ a: 1 });
	await settled();
	const { last } = environment.http;
	assert.equal(last.method, 'POST');
	assert.equal(last.url.href, 'https://app.example/ws/test');
	assert.deepEqual(last.headers,
		{ 'Authorization': 'Bearer secret', 'Ws-Session-Token': 't1', 'Content-Type': 'application/json' });
	assert.equal(last.credentials, 'include');
	assert.deepEqual(last.text, { type: 'message', data: { a: 1 } });
});

test('binary messages go as they are and come in Base64', async () => {
	const { client, environment, of } = await startSse();
	client.send(Uint8Array.of(0, 255));
	await settled();
	const { last } = environment.http;
	assert.equal(last.headers['Content-Type'], 'application/octet-stream');
	assert.deepEqual(last.body, Uint8Array.of(0, 255));
	environment.http.stream.event('AAEC/w==', 'binary');
	await settled();
	assert.deepEqual(of('binary'), [Uint8Array.of(0, 1, 2, 255)]);
});

test('events of other types are ignored', async () => {
	const { client, environment, of } = await startSse();
	environment.http.stream.event('x', 'whatever');
	environment.http.stream.event({ type: 'message', data: 1 });
	await settled();
	assert.equal(client.state, 'open');
	assert.deepEqual(of('message'), [1]);
});

test('posts one at a time and in order', async () => {
	const { client, environment } = await startSse();
	const { http } = environment;
	http.onrequest = null;
	const before = http.requests.length;
	[1, 2, 3].forEach((data) => client.send(data));
	await settled();
	assert.equal(http.requests.length, before + 1);
	http.last.respond(204);
	await settled();
	assert.equal(http.requests.length, before + 2);
	http.takePosts();
	http.last.respond(204);
	await settled();
	assert.deepEqual(http.frames.map(({ data }) => data), [1, 2, 3]);
});

for (const status of [400, 401, 403, 404, 405, 406, 410, 415]) {
	test(`status ${status} is final`, async () => {
		const { client, environment, of } = start({ transport: 'sse' });
		environment.http.stream.respond(status);
		await settled();
		assert.equal(client.state, 'closed');
		assert.deepEqual(of('close'), [{ code: 1006, reason: `HTTP status ${status}`, final: true }]);
	});
}

for (const status of [204, 408, 429, 500, 502, 503, 504]) {
	test(`after status ${status} it tries again`, async () => {
		const { client, environment, of } = start({ transport: 'sse' });
		environment.http.stream.respond(status);
		await settled();
		assert.equal(client.state, 'waiting');
		assert.equal(of('close')[0].final, false);
		await environment.advance(500);
		assert.equal(environment.http.streams.length, 2);
	});
}

for (const status of [429, 503]) {
	for (const [name, value, delay] of [
		['seconds', () => '60', 60_000],
		['a date', () => new Date(Date.now() + 60_000).toUTCString(), 60_000],
		['more than a timer can', () => '99999999999', 3_600_000],
	]) {
		test(`honours Retry-After of ${status}: ${name}`, async () => {
			const { client, environment } = start({ transport: 'sse' });
			environment.http.stream.respond(status, { 'Retry-After': value() });
			await settled();
			environment.online();
			await environment.advance(delay - 30_000);
			assert.equal(client.state, 'waiting');
			await environment.advance(30_000);
			assert.equal(client.state, 'connecting');
		});
	}
}

test('a Retry-After that is garbage, in the past or with another status does not count', async () => {
	for (const [status, value] of [[503, 'soon'], [500, '7'], [429, 'Thu, 01 Jan 1970 00:00:00 GMT'], [429, '']]) {
		const { client, environment } = start({ transport: 'sse' });
		environment.http.stream.respond(status, { 'Retry-After': value });
		await settled();
		await environment.advance(500);
		assert.equal(client.state, 'connecting');
	}
});

test('an answer that is no event stream is tried again', async () => {
	for (const type of ['text/html', 'application/json']) {
		const { client, environment } = start({ transport: 'sse' });
		environment.http.stream.respond(200, { 'Content-Type': type });
		await settled();
		assert.equal(client.state, 'waiting');
		assert.equal(environment.http.stream.aborted, true);
	}
});

test('a stream that ends or breaks is a lost connection', async () => {
	for (const lose of [(stream) => stream.end(), (stream) => stream.event('{"code":', 'close')]) {
		const { client, environment, of } = await startSse();
		lose(environment.http.stream);
		await settled();
		assert.equal(client.state, 'waiting');
		assert.equal(of('close')[0].code, 1006);
		assert.equal(environment.http.stream.aborted, true);
	}
});

test('nothing counts after the close, even in the same piece of the stream', async () => {
	const { client, environment, of } = start({ transport: 'sse' });
	const { stream } = environment.http;
	stream.stream();
	stream.write('event: close\ndata: {"code":4001}\n\n'
		+ 'data: {"type":"welcome","session":"s"}\n\ndata: {"type":"message","data":1}\n\n');
	await settled();
	assert.equal(client.state, 'closed');
	assert.deepEqual(of('close'), [{ code: 4001, reason: '', final: true }]);
	assert.deepEqual(of('message'), []);
	assert.equal(environment.timers, 0);
});

test('comments keep the stream alive, silence ends it', async () => {
	const { client, environment } = await startSse();
	environment.http.stream.event({ type: 'pong' });
	for (let n = 0; n < 5; n += 1) {
		await environment.advance(15000);
		environment.http.stream.write(': keep-alive\n\n');
	}
	await settled();
	assert.equal(environment.http.of('POST').length, 1, 'the ping at the beginning');
	await environment.advance(20000);
	assert.equal(environment.http.of('POST').length, 2);
	await environment.advance(9999);
	assert.equal(client.state, 'open');
	await environment.advance(1);
	assert.equal(client.state, 'waiting', 'the answer to the POST says nothing about the stream');
});

for (const [name, fail] of [
	['of a broken network', (post) => post.reject(new TypeError('fetch failed'))],
	['because the session has ended', (post) => post.respond(403)],
	['with a server error', (post) => post.respond(500)],
]) {
	test(`a POST that fails ${name} drops the connection`, async () => {
		const { client, environment } = await startSse();
		const { http } = environment;
		const { stream } = http;
		http.onrequest = null;
		client.send('lost');
		client.send('kept');
		const sent = track(client.request('also kept'));
		await settled();
		fail(http.last);
		await settled();
		assert.equal(client.state, 'waiting');
		assert.equal(stream.aborted, true);
		await environment.advance(500);
		http.takePosts();
		http.stream.welcome('e2');
		await settled();
		assert.equal(client.session, 'e2');
		assert.deepEqual(http.frames.map(({ data }) => data), ['lost', 'kept', 'also kept']);
		assert.deepEqual(sent, {}, 'what was not sent yet is not lost');
	});
}

test('a POST that is too large is final', async () => {
	const { client, environment, of } = await startSse();
	environment.http.onrequest = null;
	client.send('x');
	await settled();
	environment.http.last.respond(413);
	await settled();
	assert.equal(client.state, 'closed');
	assert.equal(of('close')[0].code, 1009);
});

test('a POST that the server cannot take yet is repeated, before those that follow', async () => {
	const { client, environment } = await startSse();
	const { http } = environment;
	http.onrequest = null;
	const before = http.of('POST').length;
	client.send(1);
	client.send(2);
	await settled();
	http.last.respond(429, { 'Retry-After': '2' });
	await settled();
	await environment.advance(1999);
	assert.equal(http.of('POST').length, before + 1);
	http.takePosts();
	await environment.advance(1);
	assert.deepEqual(http.of('POST').slice(before).map(({ text }) => text.data), [1, 1, 2]);
	assert.equal(client.state, 'open');
});

test('a POST that nothing answers drops the connection', async () => {
	const { client, environment, of } = await startSse();
	environment.http.onrequest = null;
	client.send('x');
	for (let n = 0; n < 2; n += 1) {
		environment.http.stream.write(':\n\n');
		await environment.advance(14999);
	}
	environment.http.stream.write(':\n\n');
	await settled();
	assert.equal(client.state, 'open');
	await environment.advance(2);
	assert.equal(client.state, 'waiting');
	assert.equal(of('close')[0].reason, 'The POST timed out');
});

test('close sends what is queued, then DELETE with code and reason', async () => {
	const { client, environment, of } = await startSse();
	const { http } = environment;
	http.onrequest = null;
	client.send(1);
	client.send(2);
	await settled();
	const [, first] = http.of('POST');
	client.close(4001, 'bye & bye');
	assert.equal(client.state, 'closed');
	assert.deepEqual(of('close'), [{ code: 4001, reason: 'bye & bye', final: true }]);
	http.takePosts();
	first.respond(204);
	await settled();
	assert.deepEqual(http.frames.map(({ data }) => data), [1, 2]);
	const { last } = http;
	assert.equal(last.method, 'DELETE');
	assert.equal(last.url.pathname + last.url.search, '/ws/test?code=4001&reason=bye+%26+bye');
	assert.equal(last.headers['Ws-Session-Token'], 't1');
	assert.equal(last.keepalive, true);
	assert.equal(http.stream.aborted, true);
	assert.equal(environment.timers, 0);
});

test('close aborts the stream even if nothing else works any more', async () => {
	const { client, environment } = await startSse();
	environment.http.onrequest = (request) => request.reject(new TypeError('fetch failed'));
	client.send(1);
	client.close();
	await settled();
	assert.equal(environment.http.stream.aborted, true);
	assert.equal(client.state, 'closed');
});

test('close before the session is there aborts the attempt', async () => {
	const { client, environment } = start({ transport: 'sse' });
	client.close();
	await settled();
	assert.equal(environment.http.stream.aborted, true);
	assert.equal(environment.http.requests.length, 1);
});

test('reconnect gives the stream up without a word', async () => {
	const { client, environment } = await startSse();
	const { stream } = environment.http;
	client.reconnect();
	await settled();
	assert.equal(stream.aborted, true);
	assert.equal(environment.http.of('DELETE').length, 0);
	assert.equal(environment.http.streams.length, 2);
});
