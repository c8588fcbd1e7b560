/** `Español` for `es-ES`; the tag itself when the browser does not know it. */
export function describeLanguage(tag: string): string {
  if (!tag) return '';
  try {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag.split('-')[0] ?? tag) ?? tag;
    return name.charAt(0).toUpperCase() + name.slice(1);
  } catch {
    return tag; // not a language tag
  }
}

/** Host and path of the page a visitor is on: `shop.example/checkout`. */
export function describePage(address: string): string {
  try {
    const { host, pathname, search } = new URL(address);
    return host.replace(/^www\./, '') + (pathname === '/' && search === '' ? '' : pathname + search);
  } catch {
    return address; // not a whole address
  }
}

/** Host, or the path on the visitor's own site. */
export function shortAddress(address: string, hostOnly = false): string {
  try {
    const url = new URL(address);
    return hostOnly ? url.host.replace(/^www\./, '') : url.pathname + url.search;
  } catch {
    return address; // not a whole address
  }
}
