import type { Start } from './story.ts';

const MINUTE_MS = 60_000;

/** A clock that the demo's story moves. It never passes the moment at which the demo is created. */
export type MovedClock = {
  now(): Date;
  /** The moment at which the demo is created. */
  today(): Date;
  moveTo(start: Start): void;
  forward(minutes: number): void;
  /** A document id, 24 hexadecimal digits: the second, the clock's number and a running number. */
  newId(): string;
};

/** Clocks with different numbers never create the same id. */
export function createMovedClock(madeAt: Date, number = 0): MovedClock {
  let time = madeAt.getTime();
  let made = 0;
  return {
    now: () => new Date(time),
    today: () => madeAt,
    moveTo(start) {
      time = momentOf(start, madeAt).getTime();
    },
    forward(minutes) {
      time = Math.min(time + Math.round(minutes * MINUTE_MS), madeAt.getTime());
    },
    newId() {
      made += 1;
      const second = Math.floor(time / 1000);
      return second.toString(16).padStart(8, '0') + number.toString(16).padStart(8, '0') + made.toString(16).padStart(8, '0');
    },
  };
}

/** Days are counted and times read in the local time zone. */
function momentOf(start: Start, madeAt: Date): Date {
  if ('moment' in start) return start.moment;
  if ('minutesAgo' in start) return new Date(madeAt.getTime() - start.minutesAgo * MINUTE_MS);
  const [hours = 0, minutes = 0] = start.at.split(':').map(Number);
  return new Date(madeAt.getFullYear(), madeAt.getMonth(), madeAt.getDate() - start.daysAgo, hours, minutes);
}
