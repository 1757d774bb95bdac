// SPDX-License-Identifier: Apache-2.0

import { WsError } from './ws-error.js';

/** What all subscriptions to one topic share: the server's one subscription, and how far it has come. */
export class Topic {

	/** Whether the server has confirmed the subscription on this connection. */
	active = false;

	/** Attempts that failed in a row. */
	failures = 0;

	#members = new Set();

	constructor(name, since) {
		this.name = name;
		this.position = since && { epoch: since.epoch, offset: since.offset };
	}

	/** @param left called when the last subscription has gone */
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

	/** Passes an event on, unless it was seen before. */
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

	/** Ends all subscriptions, for a reason that is an error if there is one. */
	end(error = null) {
		const members = [...this.#members];
		this.#members.clear();
		for (const { reject, subscription } of members) {
			reject(error ?? new WsError('unsubscribed', `The server ended the subscription to '${this.name}'`));
			subscription.dispatchEvent(new CustomEvent('end', { detail: { error } }));
		}
	}

}
