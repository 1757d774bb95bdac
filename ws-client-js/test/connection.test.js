import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { Client } from '../src/client.js';
import { backoff } from '../src/connection.js';
import { FakeEnvironment, settled } from '../test-support/fake-environment.js';
import { start, startOpen, startSse, track } from '../test-support/harness.js';

test('connects, is welcomed, and says so', () => {
	const { client, environment, of } = start({ transport: 'websocket' });
	const { socket } = environment;
	assert.equal(socket.url, 'wss://app.example/ws/test');
	assert.equal(socket.requestedProtocol, 'ws-starter.v1');
	assert.equal(socket.binaryType, 'arraybuffer');
	assert.deepEqual([client.state, client.transport, client.session], ['connecting', null, null]);
	socket.open();
	assert.equal(client.state, 'connecting');
	socket.receive({ type: 'welcome', session: 's7', heartbeat: 0, limits: {}, whatever: 1 });
	assert.deepEqual([client.state, client.transport, client.session], ['open', 'websocket', 's7']);
	assert.deepEqual(of('state'), [{ state: 'open' }]);
});

test('takes URLs of all four schemes, relative ones and a query, without the fragment', () => {
	const urls = {
		'ws://other.example/a?b=c#d': 'ws://other.example/a?b=c',
		'wss://other.example/a': 'wss://other.example/a',
		'http://other.example/a': 'ws://other.example/a',
		'https://other.example:8443/a': 'wss://other.example:8443/a',
		'../ws/a?b=c': 'wss://app.example/ws/a?b=c',
	};
	for (const [url, expected] of Object.entries(urls)) {
		const environment = new FakeEnvironment();
		new Client(url, { transport: 'websocket' }, environment);
		assert.equal(environment.socket.url, expected);
	}
});

test('says at once that a URL or a transport is wrong', () => {
	for (const [url, options] of [['ftp://a/b'], ['http://'], ['/ws/test', { transport: 'carrier-pigeon' }]]) {
		assert.throws(() => new Client(url, options, new FakeEnvironment()), TypeError);
	}
});

test('a worker has a location but no document', () => {
	const environment = new FakeEnvironment();
	environment.document = undefined;
	environment.location = { href: 'http://worker.example/scripts/a.js' };
	new Client('/ws/test', {}, environment);
	assert.equal(environment.socket.url, 'ws://worker.example/ws/test');
});

test('the token comes from the function, for every attempt, in the query', async () => {
	let attempts = 0;
	const { environment } = start({
		transport: 'websocket',
		token: async () => {
			attempts += 1;
			return `t&${attempts}`;
		},
	});
	assert.equal(environment.sockets.length, 0);
	await settled();
	assert.equal(environment.socket.url, 'wss://app.example/ws/test?access_token=t%261');
	environment.socket.end();
	await environment.advance(1000);
	assert.equal(environment.socket.url, 'wss://app.example/ws/test?access_token=t%262');
});

test('the token parameter can have another name, and a token may be missing', async () => {
	const { environment } = start({ transport: 'websocket', token: () => 'x', tokenParameter: 'jwt' });
	await settled();
	assert.equal(environment.socket.url, 'wss://app.example/ws/test?jwt=x');
	const { environment: other } = start({ transport: 'websocket', token: () => null });
	await settled();
	assert.equal(other.socket.url, 'wss://app.example/ws/test');
});

test('a token function that fails is a failed attempt, without fallback', async () => {
	const { client, environment, of } = start({
		token: async () => {
			throw new Error('signed out');
		},
	});
	await settled();
	assert.equal(client.state, 'waiting');
	assert.deepEqual(of('close'), [{ code: 1006, reason: 'Error: signed out', final: false }]);
	await environment.advance(500);
	assert.equal(of('close').length, 2);
	assert.equal(environment.http.requests.length, 0);
	assert.equal(environment.sockets.length, 0);
});

