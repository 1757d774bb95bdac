// SPDX-License-Identifier: Apache-2.0

/**
 * Connects to an endpoint and stays connected until `close`, or until the server closes the connection for good.
 *
 * @param url absolute or relative to the page, with `ws:`, `wss:`, `http:` or `https:`
 * @throws TypeError if the URL or the transport is none
 */
export function connect(url: string | URL, options?: ConnectOptions): WsClient;

export type Transport = 'websocket' | 'sse';

/** All times are in ms. */
export interface ConnectOptions {

	/**
	 * `auto` uses WebSocket, and server-sent events where WebSocket cannot be opened.
	 * @default 'auto'
	 */
	transport?: 'auto' | Transport;

	/**
	 * Called for every attempt to connect. The token goes into the query of a WebSocket's URL, otherwise into `Authorization: Bearer`.
	 * If it fails, so does the attempt.
	 */
	token?: () => string | null | undefined | Promise<string | null | undefined>;

	/**
	 * Name of the query parameter for the token.
	 * @default 'access_token'
	 */
	tokenParameter?: string;

	/**
	 * Shortest wait before the next attempt. How long it really is is random, below a ceiling that doubles with every failure.
	 * @default 500
	 */
	minDelay?: number;

	/**
	 * Longest wait before the next attempt.
	 * @default 20000
	 */
	maxDelay?: number;

	/**
	 * How long an attempt may take, the token included.
	 * @default 10000
	 */
	connectTimeout?: number;

	/**
	 * How long to wait for an answer, the time without a connection included.
	 * @default 10000
	 */
	requestTimeout?: number;

	/**
	 * After how long without a sign of life the server is pinged.
	 * @default 20000
	 */
	pingInterval?: number;

	/**
	 * How long after a ping the connection counts as lost if nothing comes.
	 * @default 10000
	 */
	pongTimeout?: number;

	/**
	 * Most messages that wait to be sent.
	 * @default 256
	 */
	maxQueue?: number;

	/**
	 * For how long SSE is used once WebSocket could not be opened; then WebSocket is tried again.
	 * @default 300000
	 */
	fallbackMemory?: number;

}

/** `waiting` is for the next attempt, `closed` is for good. */
export type State = 'connecting' | 'open' | 'waiting' | 'closed';

/** How a connection or an attempt ended, with a code of RFC 6455; `final` if no other follows. */
export interface CloseDetail {
	readonly code: number;
	readonly reason: string;
	readonly final: boolean;
}

/** Where an event stands in its topic. */
export interface Position {
	readonly epoch: string;
	readonly offset: number;
}

export interface TopicEvent extends Position {
	readonly topic: string;

	/** Whether this is the topic's state at the time of the subscription. */
	readonly snapshot: boolean;
}

/** How a subscription began; `recovered` says that nothing was missed since the position it went on from. */
export interface Ack extends Position {
	readonly recovered: boolean;
}

export interface RequestOptions {

	/** Instead of `requestTimeout`, in ms. */
	timeout?: number;

	signal?: AbortSignal;

}

/** An `EventTarget` that knows its events. */
export interface TypedEventTarget<Events> extends EventTarget {

	addEventListener<K extends keyof Events>(type: K, listener: (event: Events[K]) => void,
		options?: boolean | AddEventListenerOptions): void;

	addEventListener(type: string, listener: EventListenerOrEventListenerObject | null,
		options?: boolean | AddEventListenerOptions): void;

	removeEventListener<K extends keyof Events>(type: K, listener: (event: Events[K]) => void,
		options?: boolean | EventListenerOptions): void;

	removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null,
		options?: boolean | EventListenerOptions): void;

}

export interface WsClientEventMap {

	state: CustomEvent<{ readonly state: State }>;

	/** `detail` is the data of the message. */
	message: CustomEvent<unknown>;

	binary: CustomEvent<Uint8Array>;

	/** An event of a topic to which the server has subscribed this session by itself. */
	event: CustomEvent<TopicEvent & { readonly data: unknown }>;

	/** An error that is not about one request or subscription. */
	error: CustomEvent<WsError>;

	close: CustomEvent<CloseDetail>;
}

/** A session with an endpoint that outlives its connections. */
export interface WsClient extends TypedEventTarget<WsClientEventMap> {

	readonly state: State;

	/** What carries the session, null while there is no connection. */
	readonly transport: Transport | null;

	/** The session's id, null while there is no connection. */
	readonly session: string | null;

	/** How long the last ping took in ms, null if none was answered on this connection. */
	readonly roundTripTime: number | null;

	/**
	 * Sends any JSON value as a message, and a buffer or a view of one as a binary message. What is not sent yet waits for the next
	 * connection.
	 *
	 * @throws WsError `closed` if the client is closed, `queue-full` if too many messages wait
	 */
	send(data: unknown): void;

	/**
	 * Sends a request.
	 *
	 * @returns the data of the first reply; rejected with a `WsError`: what the server says, `timeout`, `connection-lost` if the
	 * request was sent but not answered, `closed` or `queue-full`; or with the reason of `signal`
	 */
	request<T = unknown>(data: unknown, options?: RequestOptions): Promise<T>;

	/**
	 * Publishes to a topic, where the server allows it.
	 *
	 * @returns resolved when the server has taken it; rejected as that of `request`
	 */
	publish(topic: string, data: unknown, options?: RequestOptions): Promise<void>;

	/**
	 * Subscribes to a topic until `unsubscribe`, across reconnects: a callback gets an event once and in order. Several subscriptions
	 * to a topic share one on the wire; `since` is that of the first, and those who come later get what comes later.
	 *
	 * @param callback called with the data, a `Uint8Array` if it is binary
	 * @param options `since`: where to go on, such as the last event seen
	 * @throws WsError `closed` if the client is closed
	 */
	subscribe<T = unknown>(topic: string, callback: (data: T, event: TopicEvent) => void, options?: { since?: Position }): Subscription;

	/** Gives the connection up without a word and comes back at once: to try out what happens. */
	reconnect(): void;

	/**
	 * Ends the session, for good.
	 *
	 * @param code 1000 or from 3000 to 4999; default 1000
	 * @param reason at most 123 bytes of UTF-8
	 * @throws RangeError if it is another code
	 */
	close(code?: number, reason?: string): void;

}

export interface SubscriptionEventMap {

	/** For every subscription on the wire: the first, and one after every reconnect. */
	ack: CustomEvent<Ack>;

	/** The subscription is over: refused or closed if there is an error, otherwise ended by the server. */
	end: CustomEvent<{ readonly error: WsError | null }>;

}

export interface Subscription extends TypedEventTarget<SubscriptionEventMap> {

	readonly topic: string;

	/** Of the first ack; rejected with a `WsError` if the server refuses, or if the subscription ends before. */
	readonly ready: Promise<Ack>;

	unsubscribe(): void;

}

/** What the server refused, with a code of the protocol, or what the client could not do. */
export class WsError extends Error {

	constructor(code: string, message: string, retryable?: boolean);

	/** One of the protocol's, or `closed`, `connection-lost`, `queue-full`, `timeout`, `unsubscribed`. */
	readonly code: string;

	/** Whether the same may work later. */
	readonly retryable: boolean;

}
