/** What a page sends, and what comes out of it. */

import { readAnswer } from '../../engine/review/answer';
import { readLimit, readTimeUp } from '../../engine/review/limit';
import { decided, decisionNote, questionNote } from '../../engine/review/note';
import { answeredPage, questionPage, recordedPage } from '../../engine/review/page';
import { readQuestion, type Question } from '../../engine/review/question';

const questionOf = (parameters: Record<string, unknown>): Question => readQuestion((name) => ({ message: 'Refund?', ...parameters })[name]);
const double = { approvalOptions: { values: { approvalType: 'double' } } };
const at = new Date('2026-01-31T09:30:00Z');

describe('an approval', () => {
	it('is true or false, and the name of whoever answers comes along', () => {
		expect(readAnswer(questionOf(double), { decision: 'approve', name: '  Ann\n Lee ' })).toEqual({
			decision: 'approve',
			data: { approved: true },
			by: 'Ann Lee',
		});
		expect(readAnswer(questionOf(double), { decision: 'decline' })).toEqual({ decision: 'decline', data: { approved: false } });
	});
	it('is neither without a button, nor by a button the question does not have', () => {
		expect(() => readAnswer(questionOf(double), {})).toThrow("'Decision' is missing");
		expect(() => readAnswer(questionOf({}), { decision: 'decline' })).toThrow("'Decision' is missing");
		expect(() => readAnswer(questionOf(double), { decision: ['approve', 'decline'] })).toThrow("'Decision' is missing");
	});
});

describe('a draft', () => {
	const draft = questionOf({ responseType: 'editAndApprove', draft: 'One\nTwo' });
	it('counts as edited only if its words changed, however the browser ends lines', () => {
		expect(readAnswer(draft, { decision: 'approve', text: 'One\r\nTwo\r\n' }).data).toEqual({
			approved: true,
			text: 'One\nTwo',
			edited: false,
		});
		expect(readAnswer(draft, { decision: 'approve', text: 'One\r\nThree' }).data).toEqual({
			approved: true,
			text: 'One\nThree',
			edited: true,
		});
	});
	it('that is declined has no text, and one that is empty is not approved', () => {
		expect(readAnswer(draft, { decision: 'decline', text: 'Something' }).data).toEqual({ approved: false, text: null, edited: false });
		expect(() => readAnswer(draft, { decision: 'approve', text: '  ' })).toThrow("'Text' is empty");
	});
	it('is required', () => {
		expect(() => questionOf({ responseType: 'editAndApprove', draft: ' ' })).toThrow("'Draft' is required");
	});
});

describe('a form', () => {
	const form = (...values: Array<Record<string, unknown>>) => questionOf({ responseType: 'customForm', formFields: { values } });
	it('answers numbers as numbers, ticks as true and false, and what was left empty as null', () => {
		const question = form(
			{ fieldLabel: 'Amount', fieldType: 'number' },
			{ fieldLabel: 'Urgent', fieldType: 'checkbox' },
			{ fieldLabel: 'When', fieldType: 'date' },
			{ fieldLabel: 'Why', fieldType: 'textarea' },
		);
		expect(readAnswer(question, { field0: '12.5', field1: 'yes', field2: '2026-01-31', field3: 'a\r\nb' }).data).toEqual({
			Amount: 12.5,
			Urgent: true,
			When: '2026-01-31',
			Why: 'a\nb',
		});
		expect(readAnswer(question, {}).data).toEqual({ Amount: null, Urgent: false, When: null, Why: null });
	});
	it('refuses what the field cannot be, by the label of the field', () => {
		const question = form(
			{ fieldLabel: 'Amount', fieldType: 'number' },
			{ fieldLabel: 'Mail', fieldType: 'email' },
			{ fieldLabel: 'Way', fieldType: 'dropdown', fieldOptions: 'A, B' },
			{ fieldLabel: 'When', fieldType: 'date' },
		);
		expect(() => readAnswer(question, { field0: 'much' })).toThrow("'Amount' is not a number");
		expect(() => readAnswer(question, { field1: 'nobody' })).toThrow("'Mail' is not an email address");
		expect(() => readAnswer(question, { field2: 'C' })).toThrow("'Way' is not one of the choices");
		expect(() => readAnswer(question, { field3: 'soon' })).toThrow("'When' is not a date");
	});
	it('has a label of its own for every field, none of which the output uses itself', () => {
		expect(() => form({ fieldLabel: 'A' }, { fieldLabel: 'A' })).toThrow('two fields with the label "A"');
		expect(() => form({ fieldLabel: 'respondedAt' })).toThrow('cannot be "respondedAt"');
		expect(() => form({ fieldLabel: 'A', fieldType: 'dropdown', fieldOptions: '' })).toThrow('Choices');
		expect(() => form()).toThrow("'Form Fields' is required");
	});
});

