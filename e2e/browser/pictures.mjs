// Screenshots: of checks that failed, and those for the docs.
import fs from 'node:fs';
import path from 'node:path';
import { check } from '../checks.mjs';
import { out, root } from '../setup/machine.mjs';

/** `npm run e2e -- --pictures` renews the images of the docs; otherwise they are among the logs. */
const folder = process.argv.includes('--pictures') ? path.join(root, 'docs/images') : path.join(out, 'pictures');

/** Keeps what the page shows, or the part of it inside `clip`. */
export async function picture(page, name, clip) {
	fs.mkdirSync(folder, { recursive: true });
	// neither a blinking cursor nor a message that fades
	await page.locator('.el-notification').evaluateAll((messages) => messages.forEach((message) => message.remove()));
	await page.mouse.move(1, 1);
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide', ...(clip ? { clip } : {}) });
}

/** A check in the browser: when it fails, what the page showed is kept. */
export const seen = (page) => async (name, work) =>
	await check(name, async () => {
		try {
			return await work();
		} catch (error) {
			fs.mkdirSync(out, { recursive: true });
			const file = path.join(out, `${name.replace(/\W+/g, '-').slice(0, 80)}.png`);
			await page.screenshot({ path: file }).catch(() => {});
			throw Object.assign(error, { message: `${error.message}\nThe page: ${file}` });
		}
	});
