// What the other files of the page are written with.
export const get = async (path) => await (await fetch(`/_simulator/${path}`)).json();
export async function post(path, body = {}) {
	const answer = await fetch(`/_simulator/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const json = await answer.json();
	if (!answer.ok) throw new Error(typeof json.error === 'string' ? json.error : JSON.stringify(json.error));
	return json;
}

/** An element with properties and what is inside; `undefined` inside counts for nothing. */
export function el(name, more = {}, ...inside) {
	const made = Object.assign(document.createElement(name), more);
	made.append(...inside.filter((one) => one !== undefined));
	return made;
}
export const $ = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
