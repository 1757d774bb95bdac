import { Client } from '../src/client.js';
import { FakeEnvironment, settled } from './fake-environment.js';

/** A client in a fake browser, and the log of its events. */
export function start(options = {}, environment = new FakeEnvironment()) {
	const client = new Client('/ws/test', options, environment);
	const events = [];
	for (const type of ['state', 'message', 'binary', 'event', 'error', 'close']) {
		client.addEventListener(type, ({ detail }) => events.push({ type, detail }));
	}
	const of = (type) => events.filter((event) => event.type === type).map(({ detail }) => detail);
	return { client, environment, events, of };
}

/** The same, connected by WebSocket. */
export function startOpen(options, environment) {
	const started = start({ transport: 'websocket', ...options }, environment);
	started.environment.socket.welcome();
	return started;
}

/** The same, connected by SSE. */
export async function startSse(options, environment) {
	const started = start({ transport: 'sse', ...options }, environment);
	started.environment.http.takePosts();
	await settled();
	started.environment.http.stream.welcome();
	await settled();
	return started;
}

/** What a promise comes to, filled in when it does: `{}`, then `{ value }` or `{ error }`. */
export function track(promise) {
	const result = {};
	promise.then((value) => Object.assign(result, { value }), (error) => Object.assign(result, { error }));
	return result;
}
