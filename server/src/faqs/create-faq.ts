import type { CreateFaq } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { maySeeSite } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { FaqsDeps } from './faqs-deps.ts';

/** Adds an FAQ to a site; the bot knows it immediately. NOT_FOUND when this user may not see the site. */
export async function createFaq(deps: FaqsDeps, actor: Actor, input: CreateFaq): Promise<FaqRecord> {
  if (!maySeeSite(actor, input.siteId) || !(await deps.store.sites.get(input.siteId))) throw new AppError('NOT_FOUND');
  const now = deps.clock();
  const faq: FaqRecord = { _id: deps.newId(), ...input, viewCount: 0, helpfulCount: 0, createdAt: now, updatedAt: now };
  await deps.store.faqs.add(faq);
  deps.faqIndex.invalidate(faq.siteId);
  return faq;
}
