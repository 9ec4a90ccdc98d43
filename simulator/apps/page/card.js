// The card of an app in one place: opened, used, configured.
import { el, post } from './dom.js';
import { draw, entered } from './canvas.js';

export class Card {
	/** `told` is called after every request, `inserted` when a card goes into the reply. */
	constructor(place, { told, inserted }) {
		this.place = place;
		this.audience = place.dataset.card;
		Object.assign(this, { told, inserted });
		this.canvas = undefined;
		this.body = el('div', { className: 'canvas' });
		const again = el('button', { className: 'link', textContent: 'Open', onclick: async () => await this.use('initialize') });
		const configure = el('button', { className: 'link', textContent: 'Configure', onclick: async () => await this.use('configure') });
		place.append(el('div', { className: 'top' }, 'Your app', el('span', {}, again, configure)), this.body);
		this.say('Enter the addresses of an Intercom App Trigger in the Developer Hub (top right), then open the card.');
	}

	say(text, style = 'muted') {
		this.body.replaceChildren(el('p', { className: style, textContent: text }));
	}

	/** Opens the card, or presses a component of it. */
	use = async (event, component) => {
		this.place.classList.add('busy');
		try {
			const told = await post('apps/use', {
				event,
				audience: this.audience,
				...(component === undefined ? {} : { component, inputs: entered(this.body), canvas: this.canvas }),
			});
			this.show(told, event === 'configure' ? 'configure' : 'submit');
			if (told.inserts) await this.inserted();
		} catch (error) {
			this.say(error.message, 'error');
		} finally {
			this.place.classList.remove('busy');
			await this.told();
		}
	};

	show({ broken, canvas, results }, next) {
		if (broken) return this.say(`Intercom would show a broken card here. ${broken}.`, 'error');
		if (results) return this.say('Configured. Open the card to see what came of it.');
		this.canvas = canvas;
		if (canvas.content_url) return this.say(`A live canvas: Intercom asks ${canvas.content_url} whenever it is seen.`);
		this.body.replaceChildren(...draw(canvas.content.components, (id) => this.use(next, id)));
		return undefined;
	}

	/** A request that Intercom would not make: of a press where something can be pressed, else of opening the card. */
	forge = async (forge) => {
		const button = this.canvas?.content?.components?.find(({ type }) => type === 'button');
		const what = button
			? { event: 'submit', component: button.id, inputs: entered(this.body), canvas: this.canvas }
			: { event: 'initialize' };
		try {
			await (forge === 'replay' ? post('apps/replay') : post('apps/use', { ...what, audience: this.audience, forge }));
		} finally {
			await this.told();
		}
	};
}
