import { cleanName } from './names.ts';

const EXAMPLE = 'must be a path such as /pricing or /docs/*';
const NOT_AFTER_HASH = 'must be a path such as /cart; what follows # does not count';

/** Parses what a person enters to select pages: a path, with or without query and hash, or a whole address. The rule is the path; `*` matches anything. */
export function parsePageRule(input: string): { rule: string } | { reason: string } {
  const text = cleanName(input).replaceAll('\\', '/');
  // A scheme other than http and https; `localhost:3000/x` has none.
  if (/^(?!(?:https?|\*):\/\/)[a-z*][a-z\d+.*-]*:(?!\d)/i.test(text) || /^(?:$|[?#](?!!?\/))/.test(text)) return { reason: EXAMPLE };
  if (/^[^#]*#!?\//.test(text)) return { reason: NOT_AFTER_HASH };
  return { rule: pathOf(text) || '/' };
}

/** Whether the page with this path or address matches the rule. Case matters; a trailing slash and the escaping of characters do not. */
export function pageRuleMatches(rule: string, page: string): boolean {
  return compilePageRule(rule)(normalPath(page));
}

/** The rule, parsed once for many pages: it takes what `normalPath` returns. */
export function compilePageRule(rule: string): (path: string) => boolean {
  // An escaped asterisk stands for itself, so the rule is taken apart before escapes are read.
  const pieces = barePath(rule).split('*').map(unescapePath);
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return (path) => path === first;
  const last = pieces.at(-1) ?? '';
  const between = pieces.slice(1, -1);
  // `/docs/*` matches `/docs` too.
  return (path) => fits(path) || fits(`${path}/`);

  /** Searches for the pieces in order: linear, whatever the rule. */
  function fits(path: string): boolean {
    if (!path.startsWith(first)) return false;
    let at = first.length;
    for (const piece of between) {
      const found = path.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return path.length - last.length >= at && path.endsWith(last);
  }
}

/** The normalized path of a path or address: without a trailing slash, with every decodable escape decoded. */
export const normalPath = (page: string): string => unescapePath(barePath(page));

const barePath = (page: string) => withoutSlashes(pathOf(page.trim().replaceAll('\\', '/')));

const unescapePath = (path: string) => path.replace(/(?:%(?!25)[\da-f]{2})+/gi, decode).normalize();

/** Without scheme, host, query and hash, beginning with `/` or `*`; '' for a host alone. */
function pathOf(text: string): string {
  // Without a scheme, what looks like a domain before the first slash is one: `www.shop.example/pricing`.
  const host = /^(?:(?:https?:|\*:)?\/\/|(?=www\.|localhost[:/]|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,63}(?::\d+)?\/))[^/?#]*/i.exec(text)?.[0] ?? '';
  const path = text.slice(host.length).split(/[?#]/, 1)[0] ?? '';
  const rooted = path === '' ? '' : /^[/*]/.test(path) ? path : `/${path}`;
  return withoutDots(host.endsWith('*') ? `*${rooted}` : rooted);
}

/** Resolves `.` and `..` as browsers do. */
function withoutDots(path: string): string {
  if (!/\/\.\.?(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
    } else if (segment !== '.') kept.push(segment);
    if (/^\.\.?$/.test(segment) && index === segments.length - 1) kept.push('');
  }
  return kept.join('/');
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/** Reserved characters stay escaped: `a%2Fb` is one segment. */
function decode(escapes: string): string {
  let text = escapes;
  try {
    text = decodeURI(escapes);
  } catch {
    // Not UTF-8: left as it is.
  }
  return text.replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase());
}
