import type { SiteRecord } from '../store/store.ts';

/** No longer than a scheme, a host name of 253 characters and a port. */
const LONGEST_ORIGIN = 267;

/**
 * May a page of this origin use the site's widget? The site's own domain and each allowed one: with and without `www.`,
 * subdomains for `*.`, a port only where one is named. No Origin means no browser, which this check cannot stop; `null` (a sandboxed frame, a file) is refused.
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

/** Without the dot at the end of a fully qualified name. */
function hostnameOf(url: URL | null): string | undefined {
  return url?.hostname.replace(/\.$/, '');
}

/** As browsers send it: scheme, host and port and nothing else, so that it may be stored and shown. */
export function isHttpOrigin(text: string): boolean {
  if (text.length > LONGEST_ORIGIN) return false;
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === text;
}

/** The URL parser lowers the case and writes international names the one way that browsers send them. */
function readOrigin(text: string): URL | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

function portOf(page: URL): string {
  return page.port || (page.protocol === 'https:' ? '443' : '80');
}
