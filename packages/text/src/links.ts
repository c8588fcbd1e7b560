/** A piece of a text; with an `href` it is a link. The pieces concatenate to the text. */
export type Part = { text: string; href?: string };

/** Where a link may begin. Fixed words: searching for them is linear. */
const START = /https?:\/\/|www\.|@/gi;

const WORD = '[\\p{L}\\p{N}\\p{M}]';
/** Scripts that write words without spaces: there, a link may touch a word. */
const UNSPACED = '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]';
const ENDS_IN_WORD = new RegExp(`(?!${UNSPACED})[\\p{Alphabetic}\\p{N}\\u0300-\\u036f]_?$`, 'u');
const LATIN_AFTER_UNSPACED = new RegExp(`${UNSPACED}([!-~]+)$`, 'u');
const HAS_UNSPACED = new RegExp(UNSPACED, 'u');

/** `user:password@`, then a name, an IPv4 or an IPv6 address, then the port. */
const AUTHORITY = new RegExp(
  `^(?:[\\w.~%!$&*+=:-]+@)?(?:\\[[\\da-f:.]+\\]|(?=${WORD})(?:[\\p{L}\\p{N}\\p{M}_-]+\\.)*(?:[\\w-]*[a-z\\d](?!(?!${UNSPACED})${WORD})|[\\p{L}\\p{N}\\p{M}_-]*${WORD}))\\.?(?::\\d+)?`,
  'iu',
);
/** Two labels or more, the last one letters: neither a version such as `18.2.0` nor a file such as `2x.png`. */
const DOMAIN = new RegExp(
  `^(?!\\d+(?:x\\.|\\.\\d))(?:${WORD}(?:[\\p{L}\\p{N}\\p{M}-]*${WORD})?\\.)+(?:xn--[a-z\\d-]+|[a-z]{2,63}|(?![a-z])[\\p{L}\\p{M}]{2,63})(?!\\.?(?!${UNSPACED})${WORD}|@)`,
  'iu',
);
const HOST = /^[\p{L}\p{N}\p{M}_.-]+/u;
const LONGEST_HOST = 256;
const LONGEST_LOCAL = 64;
const HIGHEST_PORT = 65_535;
const LOCAL = /[\p{L}\p{N}\p{M}!#$%&'*+\-./=?^_{}~]+$/u;

/** Marks that occur inside addresses (Col·legi, L’Équipe, ジョン・レノン), with joiners and emoji variants. */
const INNER_MARKS = '·’־׳״་・\\u2010-\\u2013\\u200c\\u200d\\ufe0e\\ufe0f';
/** What decides where a path ends: a comma or bracket before another address, a bracket, or a character that no address contains. */
const TURN = new RegExp(
  `(?:[,;]['(\\[{]?|[(\\[{])(?:https?:\\/\\/|www\\.)|[(\\[{)\\]}]|(?![!#%&'*\\-./:;?@_,${INNER_MARKS}])[\\s\\p{C}\\p{Z}\\p{P}\\p{Default_Ignorable_Code_Point}<>|\`\\u2800\\uff1c\\uff1e\\uff5c]`,
  'giu',
);
const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
/** At the end of an address these belong to the sentence, and so does an emoji. */
const TAIL = new RegExp(`(?:[.,;:!?'*([{${INNER_MARKS}]|(?![$+<=>^\`|~])\\p{S})$`, 'u');

/**
 * Splits a text into plain pieces and links to web and email addresses; no other scheme becomes a link. Punctuation, brackets and marks of the
 * sentence stay outside. Linear: a host and a mailbox are bounded, and no path is read twice.
 */
export function splitLinks(text: string): Part[] {
  const parts: Part[] = [];
  let shown = 0;
  /** No link begins before this. */
  let from = 0;
  /** The text up to here is one host that cannot become a link. */
  let barren = 0;
  for (const { 0: word, index } of text.matchAll(START)) {
    if (index < from || (index < barren && word.length === 4)) continue;
    const link = word === '@' ? mailAround(text, index, from) : webAt(text, index, word.length > 4 ? index + word.length : index);
    if (!link) {
      if (word.length === 4) barren = index + (HOST.exec(text.slice(index, index + LONGEST_HOST))?.[0].length ?? 0);
      continue;
    }
    if (link.start > shown) parts.push({ text: text.slice(shown, link.start) });
    parts.push({ text: text.slice(link.start, link.end), href: link.href });
    shown = link.end;
    from = link.seen;
  }
  if (shown < text.length) parts.push({ text: text.slice(shown) });
  return parts;
}

/** `seen` is how far the text was read, which may be beyond the link's end. */
type Link = { start: number; end: number; seen: number; href: string };

function webAt(text: string, start: number, host: number): Link | null {
  const before = text.slice(Math.max(0, start - 3), start);
  if (ENDS_IN_WORD.test(before)) return null;
  const isBare = host === start;
  if (isBare && (/[./@-]$/.test(before) || matchLength(DOMAIN, text, start + 4) === 0)) return null;
  const length = matchLength(AUTHORITY, text, host);
  const port = /:(\d+)$/.exec(text.slice(host, host + length))?.[1] ?? '';
  return length === 0 || Number(port) > HIGHEST_PORT ? null : finish(text, start, host + length, isBare ? 'http://' : '');
}

/** The whole address around an @, or none. */
function mailAround(text: string, at: number, from: number): Link | null {
  const length = matchLength(DOMAIN, text, at + 1);
  const end = at + 1 + length;
  const before = text.slice(Math.max(from, at - 2 * LONGEST_LOCAL), at);
  // A name before a host (ftp://ann@…), two @, and `git@host:path` are not email addresses.
  if (length === 0 || /\/\/[^\s@/]*$/.test(before) || /^:[\w.~-]*\//.test(text.slice(end, end + 99))) return null;
  const whole = LOCAL.exec(before)?.[0] ?? '';
  if (before.at(-whole.length - 1) === '@' || whole.length > LONGEST_LOCAL) return null;
  const glued = HAS_UNSPACED.test(text.slice(at, end)) ? null : LATIN_AFTER_UNSPACED.exec(whole);
  const local = (glued?.[1] ?? whole).replace(/^[^\p{L}\p{N}_]+/u, '');
  if (!local) return null;
  const start = at - (text[end] === '_' ? local.replace(/^_+/, '') : local).length;
  if (local === whole && /(?:^|[^\p{L}\p{N}])mailto:$/iu.test(text.slice(Math.max(from, start - 9), start))) {
    return text[end] === '?' ? finish(text, start - 7, end, '') : { start: start - 7, end, seen: end, href: text.slice(start - 7, end) };
  }
  return { start, end, seen: end, href: `mailto:${text.slice(start, end).replace(/[%?#]/g, encodeURIComponent)}` };
}

/** The length of the host at `at`; 0 for none, and for one that is too long. */
function matchLength(pattern: RegExp, text: string, at: number): number {
  const length = pattern.exec(text.slice(at, at + LONGEST_HOST))?.[0].length ?? 0;
  return length === LONGEST_HOST ? 0 : length;
}

/** The link with the path that follows its host, without the sentence's marks. */
function finish(text: string, start: number, host: number, prefix: string): Link {
  const path = '/?#'.includes(text[host] ?? ' ') ? pathEnd(text, host) : { end: host, seen: host };
  let { end } = path;
  let mark = start;
  while (end > start) {
    const last = text.slice(end - 2, end);
    if (TAIL.test(last)) end -= /[\ud800-\udbff][\udc00-\udfff]/.test(last) ? 2 : 1;
    else if (/[_~]$/.test(last) && text[mark - 1] === last[1]) {
      // A mark that also precedes the link: `_https://shop.example_`.
      end -= 1;
      mark -= 1;
    } else break;
  }
  return { start, end, seen: path.seen, href: prefix + text.slice(start, end) };
}

/** Brackets belong to a path in pairs: it ends before one that closes what was opened outside, and before one that is never closed. */
function pathEnd(text: string, at: number): { end: number; seen: number } {
  const open: { closing: string; at: number }[] = [];
  TURN.lastIndex = at;
  for (;;) {
    const turn = TURN.exec(text);
    const closing = turn && CLOSING[turn[0]];
    if (closing) open.push({ closing, at: turn.index });
    else if (turn && open.at(-1)?.closing === turn[0]) open.pop();
    else {
      const seen = turn?.index ?? text.length;
      return { end: open[0]?.at ?? seen, seen };
    }
  }
}
