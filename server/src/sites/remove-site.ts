import type { Actor } from '../access/actor.ts';
import { getSite } from './read-sites.ts';
import type { SitesDeps } from './sites-deps.ts';

/** Removes a site with everything that belongs to it. It is deactivated first, so that no widget reconnects in between. */
export async function removeSite(deps: Omit<SitesDeps, 'newId' | 'publicUrl'>, actor: Actor, id: string): Promise<void> {
  await getSite(deps.store, actor, id);
  await deps.store.sites.update(id, { isActive: false }, deps.clock());
  deps.faqIndex.invalidate(id);
  deps.connections.disconnectSite(id);
  await deps.store.sites.remove(id);
  deps.faqIndex.invalidate(id);
}
