/** Phone calls: who, when, and afterwards a recording and a transcript. */
import { notFound } from '../../../manners/errors';
import { has, type Version } from '../../../manners/versions';
import type { Workspace } from '../../index';

export interface Call {
	id: string;
	conversation_id: string | null;
	admin_id: string | null;
	contact_id: string | null;
	state: string;
	initiated_at: number;
	answered_at: number | null;
	ended_at: number | null;
	created_at: number;
	updated_at: number;
	call_type: string;
	direction: 'inbound' | 'outbound';
	ended_reason: string | null;
	phone: string | null;
	/** Path of the recording in the file store. */
	recording: string | null;
	transcript: Utterance[] | null;
}

export interface Utterance {
	/** Seconds since the call was answered. */
	at: number;
	speaker: string;
	text: string;
}

export class CallBook {
	private readonly byId = new Map<string, Call>();

	constructor(private readonly workspace: Workspace) {}

	/** Newest first. */
	all(): Call[] {
		return [...this.byId.values()].reverse();
	}

	/** @throws 404 */
	need(id: string): Call {
		const call = this.byId.get(id);
		if (!call) throw notFound('Not Found');
		return call;
	}

	/** A call begins. */
	start(call: Partial<Call> = {}): Call {
		const now = this.workspace.clock.seconds();
		const full: Call = {
			id: this.workspace.ids.digits(),
			conversation_id: null,
			admin_id: null,
			contact_id: null,
			state: 'in_progress',
			initiated_at: now,
			answered_at: null,
			ended_at: null,
			created_at: now,
			updated_at: now,
			call_type: 'phone',
			direction: 'inbound',
			ended_reason: null,
			phone: null,
			recording: null,
			transcript: null,
			...call,
		};
		this.byId.set(full.id, full);
		this.tell('call.started', full);
		return full;
	}

	/** The call is over. @param left what remains of it */
	end(call: Call, left: { ended_reason?: string; recording?: boolean; transcript?: Utterance[] } = {}): Call {
		const now = this.workspace.clock.seconds();
		Object.assign(call, { state: 'completed', ended_at: now, updated_at: now, ended_reason: left.ended_reason ?? 'completed' });
		this.tell('call.ended', call);
		if (left.recording) {
			call.recording = this.workspace.inbox.files.keep({ name: `recording-${call.id}.wav`, content_type: 'audio/wav', data: tone() });
			this.tell('call.recording_available', call);
		}
		if (left.transcript) {
			call.transcript = left.transcript;
			this.tell('call.transcription_available', call);
		}
		return call;
	}

	/** A call as the API answers it. @param origin base address for its links */
	view(call: Call, origin: string, version: Version) {
		const { recording, transcript, ...plain } = call;
		const { answered_at: answered, ended_at: ended, initiated_at: initiated } = call;
		const spent = (from: number | null) => (from === null || ended === null ? null : ended - from);
		return {
			type: 'call',
			...plain,
			recording_url: recording === null ? null : `${origin}/calls/${call.id}/recording`,
			transcription_url: transcript === null ? null : `${origin}/calls/${call.id}/transcript`,
			fin_recording_url: null,
			fin_transcription_url: null,
			...(has(version, 'Preview') && {
				duration: spent(call.direction === 'inbound' ? initiated : answered),
				talk_time: spent(answered),
				queue_time: answered === null ? null : answered - initiated,
				hold_time: null,
			}),
		};
	}

	clear(): void {
		this.byId.clear();
	}

	private tell(topic: string, call: Call): void {
		this.workspace.happened(topic, () => this.view(call, 'https://api.intercom.io', { name: 'Preview', rank: 1000 }));
	}
}

/** A transcript as text, one line per sentence. */
export function transcriptText(transcript: Utterance[]): string {
	const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);
	return transcript.map(({ at, speaker, text }) => `[${clock(at)}] ${speaker}: "${text}"`).join('\n');
}

/** A quarter of a second of 440 Hz: a WAV of 8 kHz, 16 bit. */
function tone(): Buffer {
	const rate = 8000;
	const samples = rate / 4;
	const wav = Buffer.alloc(44 + samples * 2);
	wav.write('RIFF', 0);
	wav.writeUInt32LE(36 + samples * 2, 4);
	wav.write('WAVEfmt ', 8);
	wav.writeUInt32LE(16, 16);
	wav.writeUInt16LE(1, 20);
	wav.writeUInt16LE(1, 22);
	wav.writeUInt32LE(rate, 24);
	wav.writeUInt32LE(rate * 2, 28);
	wav.writeUInt16LE(2, 32);
	wav.writeUInt16LE(16, 34);
	wav.write('data', 36);
	wav.writeUInt32LE(samples * 2, 40);
	for (let index = 0; index < samples; index++)
		wav.writeInt16LE(Math.round(Math.sin((index / rate) * 440 * 2 * Math.PI) * 8000), 44 + index * 2);
	return wav;
}
