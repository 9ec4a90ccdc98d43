/** Who writes in the inbox. */
import { contactNotFound, notFound } from '../../manners/errors';
import type { Workspace } from '../index';
import type { Contact } from '../types';
import type { Author } from './types';

/** The three ways to name a contact. */
export interface ContactKey {
	intercom_user_id?: string;
	user_id?: string;
	email?: string;
}

/** @throws 404 for nobody of ours */
export function adminAuthor(workspace: Workspace, id: string): Author {
	const admin = workspace.admins.get(id);
	if (!admin) throw notFound('Admin not found', 'admin_not_found');
	return { type: 'admin', id: admin.id, name: admin.name, email: admin.email };
}

export function contactAuthor(contact: Contact): Author {
	return { type: contact.role, id: contact.id, name: contact.name, email: contact.email };
}

/** The bot that does what no teammate did. */
export function botAuthor(workspace: Workspace): Author {
	return { type: 'bot', id: '278', name: 'Operator', email: `operator+${workspace.id}@intercom.io` };
}

/** The AI agent. */
export function finAuthor(workspace: Workspace): Author {
	return { ...botAuthor(workspace), name: 'Fin', from_ai_agent: true, is_ai_answer: true };
}

export function findContact(workspace: Workspace, key: ContactKey): Contact | undefined {
	if (key.intercom_user_id !== undefined) return workspace.contacts.get(key.intercom_user_id);
	if (key.user_id !== undefined) return workspace.contacts.byExternalId(key.user_id);
	return key.email === undefined ? undefined : workspace.contacts.byEmail(key.email);
}

/** @throws 404 `User Not Found` */
export function needContact(workspace: Workspace, key: ContactKey): Contact {
	const contact = findContact(workspace, key);
	if (!contact) throw contactNotFound();
	return contact;
}