test('a token function that throws at once or never returns is a failed attempt too', async () => {
	const { client } = start({
		token: () => {
			throw new Error('no');
		},
	});
	assert.equal(client.state, 'waiting');
	const { client: other, environment, of } = start({ token: () => new Promise(() => {}) });
	await environment.advance(9999);
	assert.equal(other.state, 'connecting');
	await environment.advance(1);
	assert.equal(other.state, 'waiting');
	assert.equal(of('close')[0].reason, 'There was no answer in time');
});

test('a token that comes too late opens nothing', async () => {
	let give;
	const { client, environment } = start({
		transport: 'websocket',
		token: () => new Promise((resolve) => {
			give = resolve;
		}),
	});
	client.close();
	give('late');
	await settled();
	assert.equal(environment.sockets.length, 0);
});

test('the wait grows with every failure, is random, and has bounds', () => {
	const options = { minDelay: 500, maxDelay: 20000 };
	const ceilings = [1, 2, 3, 4, 5, 6, 7, 2000].map((failures) => backoff(failures, options, { Math: { ...Math, min: Math.min, random: () => 1 } }));
	assert.deepEqual(ceilings, [1000, 2000, 4000, 8000, 16000, 20000, 20000, 20000]);
	assert.equal(backoff(7, options, { Math: { min: Math.min, random: () => 0 } }), 500);
	assert.equal(backoff(7, options, { Math: { min: Math.min, random: () => 0.5 } }), 10250);
});

test('waits longer after every failed attempt', async () => {
	const { client, environment } = start({ transport: 'websocket' }, new FakeEnvironment({ random: 1 }));
	for (const delay of [1000, 2000, 4000]) {
		environment.socket.end();
		const attempts = environment.sockets.length;
		await environment.advance(delay - 1);
		assert.equal(client.state, 'waiting');
		assert.equal(environment.sockets.length, attempts);
		await environment.advance(1);
		assert.equal(client.state, 'connecting');
		assert.equal(environment.sockets.length, attempts + 1);
	}
});

for (const [uptime, delay] of [[4999, 4000], [5000, 1000]]) {
	test(`a connection of ${uptime} ms is followed by a wait of ${delay} ms`, async () => {
		const { client, environment } = start({ transport: 'websocket' }, new FakeEnvironment({ random: 1 }));
		environment.socket.end();
		await environment.advance(1000);
		environment.socket.end();
		await environment.advance(2000);
		environment.socket.welcome();
		environment.socket.receive({ type: 'pong' });
		await environment.advance(uptime);
		environment.socket.end();
		await environment.advance(delay - 1);
		assert.equal(client.state, 'waiting');
		await environment.advance(1);
		assert.equal(client.state, 'connecting');
	});
}

test('an attempt that nothing answers is given up', async () => {
	const { client, environment } = start({ transport: 'websocket' });
	const { socket } = environment;
	socket.open();
	await environment.advance(9999);
	assert.equal(client.state, 'connecting');
	await environment.advance(1);
	assert.equal(client.state, 'waiting');
	assert.deepEqual(socket.closed, [undefined, undefined]);
});

test('a server that does not speak the protocol is none', () => {
	const { client, environment, of } = start({ transport: 'websocket' });
	environment.socket.open('');
	assert.equal(client.state, 'waiting');
	assert.match(of('close')[0].reason, /ws-starter\.v1/);
});

test('going online or becoming visible ends the wait', async () => {
	for (const wake of ['online', 'show']) {
		const { client, environment } = start({ transport: 'websocket' }, new FakeEnvironment({ random: 1 }));
		environment.socket.end();
		environment.show('hidden');
		assert.equal(client.state, 'waiting');
		environment[wake]();
		assert.equal(client.state, 'connecting');
		assert.equal(environment.sockets.length, 2);
		await environment.advance(5000);
		assert.equal(environment.sockets.length, 2, 'the timer is gone');
	}
});

