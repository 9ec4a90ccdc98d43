/** Phone calls that Fin takes. */
import { conflict, notFound } from '../../manners/errors';
import type { Workspace } from '../index';

export interface VoiceCall {
	id: number;
	user_phone_number: string;
	status: string;
	intercom_call_id: string | null;
	external_call_id: string;
	intercom_conversation_id: string | null;
	call_transcript: unknown[];
	call_summary: string;
	intent: unknown[];
	source: string;
	data: Record<string, unknown> | null;
}

export class VoiceBook {
	private readonly byId = new Map<number, VoiceCall>();

	constructor(private readonly workspace: Workspace) {}

	/** Oldest first. */
	all(): VoiceCall[] {
		return [...this.byId.values()];
	}

	/** @throws 409 for a call that is known */
	register(wish: { phone_number: string; call_id: string; source?: string; data?: Record<string, unknown> | null }): VoiceCall {
		if (this.all().some(({ external_call_id: id }) => id === wish.call_id))
			throw conflict('External reference already exists for this call');
		const call: VoiceCall = {
			id: Number(this.workspace.ids.digits()),
			user_phone_number: wish.phone_number,
			status: 'registered',
			intercom_call_id: null,
			external_call_id: wish.call_id,
			intercom_conversation_id: null,
			call_transcript: [],
			call_summary: '',
			intent: [],
			source: wish.source ?? 'aws_connect',
			data: wish.data ?? null,
		};
		this.byId.set(call.id, call);
		return call;
	}

	/** The newest that fits. @throws 404 */
	need(fits: (call: VoiceCall) => boolean): VoiceCall {
		const call = this.all().reverse().find(fits);
		if (!call) throw notFound('External reference not found or not matched');
		return call;
	}

	/** As the API tells it: without what the provider said. */
	view(call: VoiceCall) {
		return { ...call, source: undefined, data: undefined, app_id: 12345 };
	}

	clear(): void {
		this.byId.clear();
	}
}