describe('the limit', () => {
	const limited = (values: Record<string, unknown>) =>
		readLimit((name) => (name === 'options' ? { limitWaitTime: { values } } : undefined), at.getTime());
	it('is a span of time or a moment, and nothing where nobody set one', () => {
		expect(limited({ limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'hours' })).toEqual(new Date('2026-01-31T11:00:00Z'));
		expect(limited({ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-02-01' })).toEqual(new Date('2026-02-01T00:00:00Z'));
		expect(readLimit(() => undefined, at.getTime())).toBeUndefined();
	});
	it('is refused when it has passed', () => {
		expect(() => limited({ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-01-01' })).toThrow('has passed already');
		expect(() => limited({ resumeAmount: 0 })).toThrow('more than 0');
	});
	it('ends in what people chose', () => {
		const ends = (whenTimeIsUp: string | undefined, question: Question) =>
			readTimeUp((name) => (name === 'options' ? { whenTimeIsUp } : undefined), question);
		expect(ends(undefined, questionOf({}))).toEqual({ approved: false, timedOut: true });
		expect(ends('undecided', questionOf({}))).toEqual({ approved: null, timedOut: true });
		expect(ends('approve', questionOf({ responseType: 'editAndApprove', draft: 'Hi' }))).toEqual({
			approved: true,
			text: 'Hi',
			edited: false,
			timedOut: true,
		});
		expect(ends('decline', questionOf({ responseType: 'freeText' }))).toEqual({ text: null, timedOut: true });
	});
});

describe('notes and pages', () => {
	const hostile = '<img src=x onerror=alert(1)> "quoted" & </textarea><script>alert(2)</script>';
	it('show text of workflows and people as it is, never as markup', () => {
		const question = questionOf({
			...double,
			message: hostile,
			responseType: 'editAndApprove',
			draft: hostile,
			approvalOptions: { values: { approvalType: 'double', approveLabel: hostile } },
		});
		const answer = readAnswer(question, { decision: 'approve', text: `${hostile}!`, name: hostile });
		const shown = [
			questionNote(question, { address: () => 'https://n8n.example/x?a=1&b="', whom: hostile }),
			decisionNote(question, answer, at),
			questionPage(question, { wrong: hostile, entered: { text: hostile, name: hostile } }),
			recordedPage(decided(answer, at)),
			answeredPage(hostile),
		].join('\n');
		expect(shown).not.toMatch(/<img|<script|onerror=alert\(1\)>|<\/textarea><script/);
	});
	it('name both decisions, when answers count, and whom it is for', () => {
		const note = questionNote(questionOf(double), { address: (choice) => `https://n8n.example/${choice}`, whom: 'Support', until: at });
		expect(note).toContain('<a href="https://n8n.example/approve">Approve</a>');
		expect(note).toContain('<a href="https://n8n.example/decline">Decline</a>');
		expect(note).toContain('for Support');
		expect(note).toContain('until 2026-01-31 09:30 UTC');
	});
	it('say afterwards what was decided, by whom and when', () => {
		expect(decided(readAnswer(questionOf(double), { decision: 'decline', name: 'Ann' }), at)).toBe(
			'Declined by Ann on 2026-01-31 09:30 UTC',
		);
		expect(
			decisionNote(
				questionOf({ responseType: 'freeText' }),
				readAnswer(questionOf({ responseType: 'freeText' }), { text: 'Ship\nit' }),
				at,
			),
		).toContain('<blockquote>Ship<br>it</blockquote>');
	});
	it('the button of the link that was followed comes first', () => {
		expect(questionPage(questionOf(double), { preferred: 'decline' })).toMatch(/value="decline" class="first".*value="approve"/s);
		expect(questionPage(questionOf(double))).toMatch(/value="approve" class="first".*value="decline"/s);
	});
});
