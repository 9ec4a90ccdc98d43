/** Inbox and Messenger as a page: a card drawn from its canvas, buttons that call the app, Fin asking a connector, and what went over the wire. */

const style = `
body{font:15px/1.45 system-ui,sans-serif;margin:0;background:#f2f3f5;color:#1c1d1f}
header{background:#fff;border-bottom:1px solid #dcdfe3;padding:12px 24px;font-weight:600}
main{display:grid;grid-template-columns:1fr 340px 1fr;gap:20px;padding:20px 24px;align-items:start}
section{background:#fff;border:1px solid #dcdfe3;border-radius:10px;padding:16px}
h2{font-size:15px;margin:0 0 12px}
label{display:block;font-size:13px;color:#555;margin-top:8px}
input,select,textarea{width:100%;box-sizing:border-box;padding:7px;border:1px solid #c9cdd3;border-radius:6px;font:inherit}
input[type=checkbox],input[type=radio]{width:auto}
button{font:inherit;border-radius:6px;border:1px solid #c9cdd3;background:#fff;padding:7px 12px;margin:6px 6px 0 0;cursor:pointer}
button.primary{background:#1f5fe0;border-color:#1f5fe0;color:#fff}
button.link{border:0;color:#1f5fe0}
.header{font-weight:600}.muted{color:#737780}.error{color:#b3261e}
table{width:100%;border-collapse:collapse}td{padding:4px 0;border-bottom:1px solid #eceef0;vertical-align:top}
pre{font-size:11px;white-space:pre-wrap;word-break:break-all;background:#f7f8f9;padding:8px;border-radius:6px;max-height:240px;overflow:auto}
.row{padding:8px 0;border-bottom:1px solid #eceef0}.row[role=button]{cursor:pointer}
`;

