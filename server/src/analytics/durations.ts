import type { Duration } from '@supportchat/protocol';
import type { z } from 'zod';

/** Median and 90th percentile (nearest rank) of durations in milliseconds, exact, told in seconds. */
export function describeDurations(milliseconds: number[]): z.infer<typeof Duration> {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return { count: sorted.length, medianSeconds: inSeconds(median(sorted)), p90Seconds: inSeconds(sorted[Math.ceil(sorted.length * 0.9) - 1]) };
}

function median(sorted: number[]): number | undefined {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

function inSeconds(milliseconds: number | undefined): number | null {
  return milliseconds === undefined ? null : milliseconds / 1000;
}
