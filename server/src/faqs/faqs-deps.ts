import type { Deps } from '../deps.ts';
import type { FaqIndex } from './faq-index.ts';

/** The dependencies of this slice; each act declares its part. */
export type FaqsDeps = Pick<Deps, 'store' | 'clock' | 'newId'> & { faqIndex: FaqIndex };
