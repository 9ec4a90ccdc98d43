/**
 * A simulated workspace with many records, in a process of its own; its address is printed as one line of JSON.
 * `tsx bench/lists/workspace.ts <articles> <contacts> <days>`: the contacts were created one after the other over so many days.
 */
import { startSimulator } from '../../simulator';
import { print, process } from '../../scripts/machine';

const DAY_MS = 86_400_000;

async function main(): Promise<void> {
	const [articles, contacts, days] = process.argv.slice(2).map(Number);
	const { url, token, workspace, clock } = await startSimulator({ rateLimit: 100_000 });
	const author = Number(workspace.owner().id);
	for (let n = 0; n < articles; n++)
		workspace.knowledge.articles.create({ title: `Article ${n}`, body: `<p>${'About something. '.repeat(20)}</p>`, author_id: author });
	const began = clock.ms() - days * DAY_MS;
	for (let n = 0; n < contacts; n++) {
		clock.during(began + Math.floor((n / contacts) * days * DAY_MS), () =>
			workspace.contacts.create({ role: 'user', external_id: `person-${n}`, email: `person-${n}@example.com`, name: `Person ${n}` }),
		);
	}
	print(JSON.stringify({ url, token }));
}

void main();
