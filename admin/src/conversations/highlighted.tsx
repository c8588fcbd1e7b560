import { matchedParts } from './matched-parts.ts';

/** Text with the words of a search marked. */
export function Highlighted({ text, search }: { text: string; search: string }) {
  return matchedParts(text, search).map(({ at, text: part, isMatch }) =>
    isMatch ? (
      <mark key={at} className="rounded-[2px] bg-note-line text-ink">
        {part}
      </mark>
    ) : (
      <span key={at}>{part}</span>
    ),
  );
}
