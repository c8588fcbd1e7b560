import { note } from './report.ts';
import type { Figures, Traffic } from './traffic.ts';

/** A rate is sustained when nothing is missing or wrong and 99 of 100 agents see a visitor's message within this time, in milliseconds. */
export const GOOD_P99_MS = 250;
/** By how much the next rate is higher. */
const STEP = 1.2;
const SECONDS = 3;
/** Windows of one rate that decide: a hiccup of the machine shall not. */
const MAJORITY = 2;
/** A rate below which no one looks. */
const LEAST_RATE = 20;
const SCOUT_SECONDS = 2;

export type Climb = {
  /** What was measured in the last good window of the highest sustained rate; null when not even the least was. */
  best: Figures | null;
  /** Every window. */
  windows: Figures[];
};

type Climber = Climb & { rate: number; isDone: boolean };

/**
 * Looks for the highest rate that each sustains: all climb together from their first rate, their windows in turns, until the majority of a rate's windows
 * is bad. Whom the first rate is too much goes down until one is not.
 */
export async function climb<Name extends string>(traffics: Record<Name, Traffic>, first: Record<Name, number>): Promise<Record<Name, Climb>> {
  const names = Object.keys(traffics) as Name[];
  const climbers = new Map<Name, Climber>(names.map((name) => [name, { best: null, windows: [], rate: first[name], isDone: false }]));
  for (let climbing = names; climbing.length > 0; climbing = climbing.filter((name) => climbers.get(name)?.isDone === false)) {
    for (const name of climbing) {
      const climber = climbers.get(name);
      if (!climber) continue;
      const figures = await traffics[name].run(climber.rate, climber.rate * SECONDS);
      note(`${name} ${describe(figures)}`);
      climber.windows.push(figures);
      step(climber, first[name]);
    }
  }
  return Object.fromEntries([...climbers].map(([name, { best, windows }]) => [name, { best, windows }])) as Record<Name, Climb>;
}

/** Goes on to the next rate, or is done, once the present one is decided. */
function step(climber: Climber, first: number): void {
  const { rate, windows } = climber;
  const [good, bad] = [true, false].map((verdict) => windows.filter((one) => one.rate === rate && isGood(one) === verdict));
  if (!good || !bad || Math.max(good.length, bad.length) < MAJORITY) return;
  const isSustained = good.length >= MAJORITY;
  if (isSustained) climber.best = good.at(-1) ?? null;
  const goesDown = rate < first || (rate === first && !isSustained);
  climber.isDone = goesDown ? isSustained || rate <= LEAST_RATE : !isSustained;
  climber.rate = Math.round(goesDown ? rate / STEP : rate * STEP);
}

/** The highest rate of those doubled from `rate` on that one short window is carried; a second one decides where the first is bad. */
export async function scout(traffic: Traffic, rate: number): Promise<number> {
  const carries = async () => isGood(await traffic.run(2 * rate, 2 * rate * SCOUT_SECONDS));
  return (await carries()) || (await carries()) ? scout(traffic, 2 * rate) : rate;
}

function isGood({ visitorToAgent, errors, lost, duplicates, reordered }: Figures): boolean {
  return visitorToAgent.p99 <= GOOD_P99_MS && errors + lost + duplicates + reordered === 0;
}

export function describe(figures: Figures): string {
  const { rate, visitorToAgent, serverMicroseconds, serverCpu, generatorCpu, otherCpu, parties, errors, lost, duplicates, reordered } = figures;
  const wrong = errors + lost + duplicates + reordered > 0 ? `; WRONG: ${errors} errors, ${lost} lost, ${duplicates} doubled, ${reordered} out of order` : '';
  const beside = parties.map(({ name, cpu }) => `${name} ${Math.round(cpu)} %, `).join('');
  const cpu = `server ${Math.round(serverCpu)} %, ${beside}generator ${Math.round(generatorCpu)} %, others ${Math.round(otherCpu)} %`;
  return `${rate}/s: p50 ${visitorToAgent.p50.toFixed(1)} ms, p99 ${visitorToAgent.p99.toFixed(1)} ms, ${Math.round(serverMicroseconds)} µs a message; ${cpu}${wrong}`;
}
