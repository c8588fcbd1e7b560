import { AppError } from './failure.ts';
import type { AgentRecord, SiteRecord } from './store/store.ts';

/** The sites that this user may see: undefined = all. */
export function sitesOf(agent: AgentRecord): string[] | undefined {
  return agent.role === 'agent' ? agent.siteIds : undefined;
}

export function maySeeSite(agent: AgentRecord, siteId: string): boolean {
  return sitesOf(agent)?.includes(siteId) ?? true;
}

/** The sites to query: the requested one if this user may see it, otherwise all of theirs. A site of others is reported like an unknown one. */
export function narrowToSite(agent: AgentRecord, siteId: string | undefined): string[] | undefined {
  if (siteId === undefined) return sitesOf(agent);
  if (!maySeeSite(agent, siteId)) throw new AppError('NOT_FOUND');
  return [siteId];
}

/** The rights that a panel connected with: when they change, the panel must reconnect. */
export function rightsOf({ isActive, role, siteIds }: AgentRecord): string {
  return JSON.stringify([isActive, role, siteIds.toSorted()]);
}

/** The rights that a widget joined with. */
export function domainsOf({ domain, allowedDomains }: SiteRecord): string {
  return [domain, ...allowedDomains].join(' ');
}
