import { agoWords, exactWords } from './format-time.ts';
import { useNow } from './time.tsx';

const MINUTE = 60_000;

/** How long ago, for use in a sentence: `12 s ago`, `5 min ago`, `yesterday`, `on 12 Oct`. */
export function agoPhrase(iso: string, now: number): string {
  const age = now - Date.parse(iso);
  if (age < 5000) return 'just now';
  if (age < MINUTE) return `${Math.floor(age / 1000)} s ago`;
  const words = agoWords(iso, now);
  if (words === 'yesterday') return words;
  return / (min|h)$/.test(words) ? `${words} ago` : `on ${words}`;
}

/** The same, ticking; the exact time on hover. */
export function AgoPhrase({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactWords(at)}>
      {agoPhrase(at, now)}
    </time>
  );
}