test('a wait that the server asked for is not cut short', async () => {
	const { client, environment } = startOpen();
	environment.socket.receive({ type: 'goodbye', reconnect: 3127 });
	assert.equal(client.state, 'open');
	environment.socket.end(1012);
	environment.online();
	environment.show();
	await environment.advance(3126);
	assert.equal(client.state, 'waiting');
	await environment.advance(1);
	assert.equal(client.state, 'connecting');
	environment.socket.end();
	await environment.advance(500);
	assert.equal(client.state, 'connecting', 'a goodbye counts once');
});

for (const [name, connect] of Object.entries({
	websocket: () => {
		const started = startOpen();
		return { ...started, end: (code, reason) => started.environment.socket.end(code, reason) };
	},
	sse: async () => {
		const started = await startSse();
		return { ...started, end: (code, reason) => started.environment.http.stream.event({ code, reason }, 'close') };
	},
})) {
	const document = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
	const rows = [...document.matchAll(/^\| (\d[^|]*) \|[^|]*\| (stays away|comes back) \|$/gm)];
	test('the table of close codes is read', () => assert.equal(rows.length, 11));

	for (const [, codes, then] of rows) {
		for (const code of codes.split(/, |–/)) {
			test(`the client ${then} after ${code} over ${name}`, async () => {
				const { client, environment, end, of } = await connect();
				const pending = track(client.request('anything'));
				end(Number(code), 'because');
				await settled();
				assert.equal(client.state, (then === 'comes back') ? 'waiting' : 'closed');
				assert.deepEqual(of('close').at(-1), { code: Number(code), reason: 'because', final: then === 'stays away' });
				assert.deepEqual(of('state').at(-1), { state: client.state });
				assert.equal(pending.error.code, (then === 'comes back') ? 'connection-lost' : 'closed');
				await environment.advance(60000);
				const attempts = environment.sockets.length + environment.http.streams.length;
				assert.ok((then === 'comes back') ? attempts > 1 : attempts === 1);
			});
		}
	}
}

test('after close nothing is left that could run', async () => {
	const { client, environment, of } = startOpen();
	const { socket } = environment;
	assert.equal(environment.listeners, 2);
	client.close(4001, 'bye');
	assert.deepEqual(socket.closed, [4001, 'bye']);
	assert.deepEqual([client.state, client.transport, client.session], ['closed', null, null]);
	assert.deepEqual(of('close'), [{ code: 4001, reason: 'bye', final: true }]);
	socket.end(1006);
	client.close();
	client.reconnect();
	environment.online();
	environment.show();
	await environment.advance(100000);
	assert.equal(environment.timers, 0);
	assert.equal(environment.listeners, 0);
	assert.equal(environment.sockets.length, 1);
	assert.deepEqual(of('close').length, 1);
	assert.throws(() => client.send('x'), { code: 'closed', retryable: false });
	assert.throws(() => client.subscribe('a', () => {}), { code: 'closed' });
	await assert.rejects(client.request('x'), { code: 'closed' });
});

test('closes while it connects or waits', () => {
	for (const waiting of [false, true]) {
		const { client, environment } = start({ transport: 'websocket' });
		if (waiting) {
			environment.socket.end();
		}
		client.close();
		assert.equal(client.state, 'closed');
		assert.equal(environment.timers, 0);
	}
});

test('refuses to close with a code that browsers do not have', () => {
	const { client } = startOpen();
	for (const code of [999, 1001, 1006, 2999, 5000, NaN]) {
		assert.throws(() => client.close(code), RangeError);
	}
	assert.equal(client.state, 'open');
});

test('reconnects at once when told to', () => {
	const { client, environment, of } = startOpen();
	const [first] = environment.sockets;
	client.reconnect();
	assert.equal(client.state, 'connecting');
	assert.deepEqual(first.closed, [undefined, undefined]);
	assert.deepEqual(of('close'), [{ code: 1006, reason: 'Reconnecting', final: false }]);
	assert.equal(environment.sockets.length, 2);
	environment.socket.welcome('s2');
	first.receive({ type: 'message', data: 'late' });
	first.end();
	assert.equal(client.session, 's2');
	assert.deepEqual(of('message'), []);
	assert.deepEqual(of('state').map(({ state }) => state), ['open', 'connecting', 'open']);
});

