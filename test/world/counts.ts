/** What is counted in histories. */

export interface Counts {
	histories: number;
	polls: number;
	requests: number;
	happenings: number;
	/** Records that had to be output by polling. */
	due: number;
	lost: number;
	/** In an execution that had begun when its process ended: n8n shows it as failed. */
	interrupted: number;
	/** Output twice where that must not be. */
	doubled: number;
	/** Output once more after something had failed or ended, where n8n has no table of processed data. */
	repeated: number;
	deliveries: number;
	events: number;
	forged: number;
	forgedAccepted: number;
	/** Accepted, and never run. */
	eventsLost: number;
	eventsDoubled: number;
	/** Run once more, by another process or after one ended in the middle. */
	eventsRepeated: number;
	/** Genuine deliveries sent once more by somebody else, and those of them that ran. */
	replays: number;
}

/** What went wrong. */
export interface Faults {
	processesKilled: number;
	workflowsSaved: number;
	timesOff: number;
	executionsRefused: number;
	savesFailed: number;
	/** A trigger began anew, because n8n had not stored that it watches when its process ended. */
	beginningsNotStored: number;
	senderHungUp: number;
	deliveriesDropped: number;
	deliveriesRepeated: number;
	refusals: number;
	cuts: number;
	wrongClocks: number;
	wrongMachineClocks: number;
	lostCursors: number;
	shownLate: number;
	recordsGone: number;
	daysChanged: number;
	otherWorkspaces: number;
}

export const noCounts = (): Counts => ({
	histories: 0,
	polls: 0,
	requests: 0,
	happenings: 0,
	due: 0,
	lost: 0,
	interrupted: 0,
	doubled: 0,
	repeated: 0,
	deliveries: 0,
	events: 0,
	forged: 0,
	forgedAccepted: 0,
	eventsLost: 0,
	eventsDoubled: 0,
	eventsRepeated: 0,
	replays: 0,
});

export const noFaults = (): Faults => ({
	processesKilled: 0,
	workflowsSaved: 0,
	timesOff: 0,
	executionsRefused: 0,
	savesFailed: 0,
	beginningsNotStored: 0,
	senderHungUp: 0,
	deliveriesDropped: 0,
	deliveriesRepeated: 0,
	refusals: 0,
	cuts: 0,
	wrongClocks: 0,
	wrongMachineClocks: 0,
	lostCursors: 0,
	shownLate: 0,
	recordsGone: 0,
	daysChanged: 0,
	otherWorkspaces: 0,
});

export function add<T extends object>(total: T, more: T): void {
	for (const name of Object.keys(total) as Array<keyof T>) (total[name] as number) += more[name] as number;
}

/** What came of a history, and what of it is against the promises. */
export interface Outcome {
	seed: number;
	violations: string[];
	counts: Counts;
	faults: Faults;
}
