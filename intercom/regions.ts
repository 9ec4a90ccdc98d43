/**
 * Where a workspace lives. A token of one region is unknown in another.
 */

export type Region = 'us' | 'eu' | 'au' | 'custom';

/** A region of Intercom's own. */
export type HostedRegion = Exclude<Region, 'custom'>;

export const REGION_HOSTS: Record<HostedRegion, string> = {
	us: 'https://api.intercom.io',
	eu: 'https://api.eu.intercom.io',
	au: 'https://api.au.intercom.io',
};

/**
 * The address that paths are appended to, without a trailing slash.
 * An unset region means US; a custom region without an address falls back to US as well.
 */
export function baseUrlFor(region: string | undefined, customUrl?: string): string {
	if (region === 'custom' && customUrl?.trim()) return customUrl.trim().replace(/\/+$/, '');
	return REGION_HOSTS[region as keyof typeof REGION_HOSTS] ?? REGION_HOSTS.us;
}

/** As the credential calls them. */
export const REGION_NAMES: Record<HostedRegion, string> = { us: 'United States', eu: 'Europe', au: 'Australia' };

/** The region whose API has this host, as the credential calls it. */
export function regionAt(host: string | undefined): string | undefined {
	const found = (Object.keys(REGION_HOSTS) as Array<keyof typeof REGION_HOSTS>).find(
		(region) => REGION_HOSTS[region] === `https://${host}`,
	);
	return found && REGION_NAMES[found];
}
