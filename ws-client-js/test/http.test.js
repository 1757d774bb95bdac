import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import test from 'node:test';

import '../test-support/fake-environment.js';
import { connect } from '../src/ws-client.js';

/** A server on loopback that speaks just enough of the protocol, by real HTTP. */
function startServer() {
	const log = [];
	let stream;
	const server = createServer(async (request, response) => {
		const url = new URL(request.url, 'http://localhost');
		let body = '';
		for await (const part of request) {
			body += part;
		}
		log.push({ method: request.method, path: url.pathname, query: url.search, token: request.headers['ws-session-token'], body });
		if (request.method === 'GET') {
			stream = response;
			response.on('close', () => server.emit('streamClosed'));
			response.writeHead(200, { 'Content-Type': 'text/event-stream' });
			response.write('event: session\ndata: {"session":"s1","token":"secret"}\n\n');
			response.write('data: {"type":"welcome","session":"s1","heartbeat":0,"limits":{}}\n\n');
			return;
		}
		response.writeHead(204).end();
		const { type, id, data } = (body) ? JSON.parse(body) : {};
		if (type === 'request') {
			const reply = Buffer.from(`data: ${JSON.stringify({ type: 'reply', id, data })}\n\n`);
			reply.forEach((byte) => stream.write(Uint8Array.of(byte)));
		}
	});
	return { log, server };
}

test('opens, asks, gets an answer and closes over real HTTP', async (context) => {
	const { log, server } = startServer();
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = connect(`ws://127.0.0.1:${server.address().port}/ws/echo?room=1`, { transport: 'sse' });
	context.after(() => client.close());
	const [first, second] = await Promise.all([client.request('grüße 😀'), client.request({ n: 2 })]);
	assert.equal(first, 'grüße 😀');
	assert.deepEqual(second, { n: 2 });
	assert.deepEqual([client.state, client.transport, client.session], ['open', 'sse', 's1']);
	const closed = once(server, 'streamClosed');
	client.send('last');
	client.close(4000, 'done');
	await closed;
	const [get, ...posts] = log;
	assert.deepEqual([get.method, get.path, get.query], ['GET', '/ws/echo', '?room=1&subprotocol=ws-starter.v1']);
	const last = posts.pop();
	assert.deepEqual([last.method, last.query, last.token], ['DELETE', '?room=1&code=4000&reason=done', 'secret']);
	assert.deepEqual(posts.map(({ body }) => JSON.parse(body).data), [undefined, 'grüße 😀', { n: 2 }, 'last']);
	assert.ok(posts.every(({ method, query, token }) => method === 'POST' && query === '?room=1' && token === 'secret'));
});

test('a server that is not there is tried again', async (context) => {
	const client = connect('http://127.0.0.1:1/ws/echo', { transport: 'sse' });
	context.after(() => client.close());
	const [{ detail }] = await once(client, 'close');
	assert.equal(client.state, 'waiting');
	assert.equal(detail.code, 1006);
	assert.equal(detail.final, false);
});
