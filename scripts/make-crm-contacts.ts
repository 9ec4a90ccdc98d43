import { fs, path, print, root } from './machine.js';

/**
 * Writes `examples/data/crm-contacts.csv`: five hundred rows as they come out of a CRM, with what such files hold besides
 * clean rows: gaps, people listed twice, addresses that are none. Nobody in it exists; addresses and phone numbers are
 * from ranges set aside for examples. The same file comes out every time.
 *
 *     npx tsx scripts/make-crm-contacts.ts
 */

const rowCount = 500;
const duplicateCount = 12;
/** Addresses that no mail server takes, and the rows they stand in. */
const invalidEmails = new Map([
	[140, 'no-at-sign.example.com'],
	[402, 'two@@example.org'],
]);

const columns = [
	'external_id',
	'email',
	'first_name',
	'last_name',
	'phone',
	'company_id',
	'company_name',
	'plan',
	'signed_up_at',
	'monthly_spend',
	'newsletter',
] as const;

type Row = Record<(typeof columns)[number], string>;

/** First and last names of one part of the world. A name in another script is followed by how its bearer writes e-mail addresses. */
interface Region {
	share: number;
	firstNames: string;
	lastNames: string;
	/** A number in a range for fiction; each `x` stands for a digit. */
	phone: string;
}

const regions: Region[] = [
	{
		share: 9,
		firstNames: 'Ava Liam Olivia Noah Grace Ethan Chloe Mason Hannah Lucas Ruby Owen Isla Jack Maya Leo Nora Caleb Ivy Henry',
		lastNames:
			"Bennett Carter O'Connor Foster Griffin Hughes Ingram Jensen-Wright Keller Lawson McAllister Norris O'Brien Palmer Quinn Reed Sutton Turner Walsh Young",
		phone: '+141555501xx',
	},
	{
		share: 5,
		firstNames: 'Amelia Oscar Freya Arthur Poppy Rhys Siân Callum Niamh Oisín Aoife Seán Megan Alfie',
		lastNames: 'Ashworth Blackwood Cartwright Davies Eccleston Fairfax Llewellyn Gallagher Cadwaladr Pemberton Rowntree Whitaker',
		phone: '+447700900xxx',
	},
	{
		share: 4,
		firstNames: 'Jürgen Käthe Sören Lukas Björn Anneliese Günther Mia Jörg Hannelore Felix Lena',
		lastNames: 'Müller Schäfer Weiß Groß Köhler Jäger Brandt Löwe Strauß Vogel Böhm Zimmermann',
		phone: '+493023125xxx',
	},
	{
		share: 4,
		firstNames: 'Zoé Benoît Chloé François Anaïs Jérôme Hélène Loïc Maëlle Théo Aurélie Gaël',
		lastNames: 'Lefèvre Dubois Bérenger Girard Côté Moreau Château Perrin Guérin Rivière Besançon Noël',
		phone: '+3319900xxxx',
	},
	{
		share: 4,
		firstNames: 'José Lucía Andrés Sofía Íñigo Belén João Conceição Tomás Inês Raúl Ximena',
		lastNames: 'Núñez Álvarez Gonçalves Peña Ibáñez Araújo Castaño Simões Muñoz Magalhães Quiñones Brandão',
		phone: '+130555501xx',
	},
	{
		share: 3,
		firstNames: 'Åsa Bjørn Søren Håkan Ylva Øystein Märta Aino Väinö Þóra Guðrún Linnéa',
		lastNames: 'Ångström Sørensen Lindqvist Ødegård Mäkinen Jónsdóttir Nyström Bækgaard Þórsson Hämäläinen',
		phone: '+463139060xx',
	},
	{
		share: 3,
		firstNames: 'Łukasz Żaneta Jiří Tereza Ondřej Małgorzata Zdeněk Ágnes Čeněk İpek Çağlar Ştefan',
		lastNames: 'Wiśniewski Dvořák Kowalczyk Procházka Szabó Růžička Żukowska Yılmaz Öztürk Ionescu',
		phone: '+442079460xxx',
	},
	{
		share: 4,
		firstNames:
			'Анна|anna Дмитрий|dmitry Оксана|oksana Сергій|serhii Екатерина|katya Иван|ivan Ольга|olga Тарас|taras Юлия|yulia Борис|boris Марія|maria Георги|georgi',
		lastNames:
			'Шевченко|shevchenko Бондаренко|bondarenko Мельник|melnyk Лысенко|lysenko Черных|chernykh Гончар|honchar Коваленко|kovalenko Ткач|tkach Марченко|marchenko Белых|belykh',
		phone: '+447700900xxx',
	},
	{
		share: 3,
		firstNames: '美咲|misaki 蓮|ren 陽菜|hina 大翔|hiroto 結衣|yui 翔太|shota さくら|sakura 健一|kenichi 葵|aoi 直樹|naoki',
		lastNames:
			'佐藤|sato 鈴木|suzuki 高橋|takahashi 渡辺|watanabe 山本|yamamoto 小林|kobayashi 斎藤|saito 髙田|takada 森|mori 清水|shimizu',
		phone: '+120655501xx',
	},
	{
		share: 3,
		firstNames: 'محمد|mohammed فاطمة|fatima أحمد|ahmad ليلى|layla يوسف|yousef مريم|maryam خالد|khaled نور|nour عمر|omar سلمى|salma',
		lastNames: 'الخطيب|alkhatib حداد|haddad النجار|alnajjar منصور|mansour العلي|alali صالح|saleh درويش|darwish قاسم|qasim',
		phone: '+442079460xxx',
	},
	{
		share: 1,
		firstNames: '伟|wei 芳|fang 秀英|xiuying 敏|min 思远|siyuan',
		lastNames: '王|wang 李|li 欧阳|ouyang 陈|chen 赵|zhao',
		phone: '+164655501xx',
	},
	{
		share: 1,
		firstNames: '강민|kangmin 서연|seoyeon 지훈|jihoon 하은|haeun',
		lastNames: '김|kim 박|park 최|choi 정|jung',
		phone: '+121355501xx',
	},
	{
		share: 1,
		firstNames: 'Ελένη|eleni Νίκος|nikos Γιώργος|giorgos Σοφία|sofia',
		lastNames: 'Γεωργίου|georgiou Βασιλείου|vasileiou Ιωάννου|ioannou',
		phone: '+442079460xxx',
	},
	{
		share: 4,
		firstNames: 'Adaeze Chinedu Priya Arjun Ngozi Kwame Ananya Rohan Thandiwe Sipho Lakshmi Vikram',
		lastNames: 'Okafor Adeyemi Sharma Iyer Mensah Dlamini Krishnamurthy Banerjee Nkosi Achebe Reddy Owusu',
		phone: '+6125550xxxx',
	},
];

