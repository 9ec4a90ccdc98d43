/** Companies, known by Intercom's `id` and by the customer's own `company_id`. */
import type { Clock } from '../../clock';
import { badRequest, companyNotFound, invalid } from '../../manners/errors';
import type { AttributeBook } from '../attributes/book';
import type { Ids } from '../ids';
import type { Attributes, Company } from '../types';

/** What may be written on a company. */
export interface CompanyWish {
	company_id?: string;
	name?: string;
	plan?: string;
	size?: number;
	website?: string;
	industry?: string;
	custom_attributes?: Attributes;
	remote_created_at?: number;
	update_last_request_at?: boolean;
	monthly_spend?: number;
}

const SPEND_LIMIT = 2 ** 31 - 1;

export class CompanyBook {
	private readonly byId = new Map<string, Company>();
	private readonly byCompanyId = new Map<string, Company>();
	private readonly plans = new Map<string, string>();
	private seq = 0;

	constructor(
		private readonly house: {
			clock: Clock;
			ids: Ids;
			attributes: AttributeBook;
			toldCompany(what: 'created' | 'updated' | 'deleted', company: Company): void;
		},
	) {}

	/** Oldest first. */
	all(): Company[] {
		return [...this.byId.values()];
	}

	get(id: string): Company | undefined {
		return this.byId.get(id);
	}

	/** @throws 404 */
	need(id: string): Company {
		const company = this.byId.get(id);
		if (!company) throw companyNotFound();
		return company;
	}

	byOwnId(companyId: string): Company | undefined {
		return this.byCompanyId.get(companyId);
	}

	/** Finds by `company_id` and updates, or creates. @throws 400 */
	upsert(wish: CompanyWish): Company {
		if (!wish.company_id && !wish.name) throw badRequest('bad_request', 'company_id or name must be specified');
		const known = wish.company_id === undefined ? undefined : this.byCompanyId.get(wish.company_id);
		return known ? this.update(known, wish) : this.create(wish);
	}

	/** @throws 400 */
	update(company: Company, wish: CompanyWish): Company {
		this.checkWish(wish);
		this.apply(company, wish);
		company.updated_at = this.house.clock.seconds();
		this.house.toldCompany('updated', company);
		return company;
	}

	delete(company: Company): void {
		this.byId.delete(company.id);
		this.byCompanyId.delete(company.company_id);
		this.house.toldCompany('deleted', company);
	}

	clear(): void {
		for (const map of [this.byId, this.byCompanyId, this.plans]) map.clear();
		this.seq = 0;
	}

	private create(wish: CompanyWish): Company {
		this.checkWish(wish);
		const now = this.house.clock.seconds();
		const company: Company = {
			id: this.house.ids.hex(),
			seq: ++this.seq,
			company_id: wish.company_id ?? this.house.ids.uuid(),
			name: null,
			plan: null,
			size: null,
			website: null,
			industry: null,
			monthly_spend: 0,
			session_count: 0,
			remote_created_at: now,
			created_at: now,
			updated_at: now,
			last_request_at: null,
			custom_attributes: {},
			tags: [],
		};
		this.apply(company, wish);
		this.byId.set(company.id, company);
		this.byCompanyId.set(company.company_id, company);
		this.house.toldCompany('created', company);
		return company;
	}

	private checkWish(wish: CompanyWish): void {
		if (wish.monthly_spend !== undefined && wish.monthly_spend > SPEND_LIMIT)
			throw invalid(`monthly_spend must not exceed ${SPEND_LIMIT}`, 'monthly_spend');
		if (wish.custom_attributes) this.house.attributes.checkValues('company', wish.custom_attributes);
	}

	private apply(company: Company, wish: CompanyWish): void {
		const { custom_attributes: attributes, plan, monthly_spend: spend, update_last_request_at: seen, ...plain } = wish;
		for (const [name, value] of Object.entries(plain))
			if (value !== undefined && name !== 'company_id') (company as unknown as Record<string, unknown>)[name] = value;
		if (spend !== undefined) company.monthly_spend = Math.trunc(spend);
		if (plan !== undefined) company.plan = { id: this.planId(plan), name: plan };
		if (seen) company.last_request_at = this.house.clock.seconds();
		Object.assign(company.custom_attributes, attributes);
	}

	private planId(name: string): string {
		const id = this.plans.get(name) ?? this.house.ids.digits();
		this.plans.set(name, id);
		return id;
	}
}
