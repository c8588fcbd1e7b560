import type { Target } from './target.ts';

/** How much is done: the part that fits into every run of the tests, or all of it. */
export type Extent = { name: 'short' | 'full'; packets: number; payloadsPerEvent: number; requestsPerRoute: number; slowForMs: number; timeoutMs: number };

export const SHORT: Extent = { name: 'short', packets: 3000, payloadsPerEvent: 40, requestsPerRoute: 25, slowForMs: 1500, timeoutMs: 60_000 };
export const FULL: Extent = { name: 'full', packets: 200_000, payloadsPerEvent: 1000, requestsPerRoute: 400, slowForMs: 40_000, timeoutMs: 1_200_000 };

export type Attack = {
  name: string;
  /** Does what it can, and throws when the server answers as it must not. Resolves with how much was sent. */
  run(target: Target, extent: Extent): Promise<number>;
};

/** Throws, naming what was wrong: these checks are the same with and without a test runner. */
export function expectThat(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}
