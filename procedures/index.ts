/** The procedures by the names that rows give them. */

import type { ProcedureId } from '../catalog/language/types';
import { getDocuments } from './article-documents';
import { upsertArticle } from './article-upsert';
import { uploadCatalog } from './catalog-upload';
import { findOrCreateContact, upsertContact } from './contact-upsert';
import { exportMessages, exportReport } from './exports';
import { askFin } from './fin-answer';
import type { Procedure } from './procedure';
import { checkSetup } from './setup-check';
import { getTranscript } from './transcript';

export const procedures: Readonly<Record<ProcedureId, Procedure>> = {
	askFin,
	checkSetup,
	exportMessages,
	exportReport,
	findOrCreateContact,
	getDocuments,
	getTranscript,
	uploadCatalog,
	upsertArticle,
	upsertContact,
};