const script = `
const get = (path) => fetch('/_simulator/' + path).then((answer) => answer.json());
const post = (path, body) => fetch('/_simulator/' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((answer) => answer.json());
const el = (name, more = {}, ...inside) => { const made = Object.assign(document.createElement(name), more); made.append(...inside); return made; };
const card = document.getElementById('card');
const audience = () => document.getElementById('audience').value;
let canvas;
const inputs = () => Object.fromEntries([...card.querySelectorAll('[data-id]')].map((one) => [one.dataset.id, one.dataset.kind === 'several' ? [...one.querySelectorAll('input:checked')].map((box) => box.value) : one.dataset.kind === 'one' ? one.querySelector('input:checked')?.value : one.value]));
const act = (action, id) => { if (action?.type === 'url') open(action.url, '_blank', 'noopener'); if (action?.type === 'submit') use('submit', id); };
function draw({ type, id, text, style, label, items, options, option, action, url, width, height, placeholder, value, disabled }) {
	const named = (made) => Object.assign(el('div'), {}).appendChild(el('div', {}, ...(label ? [el('label', { textContent: label })] : []), made)).parentNode;
	switch (type) {
		case 'text': return el('p', { className: style ?? '', textContent: text });
		case 'divider': return el('hr');
		case 'spacer': return el('div', { style: 'height:12px' });
		case 'image': return el('img', { src: url, width, height });
		case 'button': return el('button', { className: style ?? 'primary', textContent: label, disabled: Boolean(disabled), id: 'component-' + id, onclick: () => act(action, id) });
		case 'data-table': return el('table', {}, ...items.map(({ field, value }) => el('tr', {}, el('td', { className: 'muted', textContent: field }), el('td', { textContent: value }))));
		case 'list': return el('div', {}, ...items.map((item) => { const row = el('div', { className: 'row', onclick: () => act(item.action, item.id) }, el('div', { className: 'header', textContent: item.title }), el('div', { className: 'muted', textContent: [item.subtitle, item.tertiary_text].filter(Boolean).join(' • ') })); if (item.action) row.setAttribute('role', 'button'); return row; }));
		case 'input': case 'textarea': { const made = el(type, { placeholder: placeholder ?? '', value: value ?? '' }); made.dataset.id = id; return named(made); }
		case 'dropdown': { const made = el('select', {}, ...options.map((one) => el('option', { value: one.id, textContent: one.text }))); made.dataset.id = id; return named(made); }
		case 'checkbox': case 'single-select': { const several = type === 'checkbox'; const made = el('div', {}, ...(several ? option : options).map((one) => el('div', {}, el('input', { type: several ? 'checkbox' : 'radio', name: id, value: one.id }), ' ' + one.text))); made.dataset.id = id; made.dataset.kind = several ? 'several' : 'one'; return named(made); }
	}
	return el('p', { className: 'error', textContent: 'Unknown component ' + type });
}
async function use(event, component) {
	card.style.opacity = 0.5;
	const told = await post('apps/use', { event, audience: audience(), ...(component === undefined ? {} : { component, inputs: inputs(), canvas }) });
	card.style.opacity = 1;
	canvas = told.canvas ?? canvas;
	card.replaceChildren(...(told.broken ? [el('p', { className: 'error', textContent: 'This app cannot be shown: ' + told.broken })] : (told.canvas?.content?.components ?? []).map(draw)));
	await wire();
}
async function wire() {
	const { settings, exchanges, connectors } = await get('apps');
	document.getElementById('wire').replaceChildren(...exchanges.slice(0, 6).flatMap((one) => [el('div', { textContent: one.event + ' → ' + one.status + ' (' + one.ms + ' ms)' }), el('pre', { textContent: JSON.stringify(one.request, null, 1) }), el('pre', { textContent: one.answer })]));
	for (const [event, url] of Object.entries(settings.urls)) document.getElementById(event).value ||= url;
	const chosen = document.getElementById('connector');
	const before = chosen.value;
	chosen.replaceChildren(...connectors.map((one) => Object.assign(el('option', { value: one.id, textContent: one.name + ' (' + one.state + ')' }), { inputs: one.data_inputs })));
	if (before) chosen.value = before;
	ask();
}
function ask() {
	const place = document.getElementById('asked');
	const wanted = document.getElementById('connector').selectedOptions[0]?.inputs ?? [];
	if (place.dataset.for === JSON.stringify(wanted)) return;
	place.dataset.for = JSON.stringify(wanted);
	place.replaceChildren(...wanted.flatMap(({ name, description }) => [el('label', { textContent: description }), el('input', { id: 'asked-' + name, name })]));
}
document.getElementById('connector').onchange = ask;
document.getElementById('save').onclick = async () => { await post('apps', { urls: Object.fromEntries(['initialize', 'submit', 'configure'].map((event) => [event, document.getElementById(event).value]).filter(([, url]) => url)), secret: document.getElementById('secret').value }); await use('initialize'); };
document.getElementById('open').onclick = () => use('initialize');
document.getElementById('configureIt').onclick = () => use('configure');
document.getElementById('fin').onclick = async () => { const { status, body } = await post('fin/connector', { id: document.getElementById('connector').value, inputs: Object.fromEntries([...document.querySelectorAll('#asked input')].map(({ name, value }) => [name, value])) }); document.getElementById('answer').textContent = status + ' ' + body; };
wire();
`;

export const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Inbox and Messenger (simulator)</title><style>${style}</style></head><body>
<header>Inbox and Messenger of the simulated workspace</header>
<main>
<section><h2>The app</h2>
<label>Initialize URL</label><input id="initialize"><label>Submit URL</label><input id="submit"><label>Configure URL</label><input id="configure">
<label>Client secret</label><input id="secret" value="simulator-client-secret">
<label>Seen in</label><select id="audience"><option value="inbox">Inbox</option><option value="messenger">Messenger</option></select>
<button id="save" class="primary">Save and open the card</button><button id="open">Open again</button><button id="configureIt">Configure</button>
<h2 style="margin-top:24px">Fin asks a data connector</h2><select id="connector"></select><div id="asked"></div><button id="fin" class="primary">Ask</button><pre id="answer"></pre></section>
<section><h2>Conversation 215473</h2><p class="muted">Ada Love: Where is my order?</p><h2>App</h2><div id="card"><p class="muted">Enter the addresses of an Intercom App Trigger, and open the card.</p></div></section>
<section><h2>Requests and answers</h2><div id="wire"></div></section>
</main><script>${script}</script></body></html>`;
