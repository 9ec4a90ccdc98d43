/** What has to be true before a version is published; each point says what to do where it is not. */

export interface Candidate {
	/** "v0.2.0", as it is tagged. */
	tag: string;
	version: string;
	changelog: string;
	/** What the docs list, as it is and as today's catalog makes it. */
	lists: string;
	renewed: string;
	/** `git status --porcelain`. */
	changes: string;
	/** Tags of the commit that is checked out. */
	tags: string[];
	/** "contact: create" of every operation that has no workflow in test/compat. */
	unrecorded: string[];
}

export interface Point {
	name: string;
	/** Empty where it is true. */
	toDo: string;
}

/** What a version's section of the changelog says; undefined where it has none. */
export function sectionOf(changelog: string, title: string): string | undefined {
	const lines = changelog.split('\n');
	const from = lines.findIndex((line) => line.startsWith(`## [${title}]`));
	if (from < 0) return undefined;
	const length = lines.slice(from + 1).findIndex((line) => /^## |^\[/.test(line));
	return lines
		.slice(from + 1, length < 0 ? undefined : from + 1 + length)
		.join('\n')
		.trim();
}

const isDated = (changelog: string, version: string): boolean =>
	new RegExp(`^## \\[${version.replace(/\./g, '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm').test(changelog);

export function checklist({ tag, version, changelog, lists, renewed, changes, tags, unrecorded }: Candidate): Point[] {
	const point = (name: string, isTrue: boolean, toDo: string): Point => ({ name, toDo: isTrue ? '' : toDo });
	return [
		point('the tag is the version', tag === `v${version}`, `package.json says ${version}: tag v${version}, or run npm version`),
		point('the tag is on this commit', tags.includes(tag), `git tag ${tag}`),
		point('nothing is left uncommitted', changes.trim() === '', `commit or remove:\n${changes}`),
		point(
			'the changelog has the version, with its date',
			isDated(changelog, version) && sectionOf(changelog, version) !== '',
			`write "## [${version}] - date" into CHANGELOG.md, and what has changed under it`,
		),
		point(
			'nothing waits for a release in the changelog',
			sectionOf(changelog, 'Unreleased') === '',
			`move what is under [Unreleased] to [${version}]`,
		),
		point(
			'the changelog links the version',
			new RegExp(`^\\[${version.replace(/\./g, '\\.')}\\]: `, 'm').test(changelog),
			`add a line [${version}]: https://... to CHANGELOG.md`,
		),
		point('the docs list what this catalog has', lists === renewed, 'npm run docs'),
		point(
			'every operation has a saved workflow that later versions must keep running',
			unrecorded.length === 0,
			`npm run compat; missing: ${unrecorded.join(', ')}`,
		),
	];
}
