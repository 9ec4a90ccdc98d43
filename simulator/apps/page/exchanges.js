// What went over the wire, the newest first. Drawn again only when there is something new, so that one can read what was unfolded.
import { $, el } from './dom.js';

const FORGED = {
	missing: 'no signature',
	secret: 'another secret',
	body: 'changed on the way',
	size: 'larger than 1 MB',
	replay: 'sent again',
};
const EVENTS = { initialize: 'Initialize', submit: 'Submit', configure: 'Configure', connector: 'Data connector' };

const list = $('#exchanges');
let shown = '';

export function tell(exchanges, deliveries) {
	const state = JSON.stringify([exchanges.length, exchanges[0], deliveries]);
	if (state === shown) return undefined;
	shown = state;
	if (!exchanges.length && !deliveries.length)
		return list.replaceChildren(el('li', { className: 'muted', textContent: 'Nothing yet. Open the card, ask Fin, or write a message.' }));
	return list.replaceChildren(
		...[...exchanges.map(ofExchange), ...deliveries.map(ofDelivery)]
			.sort((a, b) => b.at - a.at)
			.slice(0, 12)
			.map(({ item }) => item),
	);
}

const badge = (status) =>
	el('span', {
		className: `status${status >= 200 && status < 300 ? '' : ' bad'}`,
		textContent: status === 0 ? 'no answer' : String(status),
	});
const unfold = (title, value) =>
	el(
		'details',
		{},
		el('summary', { textContent: title }),
		el('pre', { textContent: typeof value === 'string' ? value : JSON.stringify(value, null, 1) }),
	);

function ofExchange({ event, forged, status, ms, at, request, answer }) {
	const name = [
		EVENTS[event],
		...(request.component_id ? [`“${request.component_id}”`] : []),
		...(forged ? [`(${forged === 'missing' && event === 'connector' ? 'no key' : FORGED[forged]})`] : []),
	].join(' ');
	return {
		at,
		item: el(
			'li',
			{},
			el(
				'div',
				{ className: 'told' },
				el('span', { className: 'what', textContent: name }),
				badge(status),
				el('span', { className: 'muted', textContent: `${ms} ms` }),
			),
			el('div', { className: 'folds' }, unfold('Request', request), unfold('Answer', pretty(answer))),
		),
	};
}

function ofDelivery({ topic, state, attempts }) {
	const at = attempts.at(-1)?.at ?? Date.now();
	return {
		at,
		item: el(
			'li',
			{},
			el(
				'div',
				{ className: 'told' },
				el('span', { className: 'what', textContent: topic }),
				...attempts.map(({ status }) => badge(status)),
			),
			el('div', { className: 'muted', textContent: state === 'retrying' ? 'Event, is sent again in a minute' : `Event, ${state}` }),
		),
	};
}

function pretty(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
