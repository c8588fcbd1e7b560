import { randomBytes } from 'node:crypto';
import type { CreateSite } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { complete } from '../store/port/record.ts';
import { type SiteRecord, siteRecord } from '../store/port/sites.ts';
import type { SitesDeps } from './sites-deps.ts';

/** A new active site with its own key. */
export async function createSite(deps: Pick<SitesDeps, 'store' | 'clock' | 'newId'>, actor: Pick<Actor, 'id'>, input: CreateSite): Promise<SiteRecord> {
  const now = deps.clock();
  const site = complete(siteRecord, {
    _id: deps.newId(),
    name: input.name,
    domain: input.domain,
    allowedDomains: input.allowedDomains,
    siteKey: newSiteKey(),
    userId: actor.id,
    widgetSettings: input.widgetSettings,
    aiSettings: input.aiSettings,
    isActive: true,
    widgetSeenAt: null,
    widgetSeenOn: null,
    createdAt: now,
    updatedAt: now,
  });
  await deps.store.sites.add(site);
  return site;
}

/** `sc_` and 24 characters. Public, but cannot be found by guessing. */
function newSiteKey(): string {
  return `sc_${randomBytes(18).toString('base64url')}`;
}
