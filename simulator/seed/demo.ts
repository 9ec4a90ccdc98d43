import type { Workspace } from '../workspace';

export function seedDemo(workspace: Workspace): void {
	workspace.contacts.create({ email: 'joe@bloggs.example' });
}