const companies = [
	'Brightwater Logistics',
	'Okafor, Bell & Partners',
	'Nordlys Energi AS',
	'Café Brûlerie, SARL',
	'Tanaka Precision, Ltd.',
	'The "Blue Door" Bakery',
	'Łódź Software House',
	'Pine & Pebble',
	'株式会社みどり|midori',
	'Harbour Street Dental',
	'Müller, Groß und Söhne GmbH',
	'Quillworks',
	'شركة النخيل|nakheel',
	'Casa Núñez, S.L.',
	'Fernhill Insurance, Inc.',
	'Datensee AG',
	'ООО «Северный ветер»|severny-veter',
	'Lumen Yoga',
	'Redwood Legal, LLP',
	'Kite & Anchor Travel',
	'Open Orchard',
	'Stonebridge Capital, LLC',
	'Ångström Instruments AB',
	'Papaya Post',
	'Atelier Lefèvre',
	'Copperleaf Analytics, Inc.',
	'Velo Verde',
	'Saltmarsh Books',
	'Zephyr Airfreight, Pty Ltd',
	'Moonrise Games',
	'Ipek Tekstil A.Ş.',
	'Blue Heron Schools',
	'Three Rivers Water, Co-op',
	'Juniper Street Clinic',
	'Mensah & Daughters, Ltd',
	'Parcel Penguin',
	'Iron Lantern Brewing Co.',
	'Sunday Cartography',
	'Greyfriars Museum',
	'Tidepool Robotics',
].map((company, index) => {
	const [name, domain] = nameAndMail(company);
	return { id: `co-${String(index + 1).padStart(3, '0')}`, name, domain: `${domain}.example.com` };
});

/** What each plan costs a month, at least and at most; most people are on the smaller ones. */
const plans = [
	{ name: 'free', share: 40, least: 0, most: 0 },
	{ name: 'starter', share: 30, least: 19, most: 59 },
	{ name: 'pro', share: 20, least: 79, most: 349 },
	{ name: 'enterprise', share: 10, least: 900, most: 4800 },
];

export function crmContacts(): string {
	const chance = chanceFrom(20261101);
	const people = uniquePeople(chance, rowCount - duplicateCount);
	const rows = withDuplicates(chance, people);
	for (const [index, email] of invalidEmails) rows[index].email = email;
	return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n') + '\n';
}

