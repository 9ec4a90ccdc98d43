/** The notes: the question with its links, and what was decided. Text from workflows and people is shown as it is, never as markup. */

import { escapeAll } from '../../markup/escape';
import type { Answer } from './answer';
import type { Question } from './question';

const TITLES: Record<Question['type'], string> = {
	approval: 'Approval needed',
	editAndApprove: 'Draft to approve',
	freeText: 'Question for the team',
	customForm: 'Question for the team',
};

const inLines = (text: string): string => escapeAll(text).replace(/\n/g, '<br>');
const paragraph = (html: string): string => `<p>${html}</p>`;
const link = (address: string, label: string): string => `<a href="${escapeAll(address)}">${escapeAll(label)}</a>`;

/** `2026-01-31 09:30 UTC`: teammates sit in different time zones. */
export const moment = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `address` gives the signed address of a choice. */
export function questionNote(
	question: Question,
	{ address, whom, until }: { address: (choice: string) => string; whom?: string; until?: Date },
): string {
	const links =
		question.type === 'approval'
			? [
					link(address('approve'), question.approve),
					...(question.decline === undefined ? [] : [link(address('decline'), question.decline)]),
				]
			: [link(address('answer'), question.type === 'editAndApprove' ? 'Read and decide' : 'Answer')];
	return [
		paragraph(`<b>${TITLES[question.type]}</b>${whom === undefined ? '' : ` for ${escapeAll(whom)}`}`),
		paragraph(inLines(question.message)),
		...(question.draft ? [paragraph('Draft:'), `<blockquote>${inLines(question.draft)}</blockquote>`] : []),
		paragraph(links.join(' &nbsp;|&nbsp; ')),
		paragraph(
			`<i>A link opens a page; nothing is decided before you confirm there.${until === undefined ? '' : ` Answers count until ${moment(until)}.`}</i>`,
		),
	].join('');
}

/** In one line: "Approved by Ann on 2026-01-31 09:30 UTC". */
export function decided({ decision, data, by }: Answer, at: Date): string {
	const what =
		decision === 'approve' ? (data.edited === true ? 'Edited and approved' : 'Approved') : decision === 'decline' ? 'Declined' : 'Answered';
	return `${what}${by === undefined ? '' : ` by ${by}`} on ${moment(at)}`;
}

/** What was decided, and what was answered. */
export function decisionNote(question: Question, answer: Answer, at: Date): string {
	const told =
		answer.decision !== 'answer'
			? answer.data.edited === true
				? [`<blockquote>${inLines(String(answer.data.text))}</blockquote>`]
				: []
			: question.type === 'freeText'
				? [`<blockquote>${inLines(String(answer.data.text))}</blockquote>`]
				: question.fields.map(({ label }) => paragraph(`${escapeAll(label)}: ${inLines(spoken(answer.data[label]))}`));
	return [
		paragraph(`<b>${escapeAll(decided(answer, at))}</b>`),
		paragraph(`Question: ${escapeAll(shortened(question.message))}`),
		...told,
	].join('');
}

const LONGEST = 200;
const shortened = (text: string): string => {
	const line = text.replace(/\s+/g, ' ');
	return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
};
const spoken = (value: unknown): string =>
	value === null || value === undefined ? '-' : value === true ? 'yes' : value === false ? 'no' : String(value);
