/** The languages of Intercom's help centers, and texts in several of them. */

import { choice, choices, json, rows } from '../../language/fields';
import type { Choice, Field, Fields } from '../../language/types';

const NAMES: Record<string, string> = {
	ar: 'Arabic',
	bg: 'Bulgarian',
	bs: 'Bosnian',
	ca: 'Catalan',
	cs: 'Czech',
	da: 'Danish',
	de: 'German',
	el: 'Greek',
	en: 'English',
	es: 'Spanish',
	et: 'Estonian',
	fi: 'Finnish',
	fr: 'French',
	he: 'Hebrew',
	hr: 'Croatian',
	hu: 'Hungarian',
	id: 'Indonesian',
	it: 'Italian',
	ja: 'Japanese',
	ko: 'Korean',
	lt: 'Lithuanian',
	lv: 'Latvian',
	mn: 'Mongolian',
	nb: 'Norwegian',
	nl: 'Dutch',
	pl: 'Polish',
	pt: 'Portuguese',
	'pt-BR': 'Portuguese (Brazil)',
	ro: 'Romanian',
	ru: 'Russian',
	sl: 'Slovenian',
	sr: 'Serbian',
	sv: 'Swedish',
	tr: 'Turkish',
	vi: 'Vietnamese',
	'zh-CN': 'Chinese (Simplified)',
	'zh-TW': 'Chinese (Traditional)',
};

export const LANGUAGES: readonly Choice[] = Object.entries(NAMES).map(([value, name]) => ({ value, name }));

export const language = (more: Parameters<typeof choice>[2] = {}): Field => choice('Language', LANGUAGES, { initial: 'en', ...more });
export const languages = (more: Parameters<typeof choices>[2] = {}): Field => choices('Languages', LANGUAGES, more);

/** A form per language; an object with the languages as names on the wire. The same as JSON, for those who have it so. */
export const translations = (fields: Fields, more?: Fields): Fields => ({
	translated_content: rows(
		'Translations',
		'Translation',
		{ locale: language({ required: true, param: 'language' }), ...fields },
		{ keyBy: 'locale', ...(more ? { more } : {}), param: 'translations', about: 'Texts in other languages, one form each' },
	),
	'translated_content#json': json('Translations (JSON)', 'object', {
		param: 'translatedContentJson',
		about: 'The same as an object with language codes as names. Wins over the forms for a language that is in both.',
	}),
});
