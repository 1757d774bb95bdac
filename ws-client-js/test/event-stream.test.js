import assert from 'node:assert/strict';
import test from 'node:test';

import { eventStream } from '../src/event-stream.js';

const encoder = new TextEncoder();

function parse(...parts) {
	const events = [];
	const read = eventStream((type, data) => events.push([type, data]));
	parts.forEach((part) => read((typeof part === 'string') ? encoder.encode(part) : part));
	return events;
}

const CASES = [
	['an event', 'data: hello\n\n', [['message', 'hello']]],
	['a named event', 'event: close\ndata: {}\n\n', [['close', '{}']]],
	['a name lasts for one event only', 'event: a\ndata: 1\n\ndata: 2\n\n', [['a', '1'], ['message', '2']]],
	['lines that end with CRLF', 'event: a\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n', [['a', '1'], ['message', '2']]],
	['lines that end with CR', 'event: a\rdata: 1\r\rdata: 2\r\r', [['a', '1'], ['message', '2']]],
	['mixed ends of lines', 'data: 1\r\ndata: 2\rdata: 3\n\r\n', [['message', '1\n2\n3']]],
	['data of several lines', 'data: a\ndata:\ndata: b\n\n', [['message', 'a\n\nb']]],
	['empty data', 'data\n\n', [['message', '']]],
	['two lines of empty data', 'data\ndata\n\n', [['message', '\n']]],
	['only the first space goes', 'data:a\n\ndata:  b\n\n', [['message', 'a'], ['message', ' b']]],
	['a colon in the data', 'data: a: b\n\n', [['message', 'a: b']]],
	['a line separator in the data', 'data: a\u2028b\n\n', [['message', 'a\u2028b']]],
	['comments', ': hello\n:\ndata: 1\n: again\n\n', [['message', '1']]],
	['no data, no event', 'event: a\n\ndata: 1\n\n', [['message', '1']]],
	['other fields', 'id: 1\nretry: 2\nwhatever\nDATA: x\n data: y\ndata: z\n\n', [['message', 'z']]],
	['a byte order mark', '\ufeffdata: 1\n\n', [['message', '1']]],
	['the end in the middle of an event', 'data: 1\n\ndata: 2\n', [['message', '1']]],
	['characters of several bytes', 'event: ä\ndata: 日本 😀\n\n', [['ä', '日本 😀']]],
];

for (const [name, stream, events] of CASES) {
	test(name, () => assert.deepEqual(parse(stream), events));

	test(`${name}, cut anywhere`, () => {
		const bytes = encoder.encode(stream);
		for (let cut = 0; cut <= bytes.length; cut += 1) {
			assert.deepEqual(parse(bytes.slice(0, cut), bytes.slice(cut)), events, `cut at ${cut}`);
		}
		assert.deepEqual(parse(...Array.from(bytes, (byte) => Uint8Array.of(byte))), events);
	});
}

test('a part without bytes between CR and LF', () => {
	assert.deepEqual(parse('data: 1\r', '', '\ndata: 2\r\n\r\n'), [['message', '1\n2']]);
});

test('an event that ends with CR is there before what follows', () => {
	assert.deepEqual(parse('data: 1\r\r'), [['message', '1']]);
});
