/** A token bucket for one socket: a burst, and a rate per second after that. Uses monotonic time, so that clock changes have no effect. */
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
