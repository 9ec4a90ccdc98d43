/** Words that the properties of several kinds of fields share. */

import type { INodeProperties } from 'n8n-workflow';
import type { Choice } from '../../catalog/language/types';
import { byName } from '../words';
import type { Shown } from './kind';

/** Sentences end with a full stop only when there are several (n8n's style). */
export const sentence = (about: string | undefined): { description?: string } => (about ? { description: about } : {});

/** `Acme` -> "e.g. Acme" as the placeholder. */
export const eg = (example: string | undefined): { placeholder?: string } => (example ? { placeholder: `e.g. ${example}` } : {});

/** Name, label and description of a field. */
export const base = ({ label, param, field }: Shown): Pick<INodeProperties, 'displayName' | 'name' | 'description'> => ({
	displayName: label,
	name: param,
	...sentence(field.about),
});

/** "Emails to add" -> "Emails to add. Separate several with commas." */
export const separated = (about: string | undefined): string =>
	about ? `${about.replace(/\.$/, '')}. Separate several with commas.` : 'Separate several with commas';

/** Choices as n8n lists them. */
export const optionsOf = (choices: readonly Choice[]) =>
	choices.map(({ value, name, about }) => ({ name, value, ...sentence(about) })).sort(byName((option) => option.name));
