/** The code blocks of a Markdown page, applied to the files that the page names. */

export interface Block {
	file: string;
	/** A file that is written, or hunks of one that is changed. */
	language: 'diff' | 'ts';
	text: string;
}

const BLOCK = /^(?:In|New file) `([^`]+)`:\n\n```(diff|ts)\n([\s\S]*?)^```$/gm;

/** In the order of the page. */
export const blocksOf = (page: string): Block[] =>
	[...page.matchAll(BLOCK)].map(([, file, language, text]) => ({ file, language: language as Block['language'], text }));

/** How many code blocks of these languages a page has, named or not. */
export const countOf = (page: string): number => [...page.matchAll(/^```(?:diff|ts)$/gm)].length;

/** The commands of a page, one a line, without what is said about them. */
export const commandsOf = (page: string): string[] =>
	[...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, text]) =>
		text
			.split('\n')
			.map((line) => line.replace(/\s+#.*$/, '').trim())
			.filter(Boolean),
	);

/** Each hunk replaces the one place that has its old lines. Throws where there is none, or more than one. */
export function applied({ file, language, text }: Block, before: string): string {
	if (language === 'ts') return text;
	return text.split(/^@@\n/m).reduce((content, hunk) => {
		const lines = hunk.split('\n').slice(0, -1);
		const side = (out: string) =>
			lines
				.filter((line) => line[0] !== out)
				.map((line) => `${line.slice(1)}\n`)
				.join('');
		const [old, now] = [side('+'), side('-')];
		const places = content.split(`\n${old}`).length - 1;
		if (places !== 1) throw new Error(`${file}: ${places} places have these lines:\n${old}`);
		return content.replace(`\n${old}`, () => `\n${now}`);
	}, before);
}
