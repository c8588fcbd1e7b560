export type Part = { text: string; href?: string };

const LINK = /\b(?:https?:\/\/[\p{L}\p{N}]|mailto:[^\s<>"'`])[^\s<>"'`]*|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/giu;

/** Cuts a text into plain parts and links: http, https and mail addresses, nothing else. */
export function splitLinks(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const link = withoutPunctuation(match[0]);
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ text: link, href: /^(https?|mailto):/i.test(link) ? link : `mailto:${link}` });
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
