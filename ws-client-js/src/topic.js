// SPDX-License-Identifier: Apache-2.0

import { WsError } from './ws-error.js';

/** The state shared by all subscriptions to one topic: the server's subscription and its position. */
export class Topic {

	/** Whether the server has confirmed the subscription on this connection. */
	active = false;

	/** The number of consecutive failures. */
	failures = 0;

	#members = new Set();

	constructor(name, since) {
		this.name = name;
		this.position = since && { epoch: since.epoch, offset: since.offset };
	}

	/** @param left called when the last subscription is removed */
	add(callback, left) {
		const subscription = new EventTarget();
		const member = { callback, subscription };
		const ready = new Promise((resolve, reject) => Object.assign(member, { resolve, reject }));
		ready.catch(() => {}); // those who do not wait for it have the event
		this.#members.add(member);
		if (this.active) {
			member.resolve({ recovered: false, ...this.position });
		}
		return Object.assign(subscription, {
			topic: this.name,
			ready,
			unsubscribe: () => {
				if (this.#members.delete(member)) {
					member.reject(new WsError('unsubscribed', `Unsubscribed from '${this.name}'`));
					if (!this.#members.size) {
						left();
					}
				}
			},
		});
	}

	acknowledge({ recovered, epoch, offset }) {
		this.active = true;
		this.failures = 0;
		if (!recovered) {
			this.position = { epoch, offset };
		}
		const detail = { recovered, epoch, offset };
		for (const { resolve, subscription } of [...this.#members]) {
			resolve(detail);
			subscription.dispatchEvent(new CustomEvent('ack', { detail }));
		}
	}

	/** Delivers an event unless it was delivered before. */
	receive(data, event, report) {
		const { epoch, offset, snapshot } = event;
		if (snapshot || epoch !== this.position.epoch || offset > this.position.offset) {
			this.position = { epoch, offset };
			for (const { callback } of [...this.#members]) {
				try {
					callback(data, event);
				}
				catch (ex) {
					report(ex);
				}
			}
		}
	}

	/** Ends all subscriptions, with an error if there is one. */
	end(error = null) {
		const members = [...this.#members];
		this.#members.clear();
		for (const { reject, subscription } of members) {
			reject(error ?? new WsError('unsubscribed', `The server ended the subscription to '${this.name}'`));
			subscription.dispatchEvent(new CustomEvent('end', { detail: { error } }));
		}
	}

}
