import type { Limiter, NewLimiter } from './limiter.ts';

/** Allows `points` (or a multiple) within `seconds` per address. Addresses are keys of `addressKey`. */
export type LimitAddresses = (name: string, points: number, seconds: number) => Limiter['consume'];

/** Creates limits per address. Addresses shared by many clients have a multiple of the limit: `factorOf`. */
export function createLimitAddresses(newLimiter: NewLimiter, factorOf: (address: string) => number): LimitAddresses {
  return (name, points, seconds) => {
    const byFactor = new Map<number, Limiter>();
    return (address) => {
      const factor = factorOf(address);
      const limiter = byFactor.get(factor) ?? newLimiter(factor === 1 ? name : `${name}-x${factor}`, points * factor, seconds);
      byFactor.set(factor, limiter);
      return limiter.consume(address);
    };
  };
}
