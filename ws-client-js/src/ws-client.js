// SPDX-License-Identifier: Apache-2.0

import { Client } from './client.js';

export { WsError } from './ws-error.js';

/** Connects to an endpoint of ws-starter and stays connected; see `ws-client.d.ts`. */
export function connect(url, options) {
	return new Client(url, options, globalThis);
}
