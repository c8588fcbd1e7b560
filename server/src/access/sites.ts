import { AppError } from '../failure.ts';
import type { Actor } from './actor.ts';

type WithSites = Pick<Actor, 'sites'>;

/** The sites that this actor may see, as the store's queries take them: undefined = all. */
export function sitesOf({ sites }: WithSites): string[] | undefined {
  return sites === 'all' ? undefined : [...sites];
}

export function maySeeSite({ sites }: WithSites, siteId: string): boolean {
  return sites === 'all' || sites.includes(siteId);
}

/** The sites to query: the requested one if this actor may see it, otherwise all of theirs. A site of others is reported like an unknown one. */
export function narrowToSite(actor: WithSites, siteId: string | undefined): string[] | undefined {
  if (siteId === undefined) return sitesOf(actor);
  if (!maySeeSite(actor, siteId)) throw new AppError('NOT_FOUND');
  return [siteId];
}
