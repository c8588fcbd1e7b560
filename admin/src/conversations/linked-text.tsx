import { Fragment } from 'react';

/** http and https addresses; what follows them in a sentence (full stop, bracket) is not part of them. */
const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g;

/** Plain text with its web addresses as links. Nothing is ever read as HTML. */
export function LinkedText({ text }: { text: string }) {
  const parts: { at: number; text: string; href?: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push({ at: end, text: text.slice(end, match.index) }, { at: match.index, text: match[0], href: match[0] });
    end = match.index + match[0].length;
  }
  parts.push({ at: end, text: text.slice(end) });
  return parts.map((part) => (
    <Fragment key={`${part.at}${part.href ?? ''}`}>
      {part.href ? (
        <a
          href={part.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          dir="ltr"
          className="[unicode-bidi:isolate] text-accent-text underline underline-offset-2 [word-break:break-word]"
        >
          {part.text}
        </a>
      ) : (
        part.text
      )}
    </Fragment>
  ));
}
