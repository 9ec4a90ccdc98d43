'use strict';

/**
 * The least a node can do to create contacts through n8n's HTTP helper: what it takes is n8n's. One after another, it works
 * as n8n's built-in Intercom node does (which knows no other address than Intercom's own).
 */
class Probe {
	constructor() {
		this.description = {
			displayName: 'Probe',
			name: 'probe',
			group: ['transform'],
			version: 1,
			description: 'For the benchmark',
			defaults: { name: 'Probe' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'intercomAccessTokenApi', required: true }],
			properties: [
				{ displayName: 'At Once', name: 'atOnce', type: 'number', default: 1 },
				{ displayName: 'External ID', name: 'externalId', type: 'string', default: '' },
				{
					displayName: 'Read Parameters',
					name: 'read',
					type: 'boolean',
					default: true,
					description: 'Whether the external ID is the parameter, which n8n evaluates for each item, or the field of the item',
				},
			],
		};
	}

	async execute() {
		const items = this.getInputData();
		const atOnce = this.getNodeParameter('atOnce', 0);
		const read = this.getNodeParameter('read', 0);
		const { baseUrl } = await this.getCredentials('intercomAccessTokenApi');
		const done = [];
		const failed = [];
		let next = 0;
		const work = async () => {
			while (next < items.length) {
				const item = next++;
				const id = read ? this.getNodeParameter('externalId', item) : items[item].json.ext;
				try {
					const json = await this.helpers.httpRequestWithAuthentication.call(this, 'intercomAccessTokenApi', {
						method: 'POST',
						url: `${baseUrl}/contacts`,
						headers: { 'Intercom-Version': '2.16' },
						body: { role: 'user', external_id: id },
						json: true,
					});
					done.push({ json, pairedItem: { item } });
				} catch (error) {
					failed.push({ json: { error: error.message }, pairedItem: { item } });
				}
			}
		};
		await Promise.all(Array.from({ length: atOnce }, work));
		if (failed.length && !this.continueOnFail()) throw new Error(failed[0].json.error);
		return [[...done, ...failed]];
	}
}

module.exports = { Probe };
