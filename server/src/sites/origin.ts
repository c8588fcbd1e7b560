import type { SiteRecord } from '../store/store.ts';

/**
 * May a page of this origin use the site's widget? The site's own domain and each allowed one: that host, its `www.`, subdomains for `*.`,
 * a port only where one is named. No Origin means no browser, which this check cannot stop; `null` (a sandboxed frame, a file) is refused.
 */
export function isOriginAllowed(site: Pick<SiteRecord, 'domain' | 'allowedDomains'>, origin: string | undefined, publicOrigin: string): boolean {
  if (origin === undefined) return true;
  const page = readOrigin(origin);
  if (!page) return false;
  if (page.origin === readOrigin(publicOrigin)?.origin) return true;
  return [site.domain, ...site.allowedDomains].some((domain) => isOfDomain(page, domain));
}

function isOfDomain(page: URL, domain: string): boolean {
  const [, wildcard, host = '', port] = /^(\*\.)?(.*?)(?::(\d+))?$/.exec(domain.trim()) ?? [];
  const wanted = readOrigin(`http://${host}`)?.hostname;
  if (!wanted) return false;
  if (port !== undefined && port !== portOf(page)) return false;
  if (wildcard) return page.hostname.endsWith(`.${wanted}`);
  return page.hostname === wanted || page.hostname === `www.${wanted}`;
}

/** The URL parser lowers the case and writes international names the one way that browsers send them. */
function readOrigin(text: string): URL | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

function portOf(page: URL): string {
  return page.port || (page.protocol === 'https:' ? '443' : '80');
}
