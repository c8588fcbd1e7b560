import type { SiteRecord } from '../store/port/sites.ts';

/** At most the length of a scheme, a host name of 253 characters and a port. */
const MAX_ORIGIN_LENGTH = 267;

/**
 * Whether a page of this origin may use the site's widget: the site's own domain and each allowed one, with and without `www.`, subdomains for
 * `*.`, a port only if one is named. No Origin means no browser, which this check cannot stop; `null` (a sandboxed frame, a file) is rejected.
 */
export function isOriginAllowed(site: Pick<SiteRecord, 'domain' | 'allowedDomains'>, origin: string | undefined, publicOrigin: string): boolean {
  if (origin === undefined) return true;
  if (!isHttpOrigin(origin.toLowerCase())) return false;
  const page = new URL(origin);
  if (page.origin === readOrigin(publicOrigin)?.origin) return true;
  return [site.domain, ...site.allowedDomains].some((domain) => isOfDomain(page, domain));
}

function isOfDomain(page: URL, domain: string): boolean {
  const [, wildcard, host = '', port] = /^(\*\.)?(\[.*\]|.*?)(?::(\d+))?$/.exec(domain.trim()) ?? [];
  const wanted = hostnameOf(readOrigin(`http://${host}`))?.replace(/^www\.(?=.*\.)/, '');
  if (!wanted) return false;
  if (port !== undefined && port !== portOf(page)) return false;
  const hostname = hostnameOf(page);
  if (wildcard) return hostname?.endsWith(`.${wanted}`) ?? false;
  return hostname === wanted || hostname === `www.${wanted}`;
}

/** Without the trailing dot of a fully qualified name. */
function hostnameOf(url: URL | null): string | undefined {
  return url?.hostname.replace(/\.$/, '');
}

/** As browsers send it: only scheme, host and port, so that it may be stored and shown. */
export function isHttpOrigin(text: string): boolean {
  if (text.length > MAX_ORIGIN_LENGTH) return false;
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === text;
}

/** The URL parser lowercases the host and writes international names the way browsers send them. */
function readOrigin(text: string): URL | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

function portOf(page: URL): string {
  return page.port || (page.protocol === 'https:' ? '443' : '80');
}
