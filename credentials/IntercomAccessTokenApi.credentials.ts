import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** An access token of an app in Intercom's Developer Hub: the quickest way to connect one's own workspace. */
export class IntercomAccessTokenApi implements ICredentialType {
	name = 'intercomAccessTokenApi';

	displayName = 'Intercom Access Token API';

	icon: Icon = { light: 'file:../icons/intercom.svg', dark: 'file:../icons/intercom.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-intercom/n8n-nodes-intercom#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: "From Intercom's Developer Hub: your app > Configure > Authentication",
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia', value: 'au' },
				{ name: 'Custom Base URL', value: 'custom' },
				{ name: 'Europe', value: 'eu' },
				{ name: 'United States', value: 'us' },
			],
			default: 'us',
			description: 'Where the workspace is hosted; Intercom shows it under Settings > Workspace > General',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://intercom-proxy.example.com',
			description: "Address used instead of Intercom's, for a proxy or a test server",
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the Intercom Trigger: it verifies with it that an event really comes from Intercom. From the Developer Hub: your app > Configure > Basic information.',
		},
		{
			displayName: 'Fin Signing Secret',
			name: 'finSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the Intercom Fin Trigger: it verifies with it that an event really comes from Intercom. From Fin AI Agent > Deploy > Fin Agent API, where Intercom makes it when a callback URL is saved.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.accessToken }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				"={{ { eu: 'https://api.eu.intercom.io', au: 'https://api.au.intercom.io', custom: $credentials.baseUrl }[$credentials.region] || 'https://api.intercom.io' }}",
			url: '/me',
			headers: { Accept: 'application/json', 'Intercom-Version': '2.16' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Intercom does not know this token. Copy it again from the Developer Hub, and check the region: a token of a European or Australian workspace only works with that region. The operation Check Setup of the node Intercom Workspace says which region the token belongs to.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The token is right, but its app may not read the workspace. Give the app permissions in the Developer Hub.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: "This address is not the one of Intercom's API. Check the region and the base URL." },
			},
		],
	};
}
