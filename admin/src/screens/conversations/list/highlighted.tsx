import type { MatchedPart } from './matched-parts.ts';

/** Text with the words of a search marked. */
export function Highlighted({ parts }: { parts: MatchedPart[] }) {
  return parts.map(({ at, text, isMatch }) =>
    isMatch ? (
      <mark key={at} className="rounded-[2px] bg-note-line text-ink">
        {text}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  );
}
