/** Segments: read only, as in the API. */
import { queryFlag } from '../../manners/check';
import { notFound } from '../../manners/errors';
import { route } from '../../manners/route';
import { segmentView } from '../../workspace/views';

export const segments = [
	route('GET /segments', { query: { include_count: queryFlag.optional() } }, ({ workspace, query }) => ({
		type: 'segment.list',
		segments: [...workspace.segments.values()].map((segment) =>
			segmentView(segment, query.include_count ? workspace.count(segment) : undefined),
		),
	})),

	route('GET /segments/{id}', {}, ({ workspace, params }) => {
		const segment = workspace.segments.get(params.id);
		if (!segment) throw notFound();
		return segmentView(segment);
	}),

	route('GET /contacts/{id}/segments', {}, ({ workspace, params }) => {
		const contact = workspace.contacts.need(params.id);
		return { type: 'list', data: workspace.segmentsOf('contact', contact).map((segment) => segmentView(segment)) };
	}),

	route('GET /companies/{id}/segments', {}, ({ workspace, params }) => {
		const company = workspace.companies.need(params.id);
		return { type: 'list', data: workspace.segmentsOf('company', company).map((segment) => segmentView(segment)) };
	}),
];
