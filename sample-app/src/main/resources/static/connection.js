import { connect } from './ws-starter/ws-client.js';
import * as format from './format.js';

const TRANSPORTS = { auto: 'Auto', websocket: 'WebSocket', sse: 'SSE' };

const STATES = { connecting: 'Connecting\u2026', open: 'Connected', waiting: 'Reconnecting\u2026', closed: 'Disconnected' };

const OFFLINE = 5000;

const MARKUP = `
	<p class="badge" role="status" data-part="state"></p>
	<dl class="figures">
		<div><dt>Over</dt><dd data-part="transport">\u2013</dd></div>
		<div><dt>Round trip</dt><dd data-part="trip">\u2013</dd></div>
	</dl>
	<fieldset class="choice">
		<legend class="sr-only">Transport</legend>
		${Object.entries(TRANSPORTS).map(([value, label]) => `<label><input type="radio" name="transport" value="${value}"
			${(value === 'auto') ? 'checked' : ''}><span>${label}</span></label>`).join('')}
	</fieldset>
	<div class="buttons">
		<button type="button" data-part="cut">Cut my connection</button>
		<button type="button" data-part="offline">Offline for 5 s</button>
		<button class="primary" type="button" data-part="connect" hidden>Connect</button>
	</div>
	<p class="note" role="status" data-part="note" hidden></p>`;

/** The outcome of each subscription after a reconnect. */
function resumption({ recovered, missed, lost }) {
	if (lost) {
		return 'Too much was missed to resume: this is the present state.';
	}
	if (!recovered) {
		return '';
	}
	return (missed) ? `Resumed: ${missed} missed ${(missed === 1) ? 'message' : 'messages'} delivered.`
		: 'Resumed: nothing was missed.';
}

/**
 * Connects to an endpoint and shows the state of the connection in the bar `#connection`. Users can choose the transport and cut the
 * connection there.
 *
 * @param path the endpoint's path
 * @param use called with each new client, and with a function that subscribes like the client's and shows in the bar whether
 * the subscription was resumed
 */
export function createConnection(path, use) {
	const bar = document.getElementById('connection');
	bar.innerHTML = MARKUP;
	const parts = Object.fromEntries([...bar.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
	let client;
	let outage = null;
	let offlineUntil = 0;

	/** Called before every attempt to connect. There is no token; the attempt waits for the promise. */
	async function line() {
		await new Promise((resolve) => {
			setTimeout(resolve, offlineUntil - performance.now());
		});
	}

	function showState() {
		const offline = client.state !== 'open' && performance.now() < offlineUntil;
		bar.dataset.state = client.state;
		bar.dataset.transport = client.transport ?? '';
		parts.state.dataset.state = client.state;
		parts.state.textContent = (offline) ? 'Offline' : STATES[client.state];
		parts.cut.hidden = client.state === 'closed';
		parts.offline.hidden = client.state === 'closed';
		parts.connect.hidden = client.state !== 'closed';
		showFigures();
	}

	function showFigures() {
		parts.transport.textContent = TRANSPORTS[client.transport] ?? '\u2013';
		parts.trip.textContent = (client.roundTripTime === null) ? '\u2013' : format.milliseconds(client.roundTripTime);
	}

	function showNote(text, { recovered = 0, missed = 0, lost = 0 } = {}) {
		parts.note.textContent = text;
		parts.note.hidden = !text;
		Object.assign(parts.note.dataset, { recovered, missed, lost });
	}

	function showOutage() {
		if (outage?.duration) {
			showNote(`Back after ${format.duration(outage.duration)}. ${resumption(outage)}`, outage);
		}
	}

	function changed() {
		if (client.state === 'open' && outage && !outage.duration) {
			outage.duration = performance.now() - outage.since;
			showOutage();
		}
		showState();
	}

	function ended({ code, reason, final }) {
		const status = format.closeStatus(code, reason);
		if (final) {
			outage = null;
			showNote((code === 1000) ? '' : `The server ended the connection: ${status}.`);
		}
		else if (!outage || outage.duration) {
			outage = { since: performance.now(), duration: 0, recovered: 0, missed: 0, lost: 0 };
			showNote(`The connection was lost: ${status}.`);
		}
	}

	/** Records the position of a subscription, to count the missed events later. */
	function subscribe(topic, callback) {
		const used = client;
		let last = null;
		const subscription = used.subscribe(topic, (data, event) => {
			last = event;
			callback(data, event);
		});
		subscription.addEventListener('ack', ({ detail }) => {
			if (last && outage && used === client) {
				outage.recovered += (detail.recovered) ? 1 : 0;
				outage.missed += (detail.recovered) ? detail.offset - last.offset : 0;
				outage.lost += (detail.recovered) ? 0 : 1;
				showOutage();
			}
			last = detail;
		});
		return subscription;
	}

	function start() {
		client?.close();
		outage = null;
		const created = connect(path, {
			transport: bar.querySelector('[name=transport]:checked').value,
			token: line,
			pingInterval: 5000,
		});
		client = created;
		created.addEventListener('state', () => (created === client) && changed());
		created.addEventListener('close', ({ detail }) => (created === client) && ended(detail));
		use(created, subscribe);
		showNote('');
		showState();
	}

	bar.addEventListener('change', start);
	parts.connect.addEventListener('click', start);
	parts.cut.addEventListener('click', () => client.reconnect());
	parts.offline.addEventListener('click', () => {
		offlineUntil = performance.now() + OFFLINE;
		client.reconnect();
		showState();
	});
	setInterval(showFigures, 250);
	addEventListener('pagehide', () => client.close());
	addEventListener('pageshow', ({ persisted }) => persisted && start());
	start();
}
