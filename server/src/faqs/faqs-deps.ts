import type { Deps } from '../deps.ts';
import type { FaqIndex } from './faq-index.ts';

/** What this slice works with; each act asks for its part. */
export type FaqsDeps = Pick<Deps, 'store' | 'clock' | 'newId'> & { faqIndex: FaqIndex };
