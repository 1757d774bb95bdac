import { FakeFetch } from './fake-fetch.js';
import { FakeWebSocket } from './fake-websocket.js';

globalThis.CustomEvent ??= class CustomEvent extends Event {

	constructor(type, { detail }) {
		super(type);
		this.detail = detail;
	}

};

/** Lets everything run that waits for promises only. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What the client takes from the browser, under a clock that only a test moves. */
export class FakeEnvironment extends EventTarget {

	#clock = 0;

	#lastTimer = 0;

	#timers = new Map();

	/** How many listeners the client has left here and at the document. */
	listeners = 0;

	reported = [];

	sockets = [];

	constructor({ random = 0, storage = new Map() } = {}) {
		super();
		this.storage = storage;
		this.random = random;
		this.Math = { ...Math, min: Math.min, random: () => this.random };
		this.Date = { now: () => 1800000000000 + this.#clock };
		this.performance = { now: () => this.#clock };
		this.localStorage = {
			getItem: (key) => storage.get(key) ?? null,
			setItem: (key, value) => storage.set(key, String(value)),
		};
		this.document = Object.assign(new EventTarget(), {
			baseURI: 'https://app.example/pages/index.html',
			visibilityState: 'visible',
		});
		for (const target of [this, this.document]) {
			const { addEventListener, removeEventListener } = target;
			target.addEventListener = (...args) => {
				this.listeners += 1;
				addEventListener.apply(target, args);
			};
			target.removeEventListener = (...args) => {
				this.listeners -= 1;
				removeEventListener.apply(target, args);
			};
		}
		this.setTimeout = (callback, delay) => {
			this.#lastTimer += 1;
			this.#timers.set(this.#lastTimer, { callback, due: this.#clock + Math.max(0, delay) });
			return this.#lastTimer;
		};
		this.clearTimeout = (timer) => this.#timers.delete(timer);
		this.reportError = (ex) => this.reported.push(ex);
		const { sockets } = this;
		this.WebSocket = class extends FakeWebSocket {

			constructor(url, protocol) {
				super(url, protocol);
				sockets.push(this);
			}

		};
		this.http = new FakeFetch();
		this.fetch = (url, init) => this.http.fetch(url, init);
	}

	get socket() {
		return this.sockets.at(-1);
	}

	/** Lets time pass, timer by timer. */
	async advance(ms) {
		const end = this.#clock + ms;
		await settled();
		for (;;) {
			const [next] = [...this.#timers].sort(([, one], [, other]) => one.due - other.due);
			if (!next || next[1].due > end) {
				break;
			}
			this.#clock = Math.max(this.#clock, next[1].due);
			this.#timers.delete(next[0]);
			next[1].callback();
			await settled();
		}
		this.#clock = end;
	}

	/** Lets time pass while the page is frozen: the timers are late. */
	freeze(ms) {
		this.#clock += ms;
	}

	get timers() {
		return this.#timers.size;
	}

	online() {
		this.dispatchEvent(new Event('online'));
	}

	show(visibilityState = 'visible') {
		this.document.visibilityState = visibilityState;
		this.document.dispatchEvent(new Event('visibilitychange'));
	}

}
