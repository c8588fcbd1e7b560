import { AppError } from '../failure.ts';
import type { Store } from '../store/store.ts';

/** VALIDATION that names each unknown site. */
export async function requireSites(store: Pick<Store, 'sites'>, siteIds: string[]): Promise<void> {
  const found = await Promise.all(siteIds.map((id) => store.sites.get(id)));
  const details = found.flatMap((site, index) => (site ? [] : [{ path: `siteIds.${index}`, message: 'is not a site' }]));
  if (details.length > 0) throw new AppError('VALIDATION', { details });
}
