import type { SiteListQuery } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import { maySeeSite, sitesOf } from '../scope.ts';
import type { AgentRecord, Page, SiteRecord, Store } from '../store/store.ts';

/** The sites of this user, sorted by name. */
export function listSites(store: Pick<Store, 'sites'>, who: AgentRecord, query: z.output<typeof SiteListQuery>): Promise<Page<SiteRecord>> {
  return store.sites.list({ ...query, ids: sitesOf(who) });
}

/** NOT_FOUND for a site that this user may not see, or that does not exist. */
export async function getSite(store: Pick<Store, 'sites'>, who: AgentRecord, id: string): Promise<SiteRecord> {
  const site = maySeeSite(who, id) ? await store.sites.get(id) : null;
  if (!site) throw new AppError('NOT_FOUND');
  return site;
}
