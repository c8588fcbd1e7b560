import { formatCount } from './format-number.ts';
import { formatDuration } from './format-time.ts';

/** How something changed, and whether that is good; no tone if it is neither. */
export type Change = { text: string; tone?: 'ok' | 'bad' };

/** Durations that differ by less than this share count as unchanged. */
const SAME = 0.03;

/** Response times, in seconds: `38 s faster than last week`. Null when there is nothing to compare. */
export function compareDurations(now: number | null, before: number | null, than: string): Change | null {
  if (now === null || before === null) return null;
  const difference = Math.round(now - before);
  if (difference === 0 || Math.abs(difference) < before * SAME) return { text: 'no change' };
  const text = `${formatDuration(Math.abs(difference))} ${difference < 0 ? 'faster' : 'slower'} than ${than}`;
  return { text, tone: difference < 0 ? 'ok' : 'bad' };
}

/** Counts: `12 more than the 14 days before`. More is neither good nor bad. */
export function compareCounts(now: number, before: number, than: string): Change {
  if (now === before) return { text: 'no change' };
  return { text: `${formatCount(Math.abs(now - before))} ${now > before ? 'more' : 'fewer'} than ${than}` };
}

/** Shares, 0-1, in percentage points: `5 points more than the 14 days before`. */
export function compareShares(now: number | null, before: number | null, than: string): Change | null {
  if (now === null || before === null) return null;
  const points = Math.round(now * 100) - Math.round(before * 100);
  if (points === 0) return { text: 'no change' };
  return { text: `${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'} ${points > 0 ? 'more' : 'less'} than ${than}` };
}
