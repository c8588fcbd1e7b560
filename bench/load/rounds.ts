import type { Climb } from './climb.ts';
import type { Took } from './raw-inserts.ts';
import type { Setup } from './setups.ts';
import type { Figures } from './traffic.ts';

/** Messages per second that each setup carries. */
export const COMMON_RATES = [50, 150];

/**
 * The driver alone as a baseline for a setup: in batches as large and as concurrent as its servers used at their highest rate (`batch`
 * messages, `abreast` batches in flight, on average), and at each of the common rates. `mongodb` is the server's processor time per message in
 * microseconds, empty where it is not visible.
 */
export type Beside = { batch: number; abreast: number; rushes: (Took & { rate: number })[]; paced: (Took & { mongodb: number[] })[] };

/** What was measured of a setup in a round. */
export type Measured = {
  /** The windows at each of the common rates. */
  common: Figures[][];
  climb: Climb;
  /** Null without a MongoDB, or where no rate was sustained. */
  beside: Beside | null;
};
export type Round = Record<Setup, Measured>;
