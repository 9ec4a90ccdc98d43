/** Texts as Intercom keeps them: HTML, made from what people write, and made plain again. */

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' };

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const paragraph = (text: string) => `<p>${text.replace(/\r?\n/g, '<br>\n')}</p>`;

/** What a contact writes is text, whatever it looks like. */
export const fromText = (text: string) => paragraph(escape(text));

/** What a teammate writes may be HTML; the frame of a whole page is taken off. */
export function fromHtml(text: string): string {
	if (!/<[a-z][^>]*>/i.test(text)) return fromText(text);
	const inner = text.replace(/<\/?(html|body)[^>]*>/gi, '').trim();
	return inner.startsWith('<') ? inner : paragraph(inner);
}

/** Plain text of HTML; links become `label (url)`. */
export function toPlain(html: string | null): string | null {
	if (html === null) return null;
	return html
		.replace(/\r?\n/g, '')
		.replace(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gi, '$2 ($1)')
		.replace(/<li[^>]*>/gi, '- ')
		.replace(/<br\s*\/?>|<\/(p|li|h\d|div|ul|ol)>/gi, '\n')
		.replace(/<[^>]+>/g, '')
		.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity])
		.trim();
}
