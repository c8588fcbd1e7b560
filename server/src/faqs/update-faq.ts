import type { UpdateFaq } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { AppError } from '../failure.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { FaqsDeps } from './faqs-deps.ts';
import { getFaq } from './read-faqs.ts';

type ChangeDeps = Pick<FaqsDeps, 'store' | 'clock' | 'faqIndex'>;

/** The bot answers with the new text immediately. */
export async function updateFaq(deps: ChangeDeps, actor: Actor, { id, ...changes }: UpdateFaq & { id: string }): Promise<FaqRecord> {
  await getFaq(deps.store, actor, id);
  const faq = await deps.store.faqs.update(id, changes, deps.clock());
  if (!faq) throw new AppError('NOT_FOUND');
  deps.faqIndex.invalidate(faq.siteId);
  return faq;
}

export async function removeFaq(deps: ChangeDeps, actor: Actor, id: string): Promise<void> {
  const { siteId } = await getFaq(deps.store, actor, id);
  await deps.store.faqs.remove(id);
  deps.faqIndex.invalidate(siteId);
}
