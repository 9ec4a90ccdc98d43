// Inbox, Messenger and Fin as somebody sees them who works with Intercom, and what goes on behind.
import { $, all, el, get, post } from './dom.js';
import { Card } from './card.js';
import { tell } from './exchanges.js';
import { ask, offer } from './fin.js';

const EVERY_MS = 1500;
const setup = $('#setup');
const events = ['initialize', 'submit', 'configure'];
const cards = Object.fromEntries(
	all('[data-card]').map((place) => [
		place.dataset.card,
		new Card(place, { told: refresh, inserted: async () => await cards.messenger.use('initialize') }),
	]),
);
let view = 'inbox';

async function refresh() {
	const [{ exchanges, connectors, deliveries }, scene] = await Promise.all([get('apps'), post('apps/scene')]);
	tell(exchanges, deliveries);
	offer(connectors);
	show(scene);
}

function show({ id, contact, teammate, lines }) {
	for (const place of all('[data-name]')) place.textContent = { contact, teammate }[place.dataset.name] ?? '';
	for (const place of all('[data-conversation]')) place.textContent = id;
	for (const thread of all('[data-thread]')) {
		const own = thread.closest('.widget') ? 'contact' : 'teammate';
		// a note is for teammates
		const visible = lines.filter(({ from }) => own === 'teammate' || from !== 'note');
		if (thread.children.length === visible.length) continue;
		thread.replaceChildren(
			...visible.map(({ from, name, text }) =>
				el(
					'div',
					{ className: `line ${from === 'note' ? 'note' : from === own ? 'own' : ''}` },
					el('span', { className: 'who', textContent: from === 'note' ? `${name}, note` : name }),
					text,
				),
			),
		);
	}
}

function look(at) {
	view = at;
	for (const tab of all('[role=tab]')) tab.setAttribute('aria-selected', String(tab.dataset.view === view));
	for (const section of all('[data-for]')) section.hidden = section.dataset.for !== view;
	$('#wrong').hidden = view === 'fin';
	history.replaceState(null, '', `#${view}`);
}

function open(isOpen) {
	setup.hidden = !isOpen;
	$('#hub').setAttribute('aria-expanded', String(isOpen));
}

/** The addresses of one trigger differ in their end only. */
function fillIn({ target: { name, value } }) {
	if (!events.includes(name) || !value.endsWith(`/${name}`)) return;
	for (const other of events) setup.elements[other].value ||= value.slice(0, -name.length) + other;
}

async function save(submitted) {
	submitted.preventDefault();
	const trouble = $('#trouble');
	const value = (name) => setup.elements[name].value.trim();
	try {
		await post('apps', {
			urls: Object.fromEntries(events.map((event) => [event, value(event)]).filter(([, url]) => url)),
			secret: value('secret'),
			...(value('webhook') ? { webhook: value('webhook') } : {}),
		});
		trouble.hidden = true;
		open(false);
		if (value('initialize')) await (cards[view] ?? cards.inbox).use('initialize');
		await refresh();
	} catch (error) {
		Object.assign(trouble, { textContent: error.message, hidden: false });
	}
}

for (const tab of all('[role=tab]')) tab.onclick = () => look(tab.dataset.view);
for (const form of all('.composer'))
	form.onsubmit = async (submitted) => {
		submitted.preventDefault();
		const field = $('input', form);
		const text = field.value.trim();
		if (!text) return;
		field.value = '';
		await post('apps/say', { from: form.dataset.from, text });
		await refresh();
	};
for (const button of all('[data-forge]')) button.onclick = () => cards[view].forge(button.dataset.forge);
$('#hub').onclick = () => open(setup.hidden);
setup.onchange = fillIn;
setup.onsubmit = save;
$('#connector').onchange = refresh;
$('#ask').onsubmit = (submitted) => {
	submitted.preventDefault();
	return ask(refresh);
};
$('#keyless').onclick = () => ask(refresh, 'missing');

const { settings } = await get('apps');
for (const [name, value] of Object.entries({ ...settings.urls, webhook: settings.webhook ?? '' })) setup.elements[name].value = value;
open(!settings.urls.initialize);
look(['inbox', 'messenger', 'fin'].find((name) => location.hash === `#${name}`) ?? 'inbox');
await refresh();
if (settings.urls.initialize) for (const card of Object.values(cards)) card.say('Press Open to see the card.');
setInterval(refresh, EVERY_MS);
