/** Fields that replies to conversations and to tickets share. */

import { date, files, flag, html, later, optionalRef, ref, rows, text, textList } from '../../language/fields';
import type { Fields } from '../../language/types';

/** Who does it: the admin the credential belongs to, unless another one is chosen. */
export const actor = optionalRef('admin', 'Admin', {
	param: 'adminId',
	fallback: 'me',
	about: "The teammate who does this; defaults to the credential's own teammate",
});

export const message = html('Message', {
	required: true,
	param: 'messageBody',
	about: 'What to say; HTML is kept where Intercom shows it',
});

/** A contact under the name Intercom's replies want, depending on how it is chosen. */
export const author = ref('contact', 'Contact', {
	param: 'contactId',
	about: 'Who writes the reply',
	spell: { modes: { id: 'intercom_user_id', externalId: 'user_id', email: 'email' } },
});

/** Intercom takes ten of each kind. */
export const attachments: Fields = {
	attachment_urls: textList('Attachment URLs', { about: 'Addresses of images or files to attach, ten at most' }),
	attachment_files: files('Attachment Binary Fields', 10, { param: 'attachmentFiles' }),
};

export const sentAt: Fields = { created_at: date('Created At', { about: 'When it was written, for imports; now when left empty' }) };
export const skipNotifications: Fields = {
	skip_notifications: flag('Skip Notifications', 'Whether to notify nobody about it', { isNoChange: true }),
};

export const snoozeUntil = later('Snooze Until', { param: 'snoozeUntil' });

export const aboveButtons = html('Message', { param: 'messageBody', about: 'What to say above the buttons' });
/** Buttons a contact can answer with. */
export const quickReplies = rows(
	'Quick Replies',
	'Quick Reply',
	{
		text: text('Text', { required: true, about: 'What the button says' }),
		uuid: text('UUID', { generate: 'uuid', about: 'Tells the answer apart later; made up when left empty' }),
	},
	{ required: true, param: 'quickReplies' },
);

/** The buttons a contact chose. */
export const chosenReplies = rows(
	'Chosen Quick Replies',
	'Quick Reply',
	{
		text: text('Text', { required: true, about: 'What the chosen button says' }),
		uuid: text('UUID', { required: true, about: 'UUID of the chosen button' }),
	},
	{ param: 'chosenReplies' },
);
