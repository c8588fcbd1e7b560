let offset = 0;

/** Reads the server's time from the `Date` header of an answer. */
export function recordServerTime(dateHeader: string | null) {
  const time = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(time)) return;
  const difference = time - Date.now();
  offset = Math.abs(difference) < 5000 ? 0 : difference; // the header knows whole seconds only
}

/** The current time by the server's clock, in milliseconds: texts such as "2 min" stay correct on a computer whose clock is wrong. */
export const serverNow = () => Date.now() + offset;
