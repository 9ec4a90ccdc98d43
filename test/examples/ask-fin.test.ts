import { useExample } from './support';

const example = useExample('ask-fin.json');
const question = { user_id: 'user-1', email: 'jane@example.com', question: 'How do I reset my password?' };

it('the answer comes back in the same run, beside its question', async () => {
	example.sim.workspace.fin.answer = (text) => ({ parts: [`<p>You asked: <i>${text}</i></p>`, '<p>Look under Settings.</p>'] });
	const result = await example.run([question, { user_id: 'user-2', email: 'joe@example.com', question: 'And my email?' }]);
	expect(result.error).toBeUndefined();
	expect(result.itemsOf('Answer').map(({ json }) => json)).toEqual([
		{ question: question.question, answer: `You asked: ${question.question}\n\nLook under Settings.` },
		{ question: 'And my email?', answer: 'You asked: And my email?\n\nLook under Settings.' },
	]);
	expect(example.sim.workspace.contacts.byExternalId('user-1')).toMatchObject({ email: 'jane@example.com' });
});

it('where Fin hands over, the question goes another way, with the reason', async () => {
	example.sim.workspace.fin.answer = () => ({ parts: ['<p>One moment.</p>'], escalate: 'Escalation requested by user' });
	const result = await example.run([question]);
	expect(result.itemsOf('Answer')).toEqual([]);
	expect(result.itemsOf('Somebody Else').map(({ json }) => json)).toEqual([
		{ question: question.question, why: 'Escalation requested by user' },
	]);
});
