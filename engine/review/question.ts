/** The parameters of Human Review -> the question that is asked. Read the same way when it is asked and when its page is opened. */

import type { IDataObject } from 'n8n-workflow';
import type { Reviewer, ReviewTarget } from '../../procedures/review';
import { entities } from '../../catalog/records/entities';
import { flagOr } from '../convert/flag';
import { collection, forms, texts } from '../convert/list';
import { located } from '../convert/locator';
import { BadValue } from '../convert/refusal';
import { choice, text } from '../convert/text';

/** How to read a parameter; answers `undefined` for what is not there. */
export type ReadParameter = (name: string) => unknown;

export type ResponseType = 'approval' | 'editAndApprove' | 'freeText' | 'customForm';
const RESPONSE_TYPES: readonly ResponseType[] = ['approval', 'editAndApprove', 'freeText', 'customForm'];

export const FORM_KINDS = ['checkbox', 'date', 'dropdown', 'email', 'number', 'text', 'textarea'] as const;

/** One field of a form. `label` is its name in the output too. */
export interface FormField {
	label: string;
	kind: (typeof FORM_KINDS)[number];
	options: string[];
	required: boolean;
	placeholder: string;
}

export interface Question {
	message: string;
	type: ResponseType;
	/** What Edit and Approve starts with. */
	draft: string;
	fields: FormField[];
	/** The label of the button; no `decline`: it can only be approved. */
	approve: string;
	decline?: string;
	/** Whether the page asks for the name of whoever answers. */
	asksName: boolean;
	/** Whether a note says afterwards what was decided. */
	notesDecision: boolean;
}

/** Names in the output that are no fields of a form. */
const RESERVED = ['approved', 'text', 'edited', 'respondedAt', 'respondedBy', 'timedOut', 'question'];

/** Throws `BadValue`. */
export function readQuestion(read: ReadParameter): Question {
	const type = choice(RESPONSE_TYPES, read('responseType') ?? 'approval', 'Response Type') as ResponseType;
	const options = collection(read('options'), 'Options');
	const message = required(read('message'), 'Message');
	return {
		message,
		type,
		draft: type === 'editAndApprove' ? required(read('draft'), 'Draft') : '',
		fields: type === 'customForm' ? readFields(read('formFields')) : [],
		...readLabels(read('approvalOptions'), type),
		asksName: flagOr(true, options.askName, 'Ask for Name'),
		notesDecision: flagOr(true, options.noteDecision, 'Note the Decision'),
	};
}

/** What people wrote: n8n's own nodes take a written \n and a <br> for a line break, so that texts can move between them. */
function required(value: unknown, label: string): string {
	const words = value === undefined || value === null ? '' : text(value, label).replace(/\\n|<br\s*\/?>/g, '\n');
	if (!words.trim()) throw new BadValue(label, 'is required', 'Fill it in, or check that the expression has a value for this item.');
	return words.trim();
}

function readLabels(value: unknown, type: ResponseType): Pick<Question, 'approve' | 'decline'> {
	const entered = collection(value, 'Approval Options');
	const { approvalType, approveLabel, disapproveLabel } = collection(entered.values ?? {}, 'Approval Options');
	const way = choice(['single', 'double'], approvalType ?? (type === 'editAndApprove' ? 'double' : 'single'), 'Type of Approval');
	const label = (words: unknown, name: string, usual: string): string =>
		(words === undefined || words === null ? '' : text(words, name).trim()) || usual;
	return {
		approve: label(approveLabel, 'Approve Button Label', 'Approve'),
		...(way === 'double' ? { decline: label(disapproveLabel, 'Disapprove Button Label', 'Decline') } : {}),
	};
}

function readFields(value: unknown): FormField[] {
	const fields = forms(value, 'values', 'Form Fields').map(readField);
	if (!fields.length) throw new BadValue('Form Fields', 'is required', 'Add at least one field to the form.');
	const labels = fields.map(({ label }) => label);
	const twice = labels.find((label, index) => labels.indexOf(label) !== index);
	if (twice !== undefined)
		throw new BadValue(
			'Form Fields',
			`has two fields with the label "${twice}"`,
			'The label is the name of the answer in the output: give each field its own.',
		);
	return fields;
}

function readField(form: IDataObject, index: number): FormField {
	const named = `Form Fields ${index + 1}`;
	const label = form.fieldLabel === undefined || form.fieldLabel === null ? '' : text(form.fieldLabel, `${named}: Label`).trim();
	if (!label) throw new BadValue(`${named}: Label`, 'is required');
	if (RESERVED.includes(label))
		throw new BadValue(
			`${named}: Label`,
			`cannot be "${label}"`,
			'The output has this name for something of its own: choose another label.',
		);
	const kind = choice(FORM_KINDS, form.fieldType ?? 'text', `${named}: Type`) as FormField['kind'];
	const options = kind === 'dropdown' ? texts(form.fieldOptions, `${named}: Choices`) : [];
	if (kind === 'dropdown' && !options.length) throw new BadValue(`${named}: Choices`, 'is required');
	return {
		label,
		kind,
		options,
		required: flagOr(false, form.requiredField, `${named}: Required`),
		placeholder: form.placeholder === undefined || form.placeholder === null ? '' : text(form.placeholder, `${named}: Placeholder`),
	};
}

/** Where to ask. Throws `BadValue`. */
export function readTarget(read: ReadParameter): ReviewTarget {
	const place = choice(['conversation', 'ticket'], read('askIn') ?? 'conversation', 'Ask In') as ReviewTarget['place'];
	const { name, url } = entities[place];
	const found = located(read(`${place}Id`), name, url && { pattern: url.pattern, name });
	if (!found) throw new BadValue(name, 'is required', 'Choose it from the list, or enter its ID or an expression with it.');
	return { place, id: found.value };
}

/** Whom it is for, and whether they get the conversation as well. Throws `BadValue`. */
export function readReviewer(read: ReadParameter): { reviewer: Reviewer; assign: boolean } | undefined {
	const kind = choice(['nobody', 'admin', 'team'], read('askWhom') ?? 'nobody', 'Ask') as 'nobody' | Reviewer['kind'];
	if (kind === 'nobody') return undefined;
	const label = kind === 'admin' ? 'Teammate' : 'Team';
	const found = located(read(`${kind}Id`), label, undefined);
	if (!found) throw new BadValue(label, 'is required');
	return { reviewer: { kind, id: found.value }, assign: flagOr(true, read('assign'), 'Assign') };
}
