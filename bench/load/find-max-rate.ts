import { note } from './report.ts';
import type { Figures, Traffic } from './traffic.ts';

/** A rate is sustained when nothing is missing or wrong and 99 of 100 agents see a visitor's message within this time, in milliseconds. */
export const GOOD_P99_MS = 250;
/** The factor to the next rate. */
const STEP = 1.2;
const SECONDS = 3;
/** How many windows of one rate decide, so that a hiccup of the machine does not. */
const WINDOWS_TO_DECIDE = 2;
/** The lowest rate that is tried. */
const MIN_RATE = 20;
const ESTIMATE_SECONDS = 2;

export type MaxRate = {
  /** The measurements of the last good window of the highest sustained rate; null when not even the lowest was sustained. */
  best: Figures | null;
  /** Every window. */
  windows: Figures[];
};

type RateSearch = MaxRate & { rate: number; isDone: boolean };

/**
 * Finds the highest rate that each sustains: all are raised together from their first rate, with interleaved windows, until the majority of a
 * rate's windows is bad. If the first rate is too high, the rate is lowered until it is sustained.
 */
export async function findMaxRates<Name extends string>(traffics: Record<Name, Traffic>, first: Record<Name, number>): Promise<Record<Name, MaxRate>> {
  const names = Object.keys(traffics) as Name[];
  const searches = new Map<Name, RateSearch>(names.map((name) => [name, { best: null, windows: [], rate: first[name], isDone: false }]));
  for (let unfinished = names; unfinished.length > 0; unfinished = unfinished.filter((name) => searches.get(name)?.isDone === false)) {
    for (const name of unfinished) {
      const search = searches.get(name);
      if (!search) continue;
      const figures = await traffics[name].run(search.rate, search.rate * SECONDS);
      note(`${name} ${describe(figures)}`);
      search.windows.push(figures);
      step(search, first[name]);
    }
  }
  return Object.fromEntries([...searches].map(([name, { best, windows }]) => [name, { best, windows }])) as Record<Name, MaxRate>;
}

/** Moves on to the next rate, or finishes, once the current one is decided. */
function step(search: RateSearch, first: number): void {
  const { rate, windows } = search;
  const [good, bad] = [true, false].map((verdict) => windows.filter((one) => one.rate === rate && isGood(one) === verdict));
  if (!good || !bad || Math.max(good.length, bad.length) < WINDOWS_TO_DECIDE) return;
  const isSustained = good.length >= WINDOWS_TO_DECIDE;
  if (isSustained) search.best = good.at(-1) ?? null;
  const goesDown = rate < first || (rate === first && !isSustained);
  search.isDone = goesDown ? isSustained || rate <= MIN_RATE : !isSustained;
  search.rate = Math.round(goesDown ? rate / STEP : rate * STEP);
}

/** The highest rate, doubling from `rate`, that is carried in one short window; a second window decides if the first is bad. */
export async function estimateMaxRate(traffic: Traffic, rate: number): Promise<number> {
  const isSustained = async () => isGood(await traffic.run(2 * rate, 2 * rate * ESTIMATE_SECONDS));
  return (await isSustained()) || (await isSustained()) ? estimateMaxRate(traffic, 2 * rate) : rate;
}

function isGood({ visitorToAgent, errors, lost, duplicates, reordered }: Figures): boolean {
  return visitorToAgent.p99 <= GOOD_P99_MS && errors + lost + duplicates + reordered === 0;
}

export function describe(figures: Figures): string {
  const { rate, visitorToAgent, serverMicroseconds, serverCpu, generatorCpu, otherCpu, groups, errors, lost, duplicates, reordered } = figures;
  const wrong = errors + lost + duplicates + reordered > 0 ? `; WRONG: ${errors} errors, ${lost} lost, ${duplicates} doubled, ${reordered} out of order` : '';
  const others = groups.map(({ name, cpu }) => `${name} ${Math.round(cpu)} %, `).join('');
  const cpu = `server ${Math.round(serverCpu)} %, ${others}generator ${Math.round(generatorCpu)} %, others ${Math.round(otherCpu)} %`;
  return `${rate}/s: p50 ${visitorToAgent.p50.toFixed(1)} ms, p99 ${visitorToAgent.p99.toFixed(1)} ms, ${Math.round(serverMicroseconds)} µs a message; ${cpu}${wrong}`;
}
