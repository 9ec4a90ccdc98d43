/** Which of the two credential types a node uses. */

/** The type behind a value of the 'Authentication' parameter. */
export const credentialTypeOf = (authentication: unknown): string =>
	authentication === 'oAuth2' ? 'intercomAppOAuth2Api' : 'intercomAccessTokenApi';
