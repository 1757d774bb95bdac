/** Formats sizes, times, bytes and close codes for people. */

const PREVIEW_BYTES = 48;

const PREVIEW_CHARS = 2000;

const CLOSE_CODES = {
	1000: 'normal',
	1001: 'the server is going away',
	1002: 'protocol error',
	1003: 'unsupported data',
	1005: 'no code given',
	1006: 'no goodbye: the handshake was refused, or the connection broke',
	1007: 'the text was not UTF-8',
	1008: 'against the server\u2019s policy',
	1009: 'the message was too big',
	1011: 'the server failed',
	1012: 'the server restarts',
	1013: 'too slow, try again later',
};

const encoder = new TextEncoder();

export function size(bytes) {
	if (bytes < 1024) {
		return `${bytes} B`;
	}
	const [value, unit] = (bytes < 1024 * 1024) ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
	return `${value.toFixed((value < 10) ? 1 : 0)} ${unit}`;
}

export function textSize(text) {
	return encoder.encode(text).length;
}

export function milliseconds(duration) {
	return `${duration.toFixed((duration < 10) ? 1 : 0)} ms`;
}

export function duration(time) {
	return (time < 1000) ? milliseconds(time) : `${(time / 1000).toFixed(1)} s`;
}

export function clock(date) {
	const two = (number) => String(number).padStart(2, '0');
	const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
	return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export function textPreview(text) {
	return (text.length > PREVIEW_CHARS) ? `${text.slice(0, PREVIEW_CHARS)}\u2026` : text;
}

export function bytesPreview(bytes) {
	const shown = bytes.subarray(0, PREVIEW_BYTES);
	const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
	const rest = bytes.length - shown.length;
	return (rest > 0) ? `${hex} \u2026 ${size(rest)} more` : hex;
}

/** Parses pairs of hexadecimal digits with any separators. Returns null if the input is invalid. */
export function parseHex(text) {
	const digits = text.replace(/0x|[\s,:_-]/gi, '');
	if (!digits || digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) {
		return null;
	}
	return Uint8Array.from(digits.match(/../g), (pair) => Number.parseInt(pair, 16));
}

export function closeStatus(code, reason) {
	const meaning = reason || CLOSE_CODES[code] || ((code >= 4000) ? 'application\u2019s own code' : '');
	return (meaning) ? `${code} \u00b7 ${meaning}` : String(code);
}
