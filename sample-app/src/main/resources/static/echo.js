import * as format from './format.js';

const MAX_ROWS = 500;

const MAX_PENDING = 100;

const STATES = {
	closed: { badge: 'Disconnected', button: 'Connect' },
	connecting: { badge: 'Connecting\u2026', button: 'Cancel' },
	open: { badge: 'Connected', button: 'Disconnect' },
	closing: { badge: 'Closing\u2026', button: 'Closing\u2026' },
};

const element = (id) => document.getElementById(id);

const elements = Object.fromEntries(['state', 'connection', 'url', 'connect', 'send', 'send-text', 'text',
	'send-bytes', 'hex', 'file', 'file-name', 'sent', 'received', 'round-trip', 'clear', 'scroll', 'empty',
	'log'].map((id) => [id, element(id)]));

let socket = null;

let pending = [];

const counts = { sent: 0, received: 0 };

function showState(state) {
	elements.state.dataset.state = state;
	elements.state.textContent = STATES[state].badge;
	elements.connect.textContent = STATES[state].button;
	elements.connect.disabled = (state === 'closing');
	elements.connect.classList.toggle('primary', state === 'closed');
	elements.send.classList.toggle('primary', state === 'open');
	elements.url.readOnly = (state !== 'closed');
	document.querySelectorAll('[data-needs-connection]').forEach((button) => {
		button.disabled = (state !== 'open');
	});
}

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

function count(direction) {
	counts[direction] += 1;
	elements[direction].textContent = counts[direction];
}

function logMessage(direction, data, details) {
	if (typeof data === 'string') {
		log(direction, 'text', format.textPreview(data), { bytes: format.textSize(data), ...details });
	}
	else {
		log(direction, 'binary', format.bytesPreview(data), { bytes: data.length, ...details });
	}
	count(direction);
}

function same(one, other) {
	return one === other || (one.length === other.length && typeof one !== 'string' && typeof other !== 'string'
		&& one.every((byte, index) => byte === other[index]));
}

/** The time since the oldest message that equals this one was sent; undefined if there is none. */
function takeRoundTrip(data, now) {
	const index = pending.findIndex((message) => same(message.data, data));
	if (index === -1) {
		return undefined;
	}
	const [message] = pending.splice(0, index + 1).slice(-1);
	return now - message.sentAt;
}

function send(data) {
	if (socket?.readyState !== WebSocket.OPEN) {
		return false;
	}
	logMessage('sent', data);
	pending = [...pending, { data, sentAt: performance.now() }].slice(-MAX_PENDING);
	socket.send(data);
	return true;
}

function received(event) {
	const now = performance.now();
	const data = (typeof event.data === 'string') ? event.data : new Uint8Array(event.data);
	const roundTrip = takeRoundTrip(data, now);
	if (roundTrip !== undefined) {
		elements['round-trip'].textContent = format.milliseconds(roundTrip);
	}
	logMessage('received', data, { roundTrip });
}

/** A new socket, or null if the address cannot be one. */
function open(address) {
	try {
		return (/^wss?:\/\//i.test(address)) ? new WebSocket(address) : null;
	}
	catch {
		return null;
	}
}

function connect() {
	const opened = open(elements.url.value.trim());
	if (opened === null) {
		showError(elements.url, 'This is not a WebSocket address: it starts with ws:// or wss:// and has no #.');
		elements.url.focus();
		return;
	}
	showError(elements.url, '');
	socket = opened;
	pending = [];
	socket.binaryType = 'arraybuffer';
	socket.addEventListener('open', () => {
		showState('open');
		log('info', 'open', `Connected to ${opened.url}`);
		elements.text.focus({ preventScroll: true });
	});
	socket.addEventListener('message', received);
	socket.addEventListener('close', (event) => {
		socket = null;
		showState('closed');
		log('info', 'close', `Closed ${format.closeStatus(event.code, event.reason)}`);
	});
	showState('connecting');
}

elements.connection.addEventListener('submit', (event) => {
	event.preventDefault();
	if (socket === null) {
		connect();
	}
	else {
		showState('closing');
		socket.close(1000);
	}
});

elements['send-text'].addEventListener('submit', (event) => {
	event.preventDefault();
	if (send(elements.text.value)) {
		elements.text.value = '';
		elements.text.focus({ preventScroll: true });
	}
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
		send(bytes);
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

elements.url.value = `${(location.protocol === 'https:') ? 'wss' : 'ws'}://${location.host}/ws/echo`;
showState('closed');
