/** Macros: saved answers with blanks, `{{user.first_name | fallback: 'there'}}`. */
import { notFound } from '../../../manners/errors';
import type { Workspace } from '../../index';

export interface Macro {
	id: string;
	seq: number;
	name: string;
	/** HTML with blanks. */
	body: string;
	created_at: number;
	updated_at: number;
	visible_to: 'everyone' | 'specific_teams';
	visible_to_team_ids: string[];
	available_on: string[];
}

const BLANK = /\{\{\s*([\w.]+)\s*(?:\|\s*fallback:\s*['"]([^'"]*)['"]\s*)?\}\}/g;

export class MacroBook {
	private readonly byId = new Map<string, Macro>();

	constructor(private readonly workspace: Workspace) {}

	/** Those the owner of the token may see. */
	visible(): Macro[] {
		const mine = this.workspace.owner().team_ids.map(String);
		return [...this.byId.values()].filter(
			(macro) => macro.visible_to === 'everyone' || macro.visible_to_team_ids.some((id) => mine.includes(id)),
		);
	}

	/** @throws 404 */
	need(id: string): Macro {
		const macro = this.visible().find((one) => one.id === id);
		if (!macro) throw notFound('Macro not found');
		return macro;
	}

	add(macro: Pick<Macro, 'name' | 'body'> & Partial<Macro>): Macro {
		const now = this.workspace.clock.seconds();
		const full: Macro = {
			id: this.workspace.ids.digits(),
			seq: this.byId.size + 1,
			created_at: now,
			updated_at: now,
			visible_to: 'everyone',
			visible_to_team_ids: [],
			available_on: ['inbox', 'messenger'],
			...macro,
		};
		this.byId.set(full.id, full);
		return full;
	}

	/** A macro as the API answers it: blanks are elements in HTML, and written out in plain text. */
	view({ id, name, body, created_at, updated_at, visible_to, visible_to_team_ids, available_on }: Macro) {
		const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
		const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
		return {
			type: 'macro',
			id,
			name,
			body: body.replace(
				BLANK,
				(_blank, key: string, usual?: string) => `<attribute key="${key}"${usual === undefined ? '' : ` default="${escape(usual)}"`}/>`,
			),
			body_text: body
				.replace(/<\/p>\s*<p>/g, '\n\n')
				.replace(/<[^>]+>/g, '')
				.replace(BLANK, (_blank, key: string, usual?: string) => `{{${key}${usual === undefined ? '' : `|fallback:"${usual}"`}}}`),
			created_at: iso(created_at),
			updated_at: iso(updated_at),
			visible_to,
			visible_to_team_ids,
			available_on,
		};
	}

	clear(): void {
		this.byId.clear();
	}
}
