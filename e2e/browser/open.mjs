// A Chromium that sees nothing but our n8n, signed in as its owner, and the simulator.
import { OWNER } from '../talk/rest.mjs';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-dev-shm-usage',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
const WINDOW = { width: 1440, height: 900 };

/** Answers `{ page, close }`. `chromium` is the path of the program. Nothing in the page waits longer than two minutes. */
export async function openBrowser({ installation, n8n, simulator, chromium }) {
	const { chromium: driver } = installation.load('playwright-core');
	const browser = await driver.launch({ executablePath: chromium, headless: true, args: FLAGS });
	const context = await browser.newContext({ viewport: WINDOW, locale: 'en-GB', timezoneId: 'UTC' });
	context.setDefaultTimeout(120_000);
	await context.route('**/*', async (route) => {
		const url = route.request().url();
		await (url.startsWith(n8n.url) || url.startsWith(simulator.url) || /^(data|blob):/.test(url) ? route.continue() : route.abort());
	});
	const page = await context.newPage();
	await signIn(page, n8n.url);
	return { page, close: async () => await browser.close() };
}

async function signIn(page, url) {
	await page.goto(`${url}/signin`);
	await page.fill('input[name="emailOrLdapLoginId"]', OWNER.email);
	await page.fill('input[name="password"]', OWNER.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
}
