// SPDX-License-Identifier: Apache-2.0

/**
 * Connects to an endpoint and stays connected until `close`, or until the server closes the connection for good.
 *
 * @param url absolute or relative to the page, with `ws:`, `wss:`, `http:` or `https:`
 * @throws TypeError if the URL or the transport is invalid
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
	 * If it fails, the attempt fails.
	 */
	token?: () => string | null | undefined | Promise<string | null | undefined>;

	/**
	 * Name of the query parameter for the token.
	 * @default 'access_token'
	 */
	tokenParameter?: string;

	/**
	 * Minimum delay before the next attempt. The actual delay is random, with an upper limit that doubles with every failure.
	 * @default 500
	 */
	minDelay?: number;

	/**
	 * Maximum delay before the next attempt.
	 * @default 20000
	 */
	maxDelay?: number;

	/**
	 * Timeout of an attempt, including the call for the token.
	 * @default 10000
	 */
	connectTimeout?: number;

	/**
	 * Timeout of a request, including the time without a connection.
	 * @default 10000
	 */
	requestTimeout?: number;

	/**
	 * Time without a sign of life after which the server is pinged.
	 * @default 20000
	 */
	pingInterval?: number;

	/**
	 * Time after a ping without an answer after which the connection counts as lost.
	 * @default 10000
	 */
	pongTimeout?: number;

	/**
	 * Maximum number of messages waiting to be sent.
	 * @default 256
	 */
	maxQueue?: number;

	/**
	 * Time for which SSE is used after a WebSocket could not be opened. Then WebSocket is tried again.
	 * @default 300000
	 */
	fallbackMemory?: number;

}

/** `waiting` means waiting for the next attempt, `closed` is final. */
export type State = 'connecting' | 'open' | 'waiting' | 'closed';

/** The end of a connection or an attempt, with a close code of RFC 6455. `final` means that no attempt follows. */
export interface CloseDetail {
	readonly code: number;
	readonly reason: string;
	readonly final: boolean;
}

/** The position of an event in its topic. */
export interface Position {
	readonly epoch: string;
	readonly offset: number;
}

export interface TopicEvent extends Position {
	readonly topic: string;

	/** Whether this is the topic's state at the time of the subscription. */
	readonly snapshot: boolean;
}

/** The start of a subscription. `recovered` means that no event was missed since the requested position. */
export interface Ack extends Position {
	readonly recovered: boolean;
}

export interface RequestOptions {

	/** Timeout in ms; overrides `requestTimeout`. */
	timeout?: number;

	signal?: AbortSignal;

}

/** An `EventTarget` with typed events. */
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

	/** An event of a topic to which the server has subscribed this session. */
	event: CustomEvent<TopicEvent & { readonly data: unknown }>;

	/** An error that does not belong to a request or subscription. */
	error: CustomEvent<WsError>;

	close: CustomEvent<CloseDetail>;
}

/** A session with an endpoint. It outlives its connections. */
export interface WsClient extends TypedEventTarget<WsClientEventMap> {

	readonly state: State;

	/** The current transport, or null without a connection. */
	readonly transport: Transport | null;

	/** The id of the session, or null without a connection. */
	readonly session: string | null;

	/** The round trip time of the last ping in ms, or null if no ping was answered on this connection. */
	readonly roundTripTime: number | null;

	/**
	 * Sends any JSON value as a text message, and a buffer or a view of a buffer as a binary message. Unsent messages wait for the
	 * next connection.
	 *
	 * @throws WsError `closed` if the client is closed, `queue-full` if too many messages wait
	 */
	send(data: unknown): void;

	/**
	 * Sends a request.
	 *
	 * @returns the data of the first reply; rejected with a `WsError`: the server's code, `timeout`, `connection-lost` if the
	 * request was sent but not answered, `closed` or `queue-full`; or with the reason of `signal`
	 */
	request<T = unknown>(data: unknown, options?: RequestOptions): Promise<T>;

	/**
	 * Publishes to a topic, where the server allows it.
	 *
	 * @returns resolved when the server has accepted the message; rejected like `request`
	 */
	publish(topic: string, data: unknown, options?: RequestOptions): Promise<void>;

	/**
	 * Subscribes to a topic until `unsubscribe`, across reconnects. The callback receives each event once and in order. All
	 * subscriptions to a topic share one on the wire. Its `since` is that of the first; later ones receive later events.
	 *
	 * @param callback called with the data, a `Uint8Array` if it is binary
	 * @param options `since`: the position to resume from, for example the last event seen
	 * @throws WsError `closed` if the client is closed
	 */
	subscribe<T = unknown>(topic: string, callback: (data: T, event: TopicEvent) => void, options?: { since?: Position }): Subscription;

	/** Drops the connection without a close frame and reconnects at once. For trying out what happens. */
	reconnect(): void;

	/**
	 * Ends the session permanently.
	 *
	 * @param code 1000 or from 3000 to 4999; default 1000
	 * @param reason at most 123 bytes of UTF-8
	 * @throws RangeError for any other code
	 */
	close(code?: number, reason?: string): void;

}

export interface SubscriptionEventMap {

	/** Fired for the first subscription on the wire and after every reconnect. */
	ack: CustomEvent<Ack>;

	/** The subscription has ended: with an error if it was refused or closed, otherwise by the server. */
	end: CustomEvent<{ readonly error: WsError | null }>;

}

export interface Subscription extends TypedEventTarget<SubscriptionEventMap> {

	readonly topic: string;

	/** Resolved with the first ack; rejected with a `WsError` if the server refuses, or if the subscription ends first. */
	readonly ready: Promise<Ack>;

	unsubscribe(): void;

}

/** A refusal of the server, with a code of the protocol, or a failure of the client. */
export class WsError extends Error {

	constructor(code: string, message: string, retryable?: boolean);

	/** One of the protocol's, or `closed`, `connection-lost`, `queue-full`, `timeout`, `unsubscribed`. */
	readonly code: string;

	/** Whether a later attempt may succeed. */
	readonly retryable: boolean;

}
