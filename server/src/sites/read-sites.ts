import type { SiteListQuery } from '@supportchat/protocol';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { maySeeSite, sitesOf } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import type { Page } from '../store/port/page.ts';
import type { SiteRecord } from '../store/port/sites.ts';
import type { Store } from '../store/store.ts';

/** The sites of this user, sorted by name. */
export function listSites(store: Pick<Store, 'sites'>, actor: Actor, query: z.output<typeof SiteListQuery>): Promise<Page<SiteRecord>> {
  return store.sites.list({ ...query, ids: sitesOf(actor) });
}

/** NOT_FOUND for a site that this user may not see, or that does not exist. */
export async function getSite(store: Pick<Store, 'sites'>, actor: Actor, id: string): Promise<SiteRecord> {
  const site = maySeeSite(actor, id) ? await store.sites.get(id) : null;
  if (!site) throw new AppError('NOT_FOUND');
  return site;
}
