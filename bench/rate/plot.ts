/** One picture: share of the limit against the time of an answer, a line for each contender. Readable on light and dark ground. */

import { LATENCIES } from './cases';
import { type Contender, contenders, RACE_LIMIT } from './contenders';
import type { Finish } from './race';

const [WIDTH, HEIGHT] = [760, 470];
const FIELD = { left: 64, right: 736, top: 44, bottom: 340 };
const [LEAST, MOST] = [Math.log(LATENCIES[0]), Math.log(LATENCIES[LATENCIES.length - 1])];

const x = (latencyMs: number): number =>
	FIELD.left + 24 + ((Math.log(latencyMs) - LEAST) / (MOST - LEAST)) * (FIELD.right - FIELD.left - 48);
const y = (share: number): number => FIELD.bottom - (share / 100) * (FIELD.bottom - FIELD.top);
const at = (number: number): string => number.toFixed(1);

const marks: Record<Contender['mark'], (x: number, y: number) => string> = {
	circle: (cx, cy) => `<circle cx="${at(cx)}" cy="${at(cy)}" r="5.5"/>`,
	ring: (cx, cy) => `<circle class="hollow" cx="${at(cx)}" cy="${at(cy)}" r="8"/>`,
	square: (cx, cy) => `<rect x="${at(cx - 5)}" y="${at(cy - 5)}" width="10" height="10"/>`,
	diamond: (cx, cy) => `<path d="M${at(cx)} ${at(cy - 7)}l7 7l-7 7l-7 -7z"/>`,
	triangle: (cx, cy) => `<path d="M${at(cx)} ${at(cy - 7)}l7 12h-14z"/>`,
	cross: (cx, cy) => `<path class="hollow" d="M${at(cx - 5)} ${at(cy - 5)}l10 10m0 -10l-10 10"/>`,
};

function curve({ way, mark }: Contender, finishes: Finish[]): string {
	const points = finishes.filter(({ race }) => race.way === way && !race.change).map(({ race, share }) => [x(race.latencyMs), y(share)]);
	return `<g class="${way}"><polyline points="${points.map(([px, py]) => `${at(px)},${at(py)}`).join(' ')}"/>${points.map(([px, py]) => marks[mark](px, py)).join('')}</g>`;
}

function key({ way, name, mark }: Contender, index: number): string {
	const [left, top] = [FIELD.left + 8 + (index % 2) * 340, FIELD.bottom + 70 + Math.floor(index / 2) * 24];
	return `<g class="${way}"><path class="line" d="M${left} ${top}h32"/>${marks[mark](left + 16, top)}</g><text x="${left + 44}" y="${top + 5}">${name}</text>`;
}

const colours = (ground: 0 | 1): string =>
	contenders.map(({ way, colours: both }) => `.${way}{stroke:${both[ground]};fill:${both[ground]}}`).join('');

/** As SVG. */
export function plot(finishes: Finish[]): string {
	const shares = [0, 25, 50, 75, 100];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Share of the rate limit against the time of an answer">
<style>
text{font:14px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#24292f}.title{font-weight:600}.ground{fill:#fff}.grid{stroke:#d0d7de}
polyline,.line,.hollow{fill:none!important;stroke-width:2}.hollow{stroke-width:2.5}${colours(0)}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ground{fill:#0d1117}.grid{stroke:#3d444d}${colours(1)}}
</style>
<rect class="ground" width="${WIDTH}" height="${HEIGHT}" rx="8"/>
<text class="title" x="${FIELD.left}" y="26">Share of what four windows of ${RACE_LIMIT} requests allow (%)</text>
${shares.map((share) => `<path class="grid" d="M${FIELD.left} ${at(y(share))}H${FIELD.right}"/><text x="${FIELD.left - 10}" y="${at(y(share) + 5)}" text-anchor="end">${share}</text>`).join('\n')}
${LATENCIES.map((latencyMs) => `<text x="${at(x(latencyMs))}" y="${FIELD.bottom + 22}" text-anchor="middle">${latencyMs}</text>`).join('\n')}
<text x="${(FIELD.left + FIELD.right) / 2}" y="${FIELD.bottom + 44}" text-anchor="middle">an answer takes (ms)</text>
${[...contenders]
	.reverse()
	.map((one) => curve(one, finishes))
	.join('\n')}
${contenders.map(key).join('\n')}
</svg>
`;
}
