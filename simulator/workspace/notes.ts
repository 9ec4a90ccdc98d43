/** Notes about contacts and companies. */
import type { Clock } from '../clock';
import { notFound } from '../manners/errors';
import type { Ids } from './ids';
import type { Admin, Note } from './types';

interface House {
	clock: Clock;
	ids: Ids;
	owner(): string;
	admin(id: string): Admin | undefined;
}

type Subject = { contact_id: string } | { company_id: string };

export class NoteBook {
	private readonly byId = new Map<string, Note>();
	private readonly bySubject = new Map<string, Note[]>();

	constructor(private readonly house: House) {}

	/** @throws 404 */
	need(id: string): Note {
		const note = this.byId.get(id);
		if (!note) throw notFound();
		return note;
	}

	/** Newest first. */
	about(subject: Subject): Note[] {
		return [...(this.bySubject.get(keyOf(subject)) ?? [])].reverse();
	}

	/** @throws 404 for an admin who does not exist */
	add(subject: Subject, body: string, authorId = this.house.owner()): Note {
		if (!this.house.admin(authorId)) throw notFound();
		const text = body.startsWith('<') ? body : `<p>${body}</p>`;
		const note: Note = {
			id: this.house.ids.digits(),
			seq: this.byId.size + 1,
			contact_id: null,
			company_id: null,
			...subject,
			author_id: authorId,
			body: text,
			created_at: this.house.clock.seconds(),
		};
		this.byId.set(note.id, note);
		this.file(subject, note);
		return note;
	}

	/** Gives all notes of one contact to another. */
	move(fromContact: string, toContact: string): void {
		const notes = this.bySubject.get(keyOf({ contact_id: fromContact })) ?? [];
		this.bySubject.delete(keyOf({ contact_id: fromContact }));
		for (const note of notes) {
			note.contact_id = toContact;
			this.file({ contact_id: toContact }, note);
		}
	}

	clear(): void {
		this.byId.clear();
		this.bySubject.clear();
	}

	private file(subject: Subject, note: Note): void {
		const notes = [...(this.bySubject.get(keyOf(subject)) ?? []), note];
		this.bySubject.set(
			keyOf(subject),
			notes.sort((a, b) => a.seq - b.seq),
		);
	}
}

const keyOf = (subject: Subject) => ('contact_id' in subject ? `contact ${subject.contact_id}` : `company ${subject.company_id}`);
