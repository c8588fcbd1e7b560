import type { UpdateSite } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { domainsOf } from '../access/connected-rights.ts';
import { AppError } from '../failure.ts';
import { mergeSettings } from '../site-settings.ts';
import type { SiteChanges, SiteRecord } from '../store/port/sites.ts';
import { getSite } from './read-sites.ts';
import type { SitesDeps } from './sites-deps.ts';

/**
 * Changes a site; settings key by key. Deactivating it disconnects its widgets immediately; after a domain change, only those that are still
 * allowed can reconnect.
 */
export async function updateSite(
  deps: Pick<SitesDeps, 'store' | 'clock' | 'connections' | 'faqIndex'>,
  actor: Actor,
  { id, ...input }: UpdateSite & { id: string },
): Promise<SiteRecord> {
  const site = await getSite(deps.store, actor, id);
  const { widgetSettings, aiSettings, settings, ...changes } = input;
  const merged: SiteChanges = {
    ...changes,
    widgetSettings: { ...site.widgetSettings, ...widgetSettings },
    aiSettings: { ...site.aiSettings, ...aiSettings },
    ...(settings && { settings: mergeSettings(site, settings) }),
  };
  const updated = await deps.store.sites.update(id, merged, deps.clock());
  if (!updated) throw new AppError('NOT_FOUND');
  deps.faqIndex.invalidate(id);
  if (!updated.isActive) deps.connections.disconnectSite(id);
  else if (domainsOf(updated) !== domainsOf(site)) deps.connections.reconnectSite(id);
  return updated;
}
