/** What people of the demo workspace write to each other. */

export const QUESTIONS = [
	'Hi, I can not log in since this morning. Can you help?',
	'Where do I find my invoices?',
	'Could you extend our trial by a week?',
	'The export ends with an error after some minutes.',
	'¿Se puede pagar por transferencia bancaria?',
	'Wie lade ich Kolleginnen in unseren Arbeitsbereich ein?',
	'レポートを PDF で保存できますか？',
	'I was charged twice this month, please look into it.',
	'Is there a way to sort tickets by <priority> & date?',
	'We would like to cancel two seats.',
];

export const ANSWERS = [
	'<p>Thanks for writing in! I am looking into it right now.</p>',
	'<p>You find it under <a href="https://simulator.example/settings/billing">Settings, Billing</a>.</p>',
	'<p>Done. Please reload the page and try again.</p>',
	'<p>Could you send us a screenshot?</p><ul><li>of the page</li><li>of the message</li></ul>',
	'<p>I have passed this on to our engineers &amp; keep you posted.</p>',
];

export const THANKS = [
	'Great, thank you!',
	'That did not help, it is still the same.',
	'Perfect, this works now.',
	'Any news?',
	'ありがとうございます',
];
export const REMARKS = ['Fast and friendly', 'Took far too long', 'Problem is still there', null, 'Super!', null];
export const INTERNAL = [
	'Customer since 2021, please be quick.',
	'Known bug, fixed in the next release.',
	'Asked billing, waiting for an answer.',
];

export const PROBLEMS = [
	'Login fails',
	'Export stops',
	'Invoice 2024',
	'Refund #88',
	'Slow dashboard',
	'Order 12 lost',
	'Wrong currency',
	'Broken link',
];
