import type { Durations } from './port/analytics.ts';

export function describeDurations(milliseconds: number[]): Durations {
  const sorted = Float64Array.from(milliseconds).sort();
  return { count: sorted.length, median: median(sorted), p90: sorted[Math.ceil(sorted.length * 0.9) - 1] ?? null };
}

function median(sorted: Float64Array): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
