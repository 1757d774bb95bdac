// SPDX-License-Identifier: Apache-2.0

/** What the server refused or the client could not do; `retryable` says whether the same may work later. */
export class WsError extends Error {

	constructor(code, message, retryable = false) {
		super(message);
		this.name = 'WsError';
		this.code = code;
		this.retryable = retryable;
	}

}
