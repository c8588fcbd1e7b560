import type { Role } from '@supportchat/protocol';
import { AppError } from '../failure.ts';
import type { AgentRecord, Store } from '../store/store.ts';

/** Only owners manage owners, and only owners make owners; the caller has already checked for at least the admin role. */
export function requireMayManage(who: AgentRecord, roles: (Role | undefined)[]): void {
  if (who.role !== 'owner' && roles.includes('owner')) throw new AppError('FORBIDDEN');
}

/** VALIDATION that names each unknown site. */
export async function requireSites(store: Pick<Store, 'sites'>, siteIds: string[]): Promise<void> {
  const found = await Promise.all(siteIds.map((id) => store.sites.get(id)));
  const details = found.flatMap((site, index) => (site ? [] : [{ path: `siteIds.${index}`, message: 'is not a site' }]));
  if (details.length > 0) throw new AppError('VALIDATION', { details });
}
