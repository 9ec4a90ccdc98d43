// Screenshots: of checks that failed, and those for the docs.
import fs from 'node:fs';
import path from 'node:path';
import { check } from '../checks.mjs';
import { out, root, until } from '../setup/machine.mjs';

/** `npm run e2e -- --pictures` renews the images of the docs; otherwise they are among the logs. */
const folder = process.argv.includes('--pictures') ? path.join(root, 'docs/images') : path.join(out, 'pictures');

/** Keeps what the page shows, or the part of it inside `clip`. */
export async function picture(page, name, clip) {
	fs.mkdirSync(folder, { recursive: true });
	// neither a blinking cursor nor a message that fades
	await page.locator('.el-notification').evaluateAll((messages) => messages.forEach((message) => message.remove()));
	await page.mouse.move(1, 1);
	await atRest(page);
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide', ...(clip ? { clip } : {}) });
}

/** The same in a window of another height, in which what is wanted has room; the panel is scrolled so that it begins with `first`. */
export async function pictureOfHeight(page, name, height, first) {
	const size = page.viewportSize();
	await page.setViewportSize({ ...size, height });
	await first?.evaluate((element) => {
		element.style.scrollMarginTop = '12px';
		element.scrollIntoView({ block: 'start' });
	});
	await picture(page, name);
	await page.setViewportSize(size);
}

const MARGIN = 16;

/** What to clip to see `form` from its beginning to the end of `last`, and a little of what is around it. */
export async function fromTopTo(form, last) {
	const { x, y, width } = await form.boundingBox();
	const end = await last.boundingBox();
	return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: end.y + end.height - y + 2 * MARGIN };
}

/** Waits until nothing is being loaded and nothing fades in or out. What turns for ever does not count. */
async function atRest(page) {
	await until(
		'the page comes to rest',
		async () =>
			await page.evaluate(() => {
				const busy = [...document.querySelectorAll('[aria-busy="true"]')].some((element) => element.checkVisibility());
				return (
					!busy &&
					document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect.getTiming().iterations === Infinity)
				);
			}),
	);
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

/** Keeps the page, or one element of it, as it looks in light and in dark: `NAME.png` and `NAME-dark.png`. */
export async function inBothLights(page, name, element) {
	for (const [colorScheme, ending] of [
		['light', ''],
		['dark', '-dark'],
	]) {
		await page.emulateMedia({ colorScheme });
		const box = await element?.boundingBox();
		await picture(
			page,
			`${name}${ending}`,
			box && { x: box.x - MARGIN, y: box.y - MARGIN, width: box.width + 2 * MARGIN, height: box.height + 2 * MARGIN },
		);
	}
	await page.emulateMedia({ colorScheme: null });
}
