/** Repeatable randomness: the same seed gives the same sequence (mulberry32). */
export type Chance = {
  /** In [0, 1). */
  next(): number;
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** Around the median, with the long tail of human response times. */
  around(median: number): number;
};

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: <T>(choices: readonly T[]) => choices[below(choices.length)] as T,
    happens: (probability) => next() < probability,
    around: (median) => median * Math.exp((next() + next() + next() - 1.5) * 1.4),
  };
}
