import { createConnection } from './connection.js';
import * as format from './format.js';

const MAX_LINES = 300;

const element = (id) => document.getElementById(id);

const elements = Object.fromEntries(['people', 'people-count', 'room-form', 'room', 'room-title', 'scroll', 'empty', 'log',
	'join-form', 'join', 'name', 'say-form', 'say', 'text'].map((id) => [id, element(id)]));

const room = new URLSearchParams(location.search).get('room') || 'lobby';

/** The lines of the log, by the id of the message. */
const said = new Map();

let client = null;

/** The chosen name, or undefined. */
let name = null;

/** Whether the server has accepted the name. */
let joined = false;

function remembered() {
	try {
		return localStorage.getItem('name') ?? '';
	}
	catch {
		return ''; // no storage in this browser
	}
}

function remember() {
	try {
		localStorage.setItem('name', name);
	}
	catch {
		// no storage in this browser
	}
}

function showError(field, message) {
	const error = element(`${field.id}-error`);
	error.hidden = !message;
	error.textContent = message;
	field.toggleAttribute('aria-invalid', Boolean(message));
}

function showForms() {
	elements['join-form'].hidden = name !== null;
	elements['say-form'].hidden = name === null;
	elements.join.disabled = client.state !== 'open';
	elements.say.disabled = !joined;
	elements.text.placeholder = (joined) ? `Say something as ${name}` : 'You can write on. It can be sent once you are back.';
}

function span(className, text) {
	const created = document.createElement('span');
	created.className = className;
	created.textContent = text;
	return created;
}

/** Returns one of six hues, always the same for a name. */
function hue(person) {
	const sum = [...person].reduce((value, character) => (value * 29 + character.codePointAt(0)) % 997, 1);
	return `var(--series-${(sum % 6) + 1})`;
}

function add(line) {
	const atEnd = elements.scroll.scrollHeight - elements.scroll.scrollTop - elements.scroll.clientHeight < 60;
	elements.log.append(line);
	while (elements.log.children.length > MAX_LINES) {
		said.delete(elements.log.firstElementChild.dataset.id);
		elements.log.firstElementChild.remove();
	}
	elements.empty.hidden = true;
	if (atEnd || line.classList.contains('own')) {
		elements.scroll.scrollTop = elements.scroll.scrollHeight;
	}
}

function addNotice(text) {
	const line = document.createElement('li');
	line.className = 'notice';
	line.textContent = text;
	add(line);
}

/** Shows a message once, even if it is part of the history and of the live messages. */
function addSaid({ id, name: from, text, time }) {
	if (said.has(id)) {
		return;
	}
	const line = document.createElement('li');
	line.className = (from === name) ? 'said own' : 'said';
	line.dataset.id = id;
	line.style.setProperty('--hue', hue(from));
	const at = document.createElement('time');
	at.dateTime = new Date(time).toISOString();
	at.textContent = format.clock(new Date(time)).slice(0, 5);
	line.append(span('from', from), at, span('text', text));
	said.set(id, line);
	add(line);
}

function received(event) {
	if (event.type === 'history') {
		event.messages.forEach(addSaid);
	}
	else if (event.type === 'said') {
		addSaid(event);
	}
	else if (event.type === 'entered') {
		addNotice(`${event.name} came in`);
	}
	else if (event.type === 'left') {
		addNotice(`${event.name} left`);
	}
}

function showPeople({ names }) {
	elements['people-count'].textContent = names.length;
	elements.people.replaceChildren(...names.map((person) => {
		const item = document.createElement('li');
		item.style.setProperty('--hue', hue(person));
		item.textContent = (person === name) ? `${person} (you)` : person;
		return item;
	}));
}

/** Sends the name. The server needs it on every connection. */
async function join() {
	const used = client;
	const { session } = client;
	try {
		await client.request({ type: 'join', name });
		joined = client === used && client.session === session;
		remember();
	}
	catch (error) {
		if (client === used && !error.retryable) {
			name = null;
			showForms();
			showError(elements.name, error.message);
		}
	}
	showForms();
}

async function say(text) {
	try {
		const reply = await client.request({ type: 'say', text });
		showError(elements.text, (reply?.type === 'problem') ? reply.message : '');
	}
	catch (error) {
		showError(elements.text, `This may not have been sent: ${error.message}`);
		elements.text.value ||= text;
	}
}

function changed() {
	joined = false;
	if (client.state === 'open' && name !== null) {
		join();
	}
	showForms();
}

elements['room-form'].action = location.pathname;
elements.room.value = room;
elements['room-title'].textContent = `#${room}`;
elements.name.value = remembered();

createConnection(`ws/chat/${encodeURIComponent(room)}`, (created, subscribe) => {
	client = created;
	created.addEventListener('state', () => (created === client) && changed());
	subscribe(`chat.${room}`, received);
	created.subscribe(`chat.${room}.presence`, showPeople);
	changed();
});

elements['join-form'].addEventListener('submit', (event) => {
	event.preventDefault();
	name = elements.name.value.trim();
	showError(elements.name, '');
	join().then(() => elements.text.focus({ preventScroll: true }));
});

elements['say-form'].addEventListener('submit', (event) => {
	event.preventDefault();
	const text = elements.text.value.trim();
	if (text && joined) {
		elements.text.value = '';
		say(text);
	}
	elements.text.focus({ preventScroll: true });
});
