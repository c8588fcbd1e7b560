/** A token bucket for one socket: a burst, and a rate per second after that. Uses monotonic time, so that clock changes have no effect. */
export type TokenBucket = {
  /** Uses one; false when none is left. */
  take(): boolean;
};

export function createTokenBucket({ burst, perSecond }: { burst: number; perSecond: number }, now: () => number = () => performance.now()): TokenBucket {
  let tokens = burst;
  let countedAt = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(burst, tokens + ((time - countedAt) / 1000) * perSecond);
      countedAt = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
