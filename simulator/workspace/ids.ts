/** Ids that look like Intercom's and come in the same order in every run. */

export class Ids {
	private counter = 0;
	private numbers = 0;

	/** 24 hexadecimal digits: contacts, companies, segments. */
	hex(): string {
		return `6740c2d45a1b${(++this.counter).toString(16).padStart(12, '0')}`;
	}

	/** Digits: tags, notes, subscription types. */
	digits(): string {
		return String(100 + ++this.numbers);
	}

	/** Like a UUID: the external id Intercom gives to a lead. */
	uuid(): string {
		const tail = (++this.counter).toString(16).padStart(12, '0');
		return `00000000-5a1b-4000-8000-${tail}`;
	}

	reset(): void {
		this.counter = 0;
		this.numbers = 0;
	}
}
