/** One character of each kind that occurs in text, and some that text rules look for. */
export const KINDS = Array.from('aZ0_-./:@%#?,\'"*([{)< \n').concat('\u00a0', '\u200b', '\u0301', 'é', '漢', '한', '😀', 'www.', 'http://');

/** Measured from short to long, so that superlinear time is found before it takes long. Texts of two kinds are many, and shorter. */
const SINGLE = [2000, 8000, 60_000];
const PAIR = [2000, 12_000];
/** Less than this is not examined further: milliseconds per thousand characters, ten times what linear code takes. */
const QUICK_MS = 1;

/**
 * Texts of one kind of character and of two, with and without a different end, on which `act` takes superlinear time. A time that seems high
 * is measured again at twice the length, several times, so that a busy machine fails nothing.
 */
export function findSuperlinear(act: (text: string) => unknown, kinds = KINDS): string[] {
  const pairs = kinds.flatMap((one, index) => kinds.slice(index + 1).map((other) => one + other));
  const candidates = [...kinds.map((unit) => ({ unit, sizes: SINGLE })), ...pairs.map((unit) => ({ unit, sizes: PAIR }))];
  return candidates.flatMap(({ unit, sizes }) =>
    ['', '!a'].filter((end) => isSuperlinear(act, (size) => unit.repeat(Math.ceil(size / unit.length)) + end, sizes)).map((end) => JSON.stringify([unit, end])),
  );
}

function isSuperlinear(act: (text: string) => unknown, text: (size: number) => string, sizes: number[]): boolean {
  const slow = sizes.find((size) => cost(act, text(size)) > (QUICK_MS * size) / 1000);
  if (slow === undefined) return false;
  let [once, twice] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < 8; tries++) {
    once = Math.min(once, cost(act, text(slow / 2)));
    twice = Math.min(twice, cost(act, text(slow)));
  }
  return twice > (QUICK_MS * slow) / 2000 && twice > 2.7 * once;
}

/** Processor time, so that a busy machine has little effect. */
function cost(act: (text: string) => unknown, text: string): number {
  const begin = process.cpuUsage();
  act(text);
  return process.cpuUsage(begin).user / 1000;
}
