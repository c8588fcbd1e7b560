import type { Ports } from './ports.ts';

/**
 * How long to wait before attempt number `attempt` (0, 1, 2 …): 0.5-1 s, doubling up to 15-30 s. `chance` is 0-1, so that many clients do not
 * return at once.
 */
export function backoff(attempt: number, chance: number, atLeastMs = 0): number {
  return Math.max(Math.min(30_000, 1000 * 2 ** attempt) * (1 - chance / 2), atLeastMs * (1 + chance / 4));
}

export function wait({ later }: Pick<Ports, 'later'>, ms: number): Promise<void> {
  return new Promise((resolve) => later(resolve, ms));
}
