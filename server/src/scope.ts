import { AppError } from './failure.ts';
import type { AgentRecord, SiteRecord } from './store/store.ts';

/** The sites that this user may see: undefined = all. */
export function sitesOf(agent: AgentRecord): string[] | undefined {
  return agent.role === 'agent' ? agent.siteIds : undefined;
}

export function maySeeSite(agent: AgentRecord, siteId: string): boolean {
  return sitesOf(agent)?.includes(siteId) ?? true;
}

/** The sites to look at: the one asked for if it is this user's, else all of theirs. A foreign site answers like an unknown one. */
export function narrowToSite(agent: AgentRecord, siteId: string | undefined): string[] | undefined {
  if (siteId === undefined) return sitesOf(agent);
  if (!maySeeSite(agent, siteId)) throw new AppError('NOT_FOUND');
  return [siteId];
}

/** What a connected panel was let in with: when it changes, the panel must come back. */
export function rightsOf({ isActive, role, siteIds }: AgentRecord): string {
  return JSON.stringify([isActive, role, siteIds.toSorted()]);
}

/** What a joined widget was let in with. */
export function domainsOf({ domain, allowedDomains }: SiteRecord): string {
  return [domain, ...allowedDomains].join(' ');
}
