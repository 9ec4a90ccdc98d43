// Hands for the simulator's page: the Developer Hub, the card, Fin, and what the page says went over the wire.

/** What can be sent that Intercom would not send. */
export const WRONG = {
	missing: 'Without signature',
	secret: 'Signed with another secret',
	body: 'Changed on the way',
	size: 'Larger than 1 MB',
	again: 'The last request again',
};

export class SimulatorPage {
	/** @param place `inbox`, `messenger` or `fin` */
	static async open(page, simulator, place = 'inbox') {
		// a new document also where only the part after # differs
		await page.goto('about:blank');
		await page.goto(`${simulator.url}/_simulator/page#${place}`);
		const opened = new SimulatorPage(page);
		await page.locator(`[data-for="${place}"]`).waitFor();
		return opened;
	}

	constructor(page) {
		this.page = page;
		this.card = page.locator('.view:visible .card');
		this.fin = page.locator('#finThread');
	}

	look = async (name) => await this.page.getByRole('tab', { name, exact: true }).click();

	/** Enters addresses in the Developer Hub, and saves: `{ 'Initialize URL': ... }`. */
	enter = async (fields) => {
		const setup = this.page.locator('#setup');
		if (!(await setup.isVisible())) await this.page.getByRole('button', { name: 'Developer Hub' }).click();
		for (const [label, value] of Object.entries(fields)) {
			await setup.getByLabel(label).fill(value);
			await setup.getByLabel(label).blur();
		}
		await setup.getByRole('button', { name: 'Save' }).click();
		await setup.waitFor({ state: 'hidden' });
	};

	/** Presses a button of the card, and waits until the card has an answer. */
	press = async (name) => {
		await this.card.getByRole('button', { name, exact: true }).click();
		await this.page.waitForFunction(() => !document.querySelector('.card.busy'));
	};

	write = async (label, text) => {
		const field = this.page.getByLabel(label);
		await field.fill(text);
		await field.press('Enter');
		await this.page.locator('.view:visible .line', { hasText: text }).waitFor();
	};

	/** Sends something wrong. Answers what the page says of it, as `exchange` does. */
	send = async (name) => {
		const before = await this.page.locator('#exchanges li').first().innerText();
		const wrong = this.page.locator('#wrong');
		if ((await wrong.getAttribute('open')) === null) await wrong.locator('summary').click();
		await wrong.getByRole('button', { name, exact: true }).click();
		await this.page.waitForFunction((last) => document.querySelector('#exchanges li').innerText !== last, before);
		return await this.exchange();
	};

	/** The newest one: what it was, and the statuses it was answered with. */
	exchange = async () => {
		const newest = this.page.locator('#exchanges li').first();
		return { what: await newest.locator('.what').innerText(), statuses: (await newest.locator('.status').allInnerTexts()).join(', ') };
	};
}
