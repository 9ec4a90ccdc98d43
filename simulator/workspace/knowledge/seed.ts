/** A small shop's help center: two languages, a tree of collections, articles, and what AI reads beside them. */
import type { Workspace } from '../index';

const ARTICLES: Array<[collection: number, title: string, body: string, state: 'published' | 'draft']> = [
	[
		1,
		'Track your order',
		'<h2>Where it is</h2><p>Open <b>Orders</b> and choose <a href="https://shop.example.org/orders">Track</a>.</p><ul><li>Packed: still with us</li><li>Sent: with the carrier</li></ul>',
		'published',
	],
	[1, 'Change the address of an order', '<p>Until it is packed, the address can be changed under <i>Orders</i>.</p>', 'published'],
	[
		2,
		'Send goods back',
		'<p>Within <b>30 days</b>.</p><ol><li>Print the label</li><li>Pack</li><li>Bring it to the post</li></ol>',
		'published',
	],
	[
		2,
		'Refunds',
		'<p>Refunds take three days.</p><table><tr><th>Way</th><th>Days</th></tr><tr><td>Card</td><td>3</td></tr><tr><td>Transfer</td><td>5</td></tr></table>',
		'published',
	],
	[3, 'Reset your password', '<p>Choose <code>Forgot password</code> on the sign-in page.</p>', 'published'],
	[3, 'Close an account', '<p>Write to us. We answer within a day.</p>', 'draft'],
];

export function seedKnowledge(workspace: Workspace): void {
	const { knowledge } = workspace;
	const author = Number(workspace.owner().id);
	knowledge.centers.main().locales.push('de');
	const orders = knowledge.collections.create({ name: 'Orders', description: 'From the cart to the door' });
	const shipping = knowledge.collections.create({ name: 'Shipping', parent_id: orders.id });
	const returns = knowledge.collections.create({ name: 'Returns', parent_id: orders.id });
	const account = knowledge.collections.create({ name: 'Account', translated_content: { de: { name: 'Konto' } } });
	const places = [orders, shipping, returns, account];
	const made = ARTICLES.map(([place, title, body, state]) =>
		knowledge.articles.create({ title, body, state, author_id: author, parent_id: places[place].id, parent_type: 'collection' }),
	);
	knowledge.articles.update(made[2], {
		translated_content: { de: { title: 'Ware zurücksenden', body: '<p>Innerhalb von <b>30 Tagen</b>.</p>', state: 'published' } },
	});
	const folder = knowledge.folders.create({ name: 'Support', emoji: '📚' });
	knowledge.folders.create({ name: 'Scripts', parent_folder_id: folder.id });
	knowledge.internalArticles.create({
		title: 'How we handle refunds',
		body: '<p>Ask for the order number first.</p>',
		author_id: author,
		owner_id: author,
		folder_id: folder.id,
	});
	knowledge.snippets.create({ title: 'Opening hours', body_markdown: 'From nine to five.', ai_chatbot_availability: true });
	const source = knowledge.sources.create({ url: 'https://docs.shop.example.org', sync_behavior: 'api' });
	knowledge.pages.upsert({
		title: 'Sizes',
		html: '<p>Order one size larger.</p>',
		url: 'https://docs.shop.example.org/sizes',
		source_id: source.id,
		external_id: 'sizes',
		ai_agent_availability: true,
	});
	knowledge.news.create({
		title: 'Now with tracking',
		body: '<p>See where your parcel is.</p>',
		sender_id: author,
		state: 'live',
		newsfeed_assignments: [{ newsfeed_id: Number(knowledge.newsfeeds.all()[0].id) }],
	});
	const [article] = made;
	knowledge.redirects.create(knowledge.centers.main(), {
		from_url: `${knowledge.centers.main().url}/old/tracking`,
		locale: 'en',
		target_type: 'article',
		target_id: article.id,
	});
}
