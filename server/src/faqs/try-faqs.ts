import type { FaqMatches, TryFaqs } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import { maySeeSite } from '../scope.ts';
import type { AgentRecord } from '../store/store.ts';
import type { FaqsDeps } from './faqs-deps.ts';
import { presentFaq } from './present-faq.ts';

/** What the bot would make of this message. Counts nothing, sends nothing. */
export async function tryFaqs(
  deps: Pick<FaqsDeps, 'store' | 'faqIndex'>,
  who: AgentRecord,
  { siteId, message, currentPage }: z.output<typeof TryFaqs>,
): Promise<z.input<typeof FaqMatches>> {
  const site = maySeeSite(who, siteId) ? await deps.store.sites.get(siteId) : null;
  if (!site) throw new AppError('NOT_FOUND');
  const ranked = await deps.faqIndex.rank(siteId, message, currentPage);
  return { threshold: site.aiSettings.threshold, matches: ranked.map(({ faq, probability }) => ({ faq: presentFaq(faq), probability })) };
}
