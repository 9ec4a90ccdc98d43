// Written down a second time, from Intercom's documentation and captured deliveries: which record an event is about.

const TAGGED = /^(contact|user)\.([a-z_]+\.)?tag\./;
const SUBSCRIBED = /^(contact\.(un)?subscribed|granular\.(un)?subscribe)/;

/** What the trigger has to put out as `data` for the item of a notification. */
export function recordOf(topic, item) {
	if (topic.startsWith('conversation.contact.')) return { type: 'conversation', id: String(item.conversation.model.id) };
	if (topic === 'conversation.deleted') return { ...item, id: item.conversation_id };
	if (topic.startsWith('ticket.')) return withTextId(item.ticket ?? item);
	if (topic.startsWith('admin.') && 'id' in item) return withTextId(item);
	if (topic.startsWith('company.contact.')) return item.company;
	if (TAGGED.test(topic) || SUBSCRIBED.test(topic)) return item.contact ?? item.user ?? item;
	if (topic.startsWith('content_stat.')) return item.content_stat ?? item;
	return item;
}

const withTextId = (record) => ({ ...record, id: String(record.id) });
