// Fin in the Messenger: it asks a data connector, and says what it learnt.
import { $, all, el, post } from './dom.js';

const thread = $('#finThread');
const chosen = $('#connector');
const say = (className, text, ...inside) => thread.append(el('div', { className: `line ${className}` }, text, ...inside));
let inputs = '';

/** The connectors of the workspace, and fields for what the chosen one asks. */
export function offer(connectors) {
	const before = chosen.value;
	const names = JSON.stringify(connectors.map(({ id, name, state }) => [id, name, state]));
	if (chosen.dataset.names !== names) {
		chosen.dataset.names = names;
		chosen.replaceChildren(
			...connectors.map(({ id, name, state }) => el('option', { value: id, textContent: state === 'live' ? name : `${name} (${state})` })),
		);
		if (connectors.some(({ id }) => id === before)) chosen.value = before;
	}
	$('#ask').hidden = !connectors.length;
	$('#none').hidden = connectors.length > 0;
	const wanted = connectors.find(({ id }) => id === chosen.value)?.data_inputs ?? [];
	if (inputs === JSON.stringify(wanted)) return;
	inputs = JSON.stringify(wanted);
	$('#asked').replaceChildren(
		...wanted.map(({ name, description, required }) =>
			el('label', {}, `${description}${required ? '' : ' (optional)'}`, el('input', { name, autocomplete: 'off' })),
		),
	);
}

/** @param forge `missing`: as somebody does who found the address */
export async function ask(told, forge) {
	const {
		value: id,
		selectedOptions: [{ textContent: name }],
	} = chosen;
	const fields = all('input', $('#asked'));
	if (!forge) say('own', [name, ...fields.map(({ value }) => value)].filter(Boolean).join(': '));
	say('step', forge ? `A stranger asks “${name}”, without the key` : `Fin asks the data connector “${name}”`);
	try {
		const { status, body } = await post('fin/connector', {
			id,
			inputs: Object.fromEntries(fields.map((field) => [field.name, field.value])),
			...(forge ? { forge } : {}),
		});
		if (status >= 200 && status < 300) say('', 'This is what I found:', table(JSON.parse(body)));
		else say('step', `Answer ${status}: ${body}`);
	} catch (error) {
		say('step', error.message);
	}
	await told();
}

const table = (answer) =>
	el(
		'table',
		{},
		...Object.entries(answer).map(([field, value]) =>
			el(
				'tr',
				{},
				el('td', { textContent: field }),
				el('td', { textContent: typeof value === 'object' ? JSON.stringify(value) : String(value) }),
			),
		),
	);
