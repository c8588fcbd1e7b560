import type { AgentRecord } from '../store/port/agents.ts';
import type { SiteRecord } from '../store/port/sites.ts';

/** The rights that a panel connected with: when they change, the panel must reconnect. */
export function rightsOf({ isActive, role, siteIds }: AgentRecord): string {
  return JSON.stringify([isActive, role, siteIds.toSorted()]);
}

/** The rights that a widget joined with. */
export function domainsOf({ domain, allowedDomains }: SiteRecord): string {
  return [domain, ...allowedDomains].join(' ');
}
