/** Events of a channel of the client's own. Intercom's description had them until 2.14; a workspace has to be let in. */
import { z } from 'zod';
import { fields } from '../../manners/check';
import { forbidden, missing } from '../../manners/errors';
import { type Call, route } from '../../manners/route';
import type { ChannelEvent } from '../../workspace/fin/channel';

const until = '2.14';
const event = {
	event_id: z.string().min(1),
	external_conversation_id: z.string().min(1),
	contact: fields({
		type: z.enum(['user', 'lead']),
		external_id: z.string().min(1),
		name: z.string().optional(),
		email: z.string().email().optional(),
	}),
};
const path = 'POST /custom_channel_events/notify_';

/** @throws 403, 400 */
function admitted({ settings, body, workspace }: Call<unknown, ChannelEvent>) {
	if (!settings.customChannel) throw forbidden('Custom channels are not enabled for this workspace');
	const { type, name, email } = body.contact;
	if (type === 'user' && (name === undefined || email === undefined)) throw missing('name and email are required for users', 'contact');
	return workspace.fin.channel;
}

export const channels = [
	route(`${path}new_conversation`, { until, body: fields(event) }, (call) => admitted(call).begin(call.body)),
	route(`${path}new_message`, { until, body: fields({ ...event, body: z.string().min(1) }) }, (call) =>
		admitted(call).goOn('new_message', call.body, call.body.body),
	),
	route(`${path}quick_reply_selected`, { until, body: fields({ ...event, quick_reply_option_id: z.string().min(1) }) }, (call) =>
		admitted(call).goOn('quick_reply_selected', call.body, `Quick reply ${call.body.quick_reply_option_id}`),
	),
	route(
		`${path}attribute_collected`,
		{ until, body: fields({ ...event, attribute: fields({ id: z.string().min(1), value: z.string() }) }) },
		(call) => admitted(call).goOn('attribute_collected', call.body, call.body.attribute.value),
	),
];
