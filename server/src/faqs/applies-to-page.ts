/** Does a FAQ with this `pageSpecific` apply on this page? Empty = everywhere; `*` stands for anything; a slash at the end makes no difference. */
export function appliesToPage(pageSpecific: string, currentPage: string): boolean {
  if (pageSpecific.trim() === '') return true;
  const pattern = pathOf(pageSpecific);
  const path = pathOf(currentPage);
  if (pattern === null || path === null) return false;
  return fits(pattern, path) || fits(pattern, `${path}/`);
}

/** The path of an address or path, written as browsers write it, without a slash at the end; null when it is neither. */
function pathOf(page: string): string | null {
  const url = page.trim() === '' ? null : URL.parse(page.trim(), 'http://page.invalid');
  return url && url.pathname.replace(/(?<=.)\/+$/, '');
}

/** Wildcard match by looking for the pieces in their order: linear, whatever the pattern. */
function fits(pattern: string, path: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return path === first;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}
