/** n8n sends execution data "flatted": a list in which every text that is a value stands for the position of the value. */
export function unflatten(text) {
	const parts = JSON.parse(text);
	const made = new Map();
	const valueAt = (position) => {
		if (made.has(position)) return made.get(position);
		const part = parts[position];
		if (part === null || typeof part !== 'object') return part;
		const whole = Array.isArray(part) ? [] : {};
		made.set(position, whole);
		for (const [key, inner] of Object.entries(part)) whole[key] = typeof inner === 'string' ? valueAt(Number(inner)) : inner;
		return whole;
	};
	return valueAt(0);
}
