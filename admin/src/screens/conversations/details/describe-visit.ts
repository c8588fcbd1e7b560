import { cleanName } from '@supportchat/text/names';

/** What is shown of an address; the whole of it is in the link. */
const LONGEST = 200;

/** A page's path, readable; with the host where that is not the one of `currentPage`. What is no http address is shown as it is. */
export function describeVisit(address: string, currentPage: string): string {
  const url = httpUrl(address);
  if (!url) return cleanName(address.slice(0, LONGEST));
  const path = readable(url.pathname + url.search);
  return (url.host === httpUrl(currentPage)?.host ? path : url.host.replace(/^www\./, '') + (path === '/' ? '' : path)).slice(0, LONGEST);
}

function httpUrl(address: string): URL | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

/** Letters instead of their codes, unless that would bring in characters that turn or hide text. */
function readable(path: string): string {
  try {
    const decoded = decodeURI(path);
    return cleanName(decoded) === decoded ? decoded : path;
  } catch {
    return path; // a code of no letter
  }
}
