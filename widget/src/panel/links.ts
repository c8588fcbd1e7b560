export type Part = { text: string; href?: string };

const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gi;

/** Cuts a text into plain parts and links: http, https and mail addresses, nothing else. */
export function splitLinks(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const link = withoutPunctuation(match[0]);
    const href = hrefOf(link);
    if (!href) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ text: link, href });
    at = match.index + link.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** "(see https://a.example/b)." ends before the bracket and the full stop; "…/b_(c)" keeps its own bracket. */
function withoutPunctuation(link: string): string {
  const shorter = link.replace(/[.,;:!?*_~]+$/, '');
  const opens = shorter.split('(').length;
  const closes = shorter.split(')').length;
  const next = shorter.endsWith(')') && closes > opens ? shorter.slice(0, -1) : shorter;
  return next === link ? link : withoutPunctuation(next);
}

function hrefOf(link: string): string | undefined {
  const href = /^[a-z]+:/i.test(link) ? link : `mailto:${link}`;
  return URL.canParse(href) && /^(https?:\/\/.|mailto:.)/i.test(href) ? href : undefined;
}