test('a listener may close or reconnect while it is told of a loss', () => {
	for (const [method, state] of [['close', 'closed'], ['reconnect', 'connecting']]) {
		for (const type of ['state', 'close']) {
			for (const lose of [({ environment }) => environment.socket.end(), ({ client }) => client.reconnect()]) {
				const started = startOpen();
				const { client, environment } = started;
				client.addEventListener(type, () => client[method](), { once: true });
				lose(started);
				assert.equal(client.state, state);
				assert.ok(environment.sockets.length <= 3);
				assert.equal(environment.sockets.filter(({ readyState }) => readyState < 2).length, (state === 'closed') ? 0 : 1);
			}
		}
	}
});

test('measures the round trip', () => {
	const { client, environment } = startOpen();
	assert.equal(environment.socket.pings, 1);
	assert.equal(client.roundTripTime, null);
	environment.freeze(42);
	environment.socket.receive({ type: 'pong' });
	assert.equal(client.roundTripTime, 42);
	environment.socket.end();
	assert.equal(client.roundTripTime, null);
});

test('pings when nothing came for a while, and not before', async () => {
	const { client, environment } = startOpen();
	const { socket } = environment;
	socket.receive({ type: 'pong' });
	await environment.advance(15000);
	socket.receive({ type: 'message', data: 1 });
	await environment.advance(19999);
	assert.equal(socket.pings, 1);
	await environment.advance(1);
	assert.equal(socket.pings, 2);
	await environment.advance(9999);
	socket.receive({ type: 'message', data: 'any frame will do' });
	await environment.advance(20000);
	assert.equal(client.state, 'open');
	assert.equal(socket.pings, 3);
});

test('a connection on which nothing follows a ping is dropped', async () => {
	const { client, environment, of } = startOpen();
	environment.socket.receive({ type: 'pong' });
	await environment.advance(29999);
	assert.equal(client.state, 'open');
	await environment.advance(1);
	assert.equal(client.state, 'waiting');
	assert.deepEqual(of('close'), [{ code: 1006, reason: 'The server does not answer', final: false }]);
	await environment.advance(500);
	environment.socket.welcome('s2');
	assert.equal(client.session, 's2');
});

test('a late timer proves nothing: the client asks again first', async () => {
	const { client, environment } = startOpen();
	const { socket } = environment;
	socket.receive({ type: 'pong' });
	await environment.advance(20000);
	assert.equal(socket.pings, 2);
	environment.freeze(60000);
	await environment.advance(0);
	assert.equal(client.state, 'open');
	assert.equal(socket.pings, 3);
	socket.receive({ type: 'pong' });
	await environment.advance(19999);
	assert.equal(client.state, 'open');
});

test('but not for ever: throttled timers are always late', async () => {
	const { client, environment } = startOpen();
	environment.socket.receive({ type: 'pong' });
	for (let minute = 0; minute < 3; minute += 1) {
		assert.equal(client.state, 'open');
		environment.freeze(60000);
		await environment.advance(0);
	}
	assert.equal(client.state, 'waiting');
});

test('looks whether an open connection is alive when the page wakes up', async () => {
	const { client, environment } = startOpen();
	const { socket } = environment;
	socket.receive({ type: 'pong' });
	await environment.advance(1000);
	environment.online();
	assert.equal(socket.pings, 2);
	await environment.advance(9999);
	assert.equal(client.state, 'open');
	await environment.advance(1);
	assert.equal(client.state, 'waiting');
});

test('what is no frame ends the connection, what is an unknown frame does not', () => {
	const { client, environment } = startOpen();
	for (const frame of ['null', '1', '[]', '{}', '{"type":"dance"}', '{"type":"reply","id":17}', '{"type":"error","id":17}']) {
		environment.socket.receive(frame);
		assert.equal(client.state, 'open');
	}
	environment.socket.receive('{"type":');
	assert.equal(client.state, 'waiting');
});
