// SPDX-License-Identifier: Apache-2.0

/**
 * Parses an event stream (WHATWG HTML, section 9.2.6) from bytes that may be split anywhere. The fields `id` and `retry` are
 * ignored: `ws-starter.v1` resumes by offsets, and the client chooses its own delays.
 *
 * @param {(type: string, data: string) => void} dispatch called for every event
 * @returns {(bytes: Uint8Array) => void} a function that parses the next bytes
 */
export function eventStream(dispatch) {
	const decoder = new TextDecoder();
	let afterReturn = false;
	let rest = '';
	let type = '';
	let data = [];

	function read(line) {
		const [, field, value = ''] = line.match(/^([^:]*)(?:: ?(.*))?$/s);
		if (field === 'event') {
			type = value;
		}
		else if (field === 'data') {
			data.push(value);
		}
		else if (!line) {
			if (data.length) {
				dispatch(type || 'message', data.join('\n'));
			}
			type = '';
			data = [];
		}
	}

	return (bytes) => {
		let text = decoder.decode(bytes, { stream: true });
		if (text) {
			if (afterReturn && text[0] === '\n') {
				text = text.slice(1);
			}
			afterReturn = text.endsWith('\r');
			const lines = (rest + text).split(/\r\n|\r|\n/);
			rest = lines.pop();
			lines.forEach(read);
		}
	};
}
