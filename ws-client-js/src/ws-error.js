// SPDX-License-Identifier: Apache-2.0

/** A refusal of the server or a failure of the client. `retryable` says whether a later attempt may succeed. */
export class WsError extends Error {

	constructor(code, message, retryable = false) {
		super(message);
		this.name = 'WsError';
		this.code = code;
		this.retryable = retryable;
	}

}
