import type { FaqListQuery } from '@supportchat/protocol';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { maySeeSite, narrowToSite } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { Page } from '../store/port/page.ts';
import type { Store } from '../store/store.ts';

/** The FAQs of this user's sites, or of one of them; most recent change first. */
export function listFaqs(store: Pick<Store, 'faqs'>, actor: Actor, { siteId, ...query }: z.output<typeof FaqListQuery>): Promise<Page<FaqRecord>> {
  return store.faqs.list({ ...query, siteIds: narrowToSite(actor, siteId) });
}

/** NOT_FOUND for an FAQ of a site that this user may not see, or that does not exist. */
export async function getFaq(store: Pick<Store, 'faqs'>, actor: Actor, id: string): Promise<FaqRecord> {
  const faq = await store.faqs.get(id);
  if (!faq || !maySeeSite(actor, faq.siteId)) throw new AppError('NOT_FOUND');
  return faq;
}
