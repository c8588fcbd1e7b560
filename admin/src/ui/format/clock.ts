let read = () => Date.now();

/** The current time in milliseconds, which relative times such as "2 min" count from. */
export const currentTime = () => read();

/** Replaces the computer's clock, which may be wrong. */
export function setClock(clock: () => number) {
  read = clock;
}
