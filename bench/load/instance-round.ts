import type { MaxRate } from './find-max-rate.ts';
import type { InsertTimes } from './raw-inserts.ts';
import type { Setup } from './setups.ts';
import type { Figures } from './traffic.ts';

/** Messages per second that each setup carries. */
export const COMMON_RATES = [50, 150];

/**
 * The driver alone as a baseline for a setup: in batches as large and as concurrent as its servers used at their highest rate (`batch`
 * messages, `concurrency` batches in flight, on average), and at each of the common rates. `mongodb` is the server's processor time per message in
 * microseconds, empty where it is not visible.
 */
export type DriverBaseline = {
  batch: number;
  concurrency: number;
  fullSpeed: (InsertTimes & { rate: number })[];
  atRates: (InsertTimes & { mongodb: number[] })[];
};

/** What was measured of a setup in a round. */
export type Measured = {
  /** The windows at each of the common rates. */
  common: Figures[][];
  maxRate: MaxRate;
  /** Null without a MongoDB, or where no rate was sustained. */
  baseline: DriverBaseline | null;
};
export type Round = Record<Setup, Measured>;
