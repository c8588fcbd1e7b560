import { formatAgo, formatExactTime } from './format-time.ts';
import { useNow } from './time.tsx';

const MINUTE = 60_000;

/** How long ago, for use in a sentence: `12 s ago`, `5 min ago`, `yesterday`, `on 12 Oct`. */
export function formatRelativeTime(iso: string, now: number): string {
  const age = now - Date.parse(iso);
  if (age < 5000) return 'just now';
  if (age < MINUTE) return `${Math.floor(age / 1000)} s ago`;
  const text = formatAgo(iso, now);
  if (text === 'yesterday') return text;
  return / (min|h)$/.test(text) ? `${text} ago` : `on ${text}`;
}

/** The same, ticking; the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatExactTime(at)}>
      {formatRelativeTime(at, now)}
    </time>
  );
}
