import { note } from './report.ts';
import type { TargetName } from './targets.ts';
import type { Figures, Traffic } from './traffic.ts';

/** A rate is sustained when nothing is missing or wrong and 99 of 100 agents see a visitor's message within this time, in milliseconds. */
export const GOOD_P99_MS = 250;
/** The first rate in messages a second, and by how much the next is higher. */
const FIRST_RATE = 2000;
const STEP = 1.2;
const SECONDS = 3;
/** Windows of one rate that decide: a hiccup of the machine shall not. */
const MAJORITY = 2;

export type Climb = {
  /** What was measured in the last good window of the highest sustained rate; null when not even the first was. */
  best: Figures | null;
  /** Every window. */
  windows: Figures[];
};

/** Looks for the highest rate that each sustains: all climb together, their windows in turns, until the majority of a rate's windows is bad. */
export async function climb(traffics: Record<TargetName, Traffic>): Promise<Record<TargetName, Climb>> {
  const names = Object.keys(traffics) as TargetName[];
  const climbs: Record<TargetName, Climb> = { SupportChat: { best: null, windows: [] }, bare: { best: null, windows: [] } };
  let climbing = names;
  for (let rate = FIRST_RATE; climbing.length > 0; rate = Math.round(rate * STEP)) {
    const decided = await tryRate(rate, climbing, traffics, climbs);
    climbing = climbing.filter((name) => decided[name]);
    for (const name of climbing) climbs[name].best = climbs[name].windows.findLast((figures) => figures.rate === rate && isGood(figures)) ?? null;
  }
  return climbs;
}

/** Windows of one rate, in turns, until each is decided. */
async function tryRate(
  rate: number,
  names: TargetName[],
  traffics: Record<TargetName, Traffic>,
  climbs: Record<TargetName, Climb>,
): Promise<Partial<Record<TargetName, boolean>>> {
  const decided: Partial<Record<TargetName, boolean>> = {};
  while (Object.keys(decided).length < names.length) {
    for (const name of names.filter((one) => decided[one] === undefined)) {
      const figures = await traffics[name].run(rate, rate * SECONDS);
      note(`${name} ${describe(figures)}`);
      const { windows } = climbs[name];
      windows.push(figures);
      const [good, bad] = [true, false].map((verdict) => windows.filter((one) => one.rate === rate && isGood(one) === verdict).length);
      if (good === MAJORITY || bad === MAJORITY) decided[name] = good === MAJORITY;
    }
  }
  return decided;
}

function isGood({ visitorToAgent, errors, lost, duplicates, reordered }: Figures): boolean {
  return visitorToAgent.p99 <= GOOD_P99_MS && errors + lost + duplicates + reordered === 0;
}

export function describe(figures: Figures): string {
  const { rate, visitorToAgent, serverMicroseconds, serverCpu, generatorCpu, otherCpu, errors, lost, duplicates, reordered } = figures;
  const wrong = errors + lost + duplicates + reordered > 0 ? `; WRONG: ${errors} errors, ${lost} lost, ${duplicates} doubled, ${reordered} out of order` : '';
  const cpu = `server ${Math.round(serverCpu)} %, generator ${Math.round(generatorCpu)} %, others ${Math.round(otherCpu)} %`;
  return `${rate}/s: p50 ${visitorToAgent.p50.toFixed(1)} ms, p99 ${visitorToAgent.p99.toFixed(1)} ms, ${Math.round(serverMicroseconds)} µs a message; ${cpu}${wrong}`;
}
