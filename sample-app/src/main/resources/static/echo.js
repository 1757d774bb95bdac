import { createConnection } from './connection.js';
import * as format from './format.js';

const MAX_ROWS = 500;

const MAX_PENDING = 100;

const element = (id) => document.getElementById(id);

const elements = Object.fromEntries(['send-text', 'text', 'send-bytes', 'hex', 'file', 'file-name', 'sent', 'received',
	'round-trip', 'clear', 'scroll', 'empty', 'log'].map((id) => [id, element(id)]));

let client = null;

/** The binary messages without a reply, oldest first. */
let pending = [];

const counts = { sent: 0, received: 0 };

function showError(field, message) {
	const error = element(`${field.id}-error`);
	error.hidden = !message;
	error.textContent = message;
	field.toggleAttribute('aria-invalid', Boolean(message));
}

function cell(name, text) {
	const span = document.createElement('span');
	span.className = name;
	span.textContent = text;
	return span;
}

function log(direction, kind, content, { bytes, roundTrip } = {}) {
	const atEnd = elements.scroll.scrollHeight - elements.scroll.scrollTop - elements.scroll.clientHeight < 40;
	const row = document.createElement('li');
	row.dataset.direction = direction;
	row.dataset.kind = kind;
	const time = document.createElement('time');
	const now = new Date();
	time.dateTime = now.toISOString();
	time.textContent = format.clock(now);
	row.append(time, cell('direction', direction), cell('kind', kind),
		cell('size', (bytes === undefined) ? '' : format.size(bytes)), cell('content', content),
		cell('trip', (roundTrip === undefined) ? '' : format.milliseconds(roundTrip)));
	elements.log.append(row);
	while (elements.log.children.length > MAX_ROWS) {
		elements.log.firstElementChild.remove();
	}
	elements.empty.hidden = true;
	if (atEnd) {
		elements.scroll.scrollTop = elements.scroll.scrollHeight;
	}
}

function logMessage(direction, data, details) {
	if (typeof data === 'string') {
		log(direction, 'text', format.textPreview(data), { bytes: format.textSize(data), ...details });
	}
	else {
		log(direction, 'binary', format.bytesPreview(data), { bytes: data.length, ...details });
	}
	counts[direction] += 1;
	elements[direction].textContent = counts[direction];
}

function logReceived(data, roundTrip) {
	if (roundTrip !== undefined) {
		elements['round-trip'].textContent = format.milliseconds(roundTrip);
	}
	logMessage('received', data, { roundTrip });
}

function same(one, other) {
	return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Returns the time since the oldest equal message was sent, or undefined if there is none. */
function takeRoundTrip(data) {
	const index = pending.findIndex((message) => same(message.data, data));
	if (index === -1) {
		return undefined;
	}
	const [message] = pending.splice(0, index + 1).slice(-1);
	return performance.now() - message.sentAt;
}

/** Sends a request, so that the reply can be matched. */
async function sendText(text) {
	logMessage('sent', text);
	const sentAt = performance.now();
	try {
		const reply = await client.request(text);
		logReceived(reply, performance.now() - sentAt);
	}
	catch (error) {
		log('info', 'error', `${error.message} (${error.code})`);
	}
}

function sendBytes(bytes) {
	try {
		client.send(bytes);
	}
	catch (error) {
		log('info', 'error', `${error.message} (${error.code})`);
		return;
	}
	logMessage('sent', bytes);
	pending = [...pending, { data: bytes, sentAt: performance.now() }].slice(-MAX_PENDING);
}

function changed() {
	document.querySelectorAll('[data-needs-client]').forEach((button) => {
		button.disabled = client.state === 'closed';
	});
	if (client.state === 'open') {
		log('info', 'open', `Connected over ${(client.transport === 'sse') ? 'server-sent events' : 'WebSocket'}`);
	}
}

createConnection('ws/echo', (created) => {
	client = created;
	pending = [];
	created.addEventListener('binary', ({ detail }) => logReceived(detail, takeRoundTrip(detail)));
	created.addEventListener('state', () => (created === client) && changed());
	created.addEventListener('close', ({ detail }) => log('info', 'close', `Closed ${format.closeStatus(detail.code, detail.reason)}`));
	changed();
});

elements['send-text'].addEventListener('submit', (event) => {
	event.preventDefault();
	sendText(elements.text.value);
	elements.text.value = '';
	elements.text.focus({ preventScroll: true });
});

elements.text.addEventListener('keydown', (event) => {
	if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
		event.preventDefault();
		elements['send-text'].requestSubmit();
	}
});

elements['send-bytes'].addEventListener('submit', async (event) => {
	event.preventDefault();
	const [file] = elements.file.files;
	const bytes = (file) ? new Uint8Array(await file.arrayBuffer()) : format.parseHex(elements.hex.value);
	showError(elements.hex, (bytes) ? '' : 'Write pairs of hexadecimal digits, such as 48 65 6c, or choose a file.');
	if (bytes) {
		sendBytes(bytes);
	}
	else {
		elements.hex.focus();
	}
});

elements.file.addEventListener('change', () => {
	const [file] = elements.file.files;
	elements['file-name'].textContent = (file) ? `${file.name} (${format.size(file.size)})` : 'Choose a file';
	elements.hex.value = '';
	showError(elements.hex, '');
});

elements.hex.addEventListener('input', () => {
	elements.file.value = '';
	elements['file-name'].textContent = 'Choose a file';
	showError(elements.hex, '');
});

elements.clear.addEventListener('click', () => {
	elements.log.replaceChildren();
	elements.empty.hidden = false;
	counts.sent = 0;
	counts.received = 0;
	elements.sent.textContent = '0';
	elements.received.textContent = '0';
	elements['round-trip'].textContent = '\u2013';
});
