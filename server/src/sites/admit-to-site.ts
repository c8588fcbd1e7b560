import { AppError } from '../failure.ts';
import type { SiteRecord } from '../store/port/sites.ts';
import type { Store } from '../store/store.ts';
import { isHttpOrigin, isOriginAllowed } from './origin.ts';
import type { RefusedOrigins } from './refused-origins.ts';

type AdmitDeps = { store: Pick<Store, 'sites'>; refusedOrigins: Pick<RefusedOrigins, 'add'> };

/** The caller: the page's origin, undefined for a program; `publicUrl` is the address that counts as the server's own. */
export type RequestingPage = { origin: string | undefined; publicUrl: string };

/** Returns the active site of this key if a page of this origin may use it; otherwise throws SITE_INVALID or ORIGIN_NOT_ALLOWED. */
export async function admitToSite({ store, refusedOrigins }: AdmitDeps, siteKey: string, { origin, publicUrl }: RequestingPage): Promise<SiteRecord> {
  const site = await store.sites.getByKey(siteKey);
  if (!site?.isActive) throw new AppError('SITE_INVALID');
  if (isOriginAllowed(site, origin, publicUrl)) return site;
  refusedOrigins.add(site._id, origin);
  throw new AppError('ORIGIN_NOT_ALLOWED', { message: explainRefusal(origin) });
}

/** For the console of the rejected page: which page it is, and what to do. */
function explainRefusal(origin = ''): string {
  const host = isHttpOrigin(origin) ? new URL(origin).host : null;
  if (host) return `${host} is not allowed to show this chat yet. Add it in SupportChat under Sites → General → More domains.`;
  return 'This page has no web address, as it was opened from a file or in a sandboxed frame. Open it through a web server to show the chat.';
}
