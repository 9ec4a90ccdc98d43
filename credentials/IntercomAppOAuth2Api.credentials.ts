import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * OAuth2 with an app of one's own in Intercom's Developer Hub. Intercom's tokens do not expire and there is no
 * refresh token; scopes are set in the Developer Hub, not in the address (docs/intercom-behavior.md#oauth).
 */
export class IntercomAppOAuth2Api implements ICredentialType {
	name = 'intercomAppOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Intercom App OAuth2 API';

	icon: Icon = { light: 'file:../icons/intercom.svg', dark: 'file:../icons/intercom.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-intercom/n8n-nodes-intercom#credentials';

	properties: INodeProperties[] = [
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
			description: "Address used instead of Intercom's API and sign-in pages, for a proxy or a test server",
			displayOptions: { show: { region: ['custom'] } },
		},
		// n8n puts what a type inherits before its own; these two stay first in the form, so they point at the region
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: "From Intercom's Developer Hub: your app > Configure > Basic information. Choose the region below before you connect.",
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'From the same place. The Intercom Trigger also verifies with it that an event really comes from Intercom.',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			required: true,
			default:
				"={{ { eu: 'https://app.eu.intercom.com/oauth', au: 'https://app.au.intercom.com/oauth', custom: $self.baseUrl + '/oauth' }[$self.region] || 'https://app.intercom.com/oauth' }}",
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			required: true,
			// one host for all regions, as far as Intercom documents it (docs/intercom-behavior.md#oauth)
			default: "={{ $self.region === 'custom' ? $self.baseUrl + '/auth/eagle/token' : 'https://api.intercom.io/auth/eagle/token' }}",
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
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
						'Intercom does not know this connection. Connect again, and check the region of the workspace. The operation Check Setup of the node Intercom Workspace says which region it belongs to.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The connection is right, but its app may not read the workspace. Give the app permissions in the Developer Hub, and connect again.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: "This address is not the one of Intercom's API. Check the region and the base URL." },
			},
		],
	};
}
