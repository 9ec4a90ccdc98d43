// Hands for the panel of a node, or for any other form of the editor: find a parameter, choose from its list, type into it.
import { until } from '../setup/machine.mjs';

/** The editor marks what can be found with `data-test-id`. */
export const mark = (id) => `[data-test-id="${id}"]`;

export class Panel {
	/** `within` is the form, or a part of it. */
	constructor(page, within) {
		this.page = page;
		this.within = within;
	}

	/** Opens the panel of a node of a saved workflow. */
	static async open(page, url, workflow, node) {
		await page.goto(`${url}/workflow/${workflow.id}/${node.id}`);
		const panel = new Panel(page, page.locator(mark('node-parameters')));
		await panel.within.waitFor();
		await panel.settled();
		return panel;
	}

	/** A part of the panel: `part('fixed-collection-conditions')`. */
	part = (id, nth = 0) => new Panel(this.page, this.within.locator(mark(id)).nth(nth));

	parameter = (name, nth = 0) => this.within.locator(mark(`parameter-input-${name}`)).nth(nth);

	#input = (name, nth) => this.parameter(name, nth).locator('input, textarea').first();

	/** What a text field, number or list shows. */
	shown = async (name, nth) => await this.#input(name, nth).inputValue();

	type = async (name, text, nth) => await this.#input(name, nth).fill(text);

	button = (name) => this.within.getByRole('button', { name, exact: true }).last();

	/** The entries of the list that is open. */
	#entries = () => this.page.locator('.el-select-dropdown__item:visible');

	#openList = async (name, nth) => {
		await this.#input(name, nth).click();
		await this.#entries().first().waitFor();
	};

	#closed = async () => await this.#entries().first().waitFor({ state: 'hidden' });

	/** The choices of a list; it is closed again. */
	choices = async (name, nth) => {
		await this.#openList(name, nth);
		const names = await this.#entries().locator('.option-headline').allInnerTexts();
		await this.page.keyboard.press('Escape');
		await this.#closed();
		return names.map((text) => text.trim());
	};

	choose = async (name, option, nth) => {
		await this.#openList(name, nth);
		await this.#click(option);
		await until(`${name} shows ${option}`, async () => (await this.shown(name, nth)) === option);
		await this.#closed();
	};

	/** Ticks several entries of a list that stays open meanwhile. */
	tick = async (name, options) => {
		await this.#openList(name, 0);
		for (const option of options) await this.#click(option);
		await this.page.keyboard.press('Escape');
		await this.#closed();
	};

	/** Turns a switch on or off. */
	flip = async (name) => {
		const flipped = this.parameter(name).getByRole('switch');
		const before = await flipped.isChecked();
		// the switch itself is an invisible checkbox; what one sees and clicks is drawn around it
		await this.parameter(name).locator('.el-switch').click();
		await until(`${name} is the other way round`, async () => (await flipped.isChecked()) !== before);
	};

	#click = async (option) => {
		const entry = this.#entries()
			.filter({ has: this.page.getByText(option, { exact: true }) })
			.first();
		await entry.scrollIntoViewIfNeeded();
		await entry.click();
	};

	/** Adds an entry to the collection whose button is called so ("Add Field", "Add Option"). */
	add = async (button, option) => {
		await this.within.getByPlaceholder(button, { exact: true }).last().click();
		await this.#click(option);
		await this.#closed();
	};

	/** Waits until nothing is being loaded. */
	settled = async () => await this.page.waitForLoadState('networkidle');

	// of the panel of a node as a whole

	/** Runs the node and waits until it is over. */
	execute = async () => {
		await this.page.locator(mark('node-execute-button')).first().click();
		await this.page
			.locator(`${mark('output-panel')} ${mark('ndv-items-count')}, ${mark('output-panel')} ${mark('node-error-view')}`)
			.first()
			.waitFor();
		await this.page.locator('[aria-busy="true"]:visible').first().waitFor({ state: 'hidden' });
	};

	output = () => this.page.locator(mark('output-panel'));

	/**
	 * The parameters of the node as n8n has saved them, once `found` finds in them what it looks for. What was typed reaches the
	 * editor's own state a moment later, on a busy machine much later: whoever runs the node or reloads the page waits here first.
	 */
	saved = async (rest, workflow, node, found) =>
		await until(
			'the panel is saved',
			async () => {
				await this.page.keyboard.press('Control+s');
				const { nodes } = await rest.ask('GET', `/rest/workflows/${workflow.id}`);
				const { parameters } = nodes.find(({ id }) => id === node.id);
				if (!found(parameters)) throw new Error(`so far ${JSON.stringify(parameters).slice(0, 1000)}`);
				return parameters;
			},
			{ every: 500 },
		);
}
