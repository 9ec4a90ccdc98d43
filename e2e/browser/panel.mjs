// Hands for the panel of a node: find a parameter, choose from its list, type into it.
import { until } from '../setup/machine.mjs';

export const test = (id) => `[data-test-id="${id}"]`;

export class Panel {
	/** `within` narrows it down to a part of the panel. */
	constructor(page, within = page.locator(test('node-parameters'))) {
		this.page = page;
		this.within = within;
	}

	/** Opens the panel of a node of a saved workflow. */
	static async open(page, url, workflow, node) {
		await page.goto(`${url}/workflow/${workflow.id}/${node.id}`);
		const panel = new Panel(page);
		await panel.within.waitFor();
		await panel.settled();
		return panel;
	}

	/** A part of the panel: `part('fixed-collection-conditions')`. */
	part = (id, nth = 0) => new Panel(this.page, this.within.locator(test(id)).nth(nth));

	parameter = (name, nth = 0) => this.within.locator(test(`parameter-input-${name}`)).nth(nth);

	/** What a text field, number or list shows. */
	shown = async (name, nth) => await this.parameter(name, nth).locator('input, textarea').first().inputValue();

	button = (name) => this.within.getByRole('button', { name, exact: true }).last();

	type = async (name, text, nth) => {
		await this.parameter(name, nth).locator('input, textarea').first().fill(text);
	};

	/** The entries of a list while it is open. */
	#entries = () => this.page.locator('.el-select-dropdown__item:visible');

	async #openList(name, nth) {
		await this.parameter(name, nth).locator('input').first().click();
		await this.#entries().first().waitFor();
	}

	/** The choices of a list; it is closed again. */
	choices = async (name, nth) => {
		await this.#openList(name, nth);
		const names = await this.#entries().locator('.option-headline').allInnerTexts();
		await this.page.keyboard.press('Escape');
		await this.#entries().first().waitFor({ state: 'hidden' });
		return names.map((text) => text.trim());
	};

	choose = async (name, option, nth) => {
		await this.#openList(name, nth);
		const entry = this.#entries().filter({ has: this.page.getByText(option, { exact: true }) }).first();
		await entry.scrollIntoViewIfNeeded();
		await entry.click();
		await until(`${name} shows ${option}`, async () => (await this.shown(name, nth)) === option);
		await this.#entries().first().waitFor({ state: 'hidden' });
	};

	/** Adds an entry to a collection ("Add Field", "Add Option"). */
	add = async (button, option) => {
		await this.button(button).or(this.within.getByPlaceholder(button)).last().click();
		await this.page.getByRole('option', { name: option, exact: true }).or(this.#entries().filter({ hasText: option })).first().click();
	};

	/** Waits until nothing is being loaded. */
	settled = async () => {
		await this.page.waitForLoadState('networkidle');
	};
}
