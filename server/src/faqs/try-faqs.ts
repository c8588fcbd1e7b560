import type { FaqMatches, TryFaqs } from '@supportchat/protocol';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { maySeeSite } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import type { FaqsDeps } from './faqs-deps.ts';
import { presentFaq } from './present-faq.ts';

/** What the bot would make of this message. Counts nothing, sends nothing. */
export async function tryFaqs(
  deps: Pick<FaqsDeps, 'store' | 'faqIndex'>,
  actor: Actor,
  { siteId, message, currentPage }: z.output<typeof TryFaqs>,
): Promise<z.input<typeof FaqMatches>> {
  const site = maySeeSite(actor, siteId) ? await deps.store.sites.get(siteId) : null;
  if (!site) throw new AppError('NOT_FOUND');
  const ranked = await deps.faqIndex.rank(siteId, message, currentPage);
  return { threshold: site.aiSettings.threshold, matches: ranked.map(({ faq, probability }) => ({ faq: presentFaq(faq), probability })) };
}
