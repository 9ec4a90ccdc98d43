/**
 * What "Simplify" keeps of a record: at most ten fields, the most used first, moments as ISO 8601 instead of Unix seconds.
 */

export interface Shape {
	keep: readonly string[];
	/** Of `keep`: Unix seconds that become ISO text. */
	dates: readonly string[];
}

export const shapes = {
	contact: {
		keep: ['id', 'role', 'email', 'name', 'external_id', 'phone', 'owner_id', 'created_at', 'updated_at', 'custom_attributes'],
		dates: ['created_at', 'updated_at'],
	},
	company: {
		keep: ['id', 'company_id', 'name', 'plan', 'size', 'user_count', 'monthly_spend', 'created_at', 'updated_at', 'custom_attributes'],
		dates: ['created_at', 'updated_at'],
	},
	conversation: {
		keep: ['id', 'title', 'state', 'priority', 'admin_assignee_id', 'team_assignee_id', 'source', 'waiting_since', 'created_at', 'updated_at'],
		dates: ['waiting_since', 'created_at', 'updated_at'],
	},
} satisfies Record<string, Shape>;
