import { AppError } from '../failure.ts';
import type { SiteRecord, Store } from '../store/store.ts';
import { isOriginAllowed } from './origin.ts';

/** The active site of this key, if a page of this origin may use it. SITE_INVALID or ORIGIN_NOT_ALLOWED otherwise. */
export async function admitToSite(store: Pick<Store, 'sites'>, siteKey: string, origin: string | undefined, publicUrl: string): Promise<SiteRecord> {
  const site = await store.sites.getByKey(siteKey);
  if (!site?.isActive) throw new AppError('SITE_INVALID');
  if (!isOriginAllowed(site, origin, publicUrl)) throw new AppError('ORIGIN_NOT_ALLOWED');
  return site;
}
