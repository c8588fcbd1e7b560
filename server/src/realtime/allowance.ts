/** What one socket may do: a number at once, and a number a second after that. Monotonic time, so that a stepped clock opens or closes nothing. */
export type Allowance = {
  /** Uses one; false when none is left. */
  use(): boolean;
};

export function createAllowance({ atOnce, perSecond }: { atOnce: number; perSecond: number }, now: () => number = () => performance.now()): Allowance {
  let left = atOnce;
  let countedAt = now();
  return {
    use() {
      const time = now();
      left = Math.min(atOnce, left + ((time - countedAt) / 1000) * perSecond);
      countedAt = time;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
