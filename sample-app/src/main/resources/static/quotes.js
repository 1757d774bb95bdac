import { createConnection } from './connection.js';
import { createChart } from './quotes-chart.js';

const HUES = 6;

const element = (id) => document.getElementById(id);

const chart = createChart(element('chart'));

/** The instruments by symbol: `{ symbol, opening, hue, button, cells, updates, quote, subscription }`. */
const listings = new Map();

let client = null;

let subscribe = null;

let updates = 0;

function showQuote(listing) {
	const { cells, opening, quote } = listing;
	const change = (quote.price / opening - 1) * 100;
	cells.price.textContent = quote.price.toFixed(5);
	cells.change.textContent = `${(change < 0) ? '\u2212' : '+'}${Math.abs(change).toFixed(2)} %`;
	cells.change.dataset.sign = Math.sign(change);
	cells.updates.textContent = listing.updates;
}

function received(listing, quote) {
	listing.quote = quote;
	chart.add(listing.symbol, quote.time, (quote.price / listing.opening - 1) * 100);
}

function open(listing) {
	chart.show(listing.symbol, listing.hue);
	const subscription = subscribe(`quotes.${listing.symbol}`, (data, { snapshot }) => {
		if (snapshot) {
			chart.show(listing.symbol, listing.hue);
			data.forEach((quote) => received(listing, quote));
		}
		else {
			received(listing, data);
			listing.updates += 1;
			updates += 1;
		}
	});
	listing.subscription = subscription;
	subscription.ready.catch(() => (listing.subscription === subscription) && close(listing));
}

function close(listing) {
	listing.subscription?.unsubscribe();
	listing.subscription = null;
	chart.hide(listing.symbol);
	showChoice(listing);
}

function showChoice({ button, row, subscription }) {
	button.setAttribute('aria-pressed', Boolean(subscription));
	row.classList.toggle('off', !subscription);
}

function toggle(listing) {
	if (listing.subscription) {
		close(listing);
	}
	else if (client.state !== 'closed') {
		open(listing);
	}
	showChoice(listing);
}

function list({ symbol, opening }) {
	const hue = `--series-${(listings.size % HUES) + 1}`;
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'symbol';
	button.style.setProperty('--hue', `var(${hue})`);
	button.textContent = symbol;
	const row = document.createElement('tr');
	row.dataset.symbol = symbol;
	const head = document.createElement('th');
	head.scope = 'row';
	head.style.setProperty('--hue', `var(${hue})`);
	head.textContent = symbol;
	row.append(head);
	const cells = Object.fromEntries(['price', 'change', 'updates'].map((name) => {
		const cell = document.createElement('td');
		cell.className = name;
		cell.textContent = '\u2013';
		row.append(cell);
		return [name, cell];
	}));
	const listing = { symbol, opening, hue, button, row, cells, updates: 0, quote: null, subscription: null };
	button.addEventListener('click', () => toggle(listing));
	element('symbols').append(button);
	element('prices').append(row);
	listings.set(symbol, listing);
	toggle(listing);
}

/** The endpoint sends its symbols on every new connection. */
function listed(symbols) {
	symbols.filter(({ symbol }) => !listings.has(symbol)).forEach(list);
}

createConnection('ws/quotes', (created, subscribeTo) => {
	const chosen = [...listings.values()].filter(({ subscription }) => subscription);
	client = created;
	subscribe = subscribeTo;
	chosen.forEach(open);
	created.addEventListener('message', ({ detail }) => listed(detail));
});

setInterval(() => {
	listings.forEach((listing) => listing.quote && showQuote(listing));
}, 250);

let last = { at: performance.now(), updates, drawn: chart.drawn };
setInterval(() => {
	const now = { at: performance.now(), updates, drawn: chart.drawn };
	const seconds = (now.at - last.at) / 1000;
	element('rate').textContent = Math.round((now.updates - last.updates) / seconds);
	element('frames').textContent = Math.round((now.drawn - last.drawn) / seconds);
	last = now;
}, 1000);
