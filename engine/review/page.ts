/** The page behind the links of a note. It works without scripts; opening it changes nothing. */

import { escapeAll } from '../../markup/escape';
import { DECISION, type Decision, fieldName, NAME, TEXT } from './answer';
import type { FormField, Question } from './question';

const STYLE = `*{box-sizing:border-box}body{margin:0;padding:32px 16px;background:#f4f5f7;color:#1a1d24;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:560px;margin:0 auto;padding:28px;background:#fff;border:1px solid #dfe2e8;border-radius:10px}h1{margin:0 0 12px;font-size:20px}p{margin:0 0 16px}
.message{white-space:pre-wrap;overflow-wrap:anywhere}.quiet{color:#5d6472;font-size:14px}.wrong{padding:10px 12px;border-radius:6px;background:#fdecea;color:#8a1f11}
label{display:block;margin:0 0 16px;font-weight:600}label.tick{font-weight:400}label span{display:block;margin-bottom:4px}label.tick input{width:auto;margin-right:8px}
input,textarea,select{width:100%;padding:9px 11px;border:1px solid #b9bfca;border-radius:6px;font:inherit;font-weight:400;background:#fff;color:inherit}textarea{min-height:140px;resize:vertical}
.buttons{display:flex;flex-wrap:wrap;gap:10px}button{padding:10px 20px;border:1px solid #b9bfca;border-radius:6px;background:#fff;color:inherit;font:inherit;font-weight:600;cursor:pointer}
button.first{border-color:#1f5fe0;background:#1f5fe0;color:#fff}button:focus-visible,input:focus-visible,textarea:focus-visible,select:focus-visible{outline:3px solid #9cbcf7;outline-offset:1px}
@media(prefers-color-scheme:dark){body{background:#15171c;color:#e8eaf0}main{background:#1e2128;border-color:#363b46}.quiet{color:#a2a9b8}input,textarea,select,button{background:#15171c;border-color:#4a5160}.wrong{background:#4a1d18;color:#ffd9d4}}`;

const page = (title: string, content: string): string =>
	`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>${escapeAll(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeAll(title)}</h1>${content}</main></body></html>`;

const TITLES: Record<Question['type'], string> = {
	approval: 'Approve?',
	editAndApprove: 'Edit and approve',
	freeText: 'Your answer',
	customForm: 'Your answers',
};

/** n8n takes forms of this name in no other way (2.41, `requiresMultipartFormData`). */
const MULTIPART = ' enctype="multipart/form-data"';

/** What was entered before, where the page comes back. */
type Entered = Record<string, unknown>;

/** `preferred`: the link that was followed. `wrong`: why what was sent does not count. */
export function questionPage(
	question: Question,
	{ preferred, wrong, entered = {} }: { preferred?: Decision; wrong?: string; entered?: Entered } = {},
): string {
	const name = question.asksName
		? `<label><span>Your name (optional, shown in the note)</span><input name="${NAME}" maxlength="80" autocomplete="name" value="${was(entered[NAME])}"></label>`
		: '';
	return page(
		TITLES[question.type],
		`<p class="message">${escapeAll(question.message)}</p>${wrong === undefined ? '' : `<p class="wrong" role="alert">${escapeAll(wrong)}</p>`}<form method="post"${question.type === 'customForm' ? MULTIPART : ''}>${inputs(question, entered)}${name}<div class="buttons">${buttons(question, preferred)}</div></form>`,
	);
}

function inputs({ type, draft, fields }: Question, entered: Entered): string {
	if (type === 'approval') return '';
	if (type === 'customForm') return fields.map((field, index) => input(field, fieldName(index), entered[fieldName(index)])).join('');
	const label = type === 'editAndApprove' ? 'Text' : 'Answer';
	return `<label><span>${label}</span><textarea name="${TEXT}"${type === 'freeText' ? ' required' : ''} rows="8">\n${escapeAll(typeof entered[TEXT] === 'string' ? entered[TEXT] : draft)}</textarea></label>`;
}

const was = (value: unknown): string => (typeof value === 'string' ? escapeAll(value) : '');

function input({ label, kind, options, required, placeholder }: FormField, name: string, value: unknown): string {
	const must = required ? ' required' : '';
	const hint = placeholder ? ` placeholder="${escapeAll(placeholder)}"` : '';
	if (kind === 'checkbox')
		return `<label class="tick"><input type="checkbox" name="${name}" value="yes"${must}${value === undefined ? '' : ' checked'}>${escapeAll(label)}</label>`;
	const title = `<span>${escapeAll(label)}${required ? ' *' : ''}</span>`;
	if (kind === 'textarea') return `<label>${title}<textarea name="${name}"${must}${hint}>\n${was(value)}</textarea></label>`;
	if (kind === 'dropdown')
		return `<label>${title}<select name="${name}"${must}><option value=""></option>${options.map((option) => `<option value="${escapeAll(option)}"${option === value ? ' selected' : ''}>${escapeAll(option)}</option>`).join('')}</select></label>`;
	return `<label>${title}<input type="${kind}"${kind === 'number' ? ' step="any"' : ''} name="${name}" value="${was(value)}"${must}${hint}></label>`;
}

function buttons({ type, approve, decline }: Question, preferred: Decision | undefined): string {
	if (type === 'freeText' || type === 'customForm') return '<button class="first">Send</button>';
	const first = preferred === 'decline' && decline !== undefined ? 'decline' : 'approve';
	const button = (value: 'approve' | 'decline', label: string): string =>
		`<button name="${DECISION}" value="${value}"${value === first ? ' class="first"' : ''}${value === 'decline' ? ' formnovalidate' : ''}>${escapeAll(label)}</button>`;
	const both = [button('approve', approve), ...(decline === undefined ? [] : [button('decline', decline)])];
	return (first === 'decline' ? both.reverse() : both).join('');
}

/** `outcome`: "Approved by Ann on ...". */
export const recordedPage = (outcome: string): string =>
	page('Thank you', `<p>${escapeAll(outcome)}.</p><p class="quiet">You can close this page.</p>`);

export const answeredPage = (outcome: string | undefined): string =>
	page(
		'Answered already',
		`<p>${outcome === undefined ? 'This question was answered, or another one has taken its place' : escapeAll(outcome)}.</p><p class="quiet">Nothing was changed. The notes in Intercom say what was decided.</p>`,
	);