function uniquePeople(chance: Chance, count: number): Row[] {
	const takenEmails = new Set<string>();
	return Array.from({ length: count }, (_, index) => {
		const region = chance.weighted(regions);
		const [firstName, firstInMail] = nameAndMail(chance.pick(region.firstNames.split(' ')));
		const [lastName, lastInMail] = chance.happens(0.06) ? ['', ''] : nameAndMail(chance.pick(region.lastNames.split(' ')));
		// A few companies have many of the people, most have some.
		const company = chance.happens(0.1) ? undefined : companies[Math.floor(chance.next() ** 1.5 * companies.length)];
		const domain = company?.domain ?? chance.pick(['example.com', 'example.org', 'example.net']);

		let email = '';
		for (let number = 1; !email || takenEmails.has(email); number += 1) {
			const tag = chance.happens(0.07) ? `+${chance.pick(['crm', 'news', 'trial', 'work'])}` : '';
			email = `${[firstInMail, lastInMail].filter(Boolean).join('.')}${number > 1 ? number : ''}${tag}@${domain}`;
		}
		takenEmails.add(email);

		return {
			external_id: `crm-${String(index + 1).padStart(4, '0')}`,
			email,
			first_name: firstName,
			last_name: lastName,
			phone: chance.happens(0.18) ? '' : region.phone.replace(/x/g, () => String(chance.below(10))),
			company_id: company?.id ?? '',
			company_name: company?.name ?? '',
			signed_up_at: date(chance),
			newsletter: String(chance.happens(0.6)),
			...planAndSpend(chance, chance.happens(0.06) ? undefined : chance.weighted(plans)),
		};
	});
}

/** Lists some people again, further down, as the CRM knew them later. */
function withDuplicates(chance: Chance, people: Row[]): Row[] {
	const rows = [...people];
	for (let i = 0; i < duplicateCount; i += 1) {
		const earlier = people[i * 25 + chance.below(20)];
		const later = { ...earlier, ...planAndSpend(chance, plans[i % 2 ? 3 : 2]), newsletter: String(earlier.newsletter !== 'true') };
		if (i % 4 === 0) later.email = `${earlier.email.split('@')[0].split('+')[0]}.new@example.net`;
		if (i % 4 === 1) later.last_name = `${earlier.last_name || 'Marsh'}-Hill`;
		if (i % 4 === 2) later.phone = `+120255501${10 + i}`;
		const place = rows.indexOf(earlier) + 60 + chance.below(100);
		rows.splice(Math.min(place, rows.length), 0, later);
	}
	return rows;
}

function planAndSpend(chance: Chance, plan: (typeof plans)[number] | undefined): Pick<Row, 'plan' | 'monthly_spend'> {
	if (!plan) return { plan: '', monthly_spend: '' };
	const cents = plan.least * 100 + chance.below((plan.most - plan.least) * 100 + 1);
	return { plan: plan.name, monthly_spend: (cents / 100).toFixed(2) };
}

/** Between 2021 and 2026, as a day or as a moment. */
function date(chance: Chance): string {
	const begin = Date.UTC(2021, 0, 1) / 1000;
	const end = Date.UTC(2026, 9, 31) / 1000;
	const moment = new Date((begin + chance.below(end - begin)) * 1000).toISOString();
	return chance.happens(0.3) ? moment.slice(0, 10) : moment.replace('.000', '');
}

/** A name as it is shown, and as it stands in an address: written out after a bar, or its letters up to a comma. */
function nameAndMail(name: string): [string, string] {
	const [shown, mail = plainLetters(shown.split(',')[0])] = name.split('|');
	return [shown, mail];
}

function plainLetters(name: string): string {
	const letters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', ł: 'l', þ: 'th', ð: 'd', ı: 'i' };
	return name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[ßøæłþðı]/g, (letter) => letters[letter])
		.replace(/[^a-z-]/g, '');
}

function cell(value: string): string {
	return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

type Chance = ReturnType<typeof chanceFrom>;

/** Chance that takes the same course from the same seed (a linear congruential generator, its high bits). */
function chanceFrom(seed: number) {
	let state = BigInt(seed);
	const next = (): number => {
		state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
		return Number(state >> 32n) / 2 ** 32;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	return {
		next,
		below,
		happens: (probability: number): boolean => next() < probability,
		pick: <T>(choices: T[]): T => choices[below(choices.length)],
		weighted: <T extends { share: number }>(choices: T[]): T => {
			let rest = below(choices.reduce((sum, { share }) => sum + share, 0));
			return choices.find(({ share }) => (rest -= share) < 0) ?? choices[0];
		},
	};
}

if (require.main === module) {
	const file = path.join(root, 'examples/data/crm-contacts.csv');
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, crmContacts());
	print(`${rowCount} rows in ${path.relative(root, file)}`);
}
