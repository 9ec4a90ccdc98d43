/** Invented people, companies and texts of the demo workspace. */

export const FIRST_NAMES = [
	'Amelia', 'Björn', 'Chiara', 'Dariusz', 'Elif', 'Fátima', 'Giorgos', 'Hanna', 'Inês', 'Jürgen', 'Kateřina', 'Liam', 'Mónica', 'Nguyễn', 'Oľga',
	'Priya', 'Quentin', 'Renée', 'Søren', 'Teodora', 'Uğur', 'Věra', 'Wojciech', 'Ximena', 'Yuki', 'Zoë', '美咲', '大輔', '지훈', '伟', 'محمد', 'Анна',
];

export const LAST_NAMES = [
	'Almeida', 'Brandt', 'Černý', 'Dubois', 'Eriksen', 'Fernández', 'García-López', 'Håkansson', 'İnan', 'Johansson', 'Kovács', "O'Connor", 'Müller', 'Nowak',
	'Özdemir', 'Papadopoulos', 'Quirke', 'Rossi', 'Šimić', 'Tanaka', 'Umarov', 'van der Berg', 'Weiß', 'Xu', 'Yılmaz', 'Żak', '佐藤', '김', '王', 'Иванова',
];

export const COMPANY_NAMES = [
	'Aurora Bikes', 'Bluefin Logistics', 'Café Sólo', 'Delta & Söhne', 'Ember Studio', 'Fjord Analytics', 'Granite Health', 'Hollow Oak Books', 'Island Telecom', 'Juniper Foods',
	'Kestrel Aviation', 'Lumen Lighting', 'Maple Ledger', 'Nimbus Weather', 'Orchard Labs', 'Pebble Games', 'Quartz Mining', 'Río Verde Energía', 'Sable Fashion', 'Tundra Outdoor',
	'Umbra Films', 'Velvet Audio', 'Willow Schools', 'Xenon Optics', 'Yonder Travel', 'Zephyr Sailing', '桜ソフト', 'Świetlik Media', 'Ångström Instruments', 'Œuvre Édition',
];

export const INDUSTRIES = ['Software', 'Retail', 'Logistics', 'Health', 'Education', 'Media', 'Energy', 'Manufacturing'];
export const PLANS = ['Free', 'Starter', 'Pro', 'Enterprise'];
export const TAGS = ['VIP', 'Beta tester', 'Churn risk', 'Newsletter', 'Needs follow-up', 'Événement 2026', '日本チーム', 'Partner'];

export const PLACES = [
	{ country: 'Ireland', region: 'Leinster', city: 'Dublin', country_code: 'IRL', continent_code: 'EU' },
	{ country: 'Germany', region: 'Berlin', city: 'Berlin', country_code: 'DEU', continent_code: 'EU' },
	{ country: 'Japan', region: 'Tōkyō', city: 'Tōkyō', country_code: 'JPN', continent_code: 'AS' },
	{ country: 'Brazil', region: 'São Paulo', city: 'São Paulo', country_code: 'BRA', continent_code: 'SA' },
	{ country: 'United States', region: 'Illinois', city: 'Chicago', country_code: 'USA', continent_code: 'NA' },
	{ country: 'Türkiye', region: 'İzmir', city: 'İzmir', country_code: 'TUR', continent_code: 'AS' },
	{ country: 'Australia', region: 'Victoria', city: 'Melbourne', country_code: 'AUS', continent_code: 'OC' },
];

export const BROWSERS = ['chrome', 'firefox', 'safari', 'edge'];
export const SYSTEMS = ['Windows 11', 'macOS 26', 'Ubuntu', 'Android 16', 'iOS 26'];
export const LANGUAGES = ['en', 'de', 'fr', 'ja', 'pt-BR', 'tr', 'pl'];

export const NOTES = [
	'Asked for an annual invoice, prefers to pay by bank transfer.',
	'Very happy with the last release. Ask for a quote for the website.',
	'Waiting for an answer from their legal team.',
	'Called twice, no answer. Try again next week.',
	'Would like a demo in Japanese - 田中さん can help.',
	'Reported a bug in the export; fixed on the same day.',
];
