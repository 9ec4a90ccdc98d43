import { EventEmitter } from '../../../scripts/machine.js';

/** As much of an answer as n8n and nodes touch. Whoever has hung up hears nothing: `close` comes, `finish` never. */
export class Response extends EventEmitter {
	statusCode = 200;
	writableEnded = false;
	writableFinished = false;
	destroyed = false;
	headersSent = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	type(): this {
		return this;
	}

	set(): this {
		return this;
	}

	send(): this {
		return this.end();
	}

	json(): this {
		return this.end();
	}

	end(): this {
		if (this.writableEnded) return this;
		this.writableEnded = true;
		if (this.destroyed) return this;
		this.headersSent = true;
		this.writableFinished = true;
		this.emit('finish');
		this.emit('close');
		return this;
	}

	hangUp(): void {
		if (this.writableEnded || this.destroyed) return;
		this.destroyed = true;
		this.emit('close');
	}
}
