import { note } from './report.ts';
import type { Figures, Traffic } from './traffic.ts';

/** A rate is sustained when nothing is missing or wrong and 99 of 100 agents see a visitor's message within this time, in milliseconds. */
export const GOOD_P99_MS = 250;
const SECONDS = 3;

export type Saturation = {
  /** The highest sustained rate, and what was measured there; null when not even the first was. */
  best: Figures | null;
  /** Everything that was measured on the way. */
  steps: Figures[];
};

/** Looks for the highest sustained rate: up by halves until one fails twice, then three times the middle between good and bad. */
export async function saturate(name: string, traffic: Traffic, from: number): Promise<Saturation> {
  const steps: Figures[] = [];
  let best: Figures | null = null;
  const sustains = async (rate: number) => {
    const figures = await traffic.run(rate, rate * SECONDS);
    steps.push(figures);
    note(`${name} ${describe(figures)}`);
    if (!isGood(figures)) return false;
    if (figures.rate > (best?.rate ?? 0)) best = figures;
    return true;
  };

  let good = 0;
  let bad = Math.round(from);
  while ((await sustains(bad)) || (await sustains(bad))) {
    good = bad;
    bad = Math.round(bad * 1.5);
  }
  for (let halving = 0; halving < 3 && good > 0; halving += 1) {
    const middle = Math.round(Math.sqrt(good * bad));
    if (await sustains(middle)) good = middle;
    else bad = middle;
  }
  return { best, steps };
}

export function isGood({ visitorToAgent, errors, lost, duplicates, reordered }: Figures): boolean {
  return visitorToAgent.p99 <= GOOD_P99_MS && errors + lost + duplicates + reordered === 0;
}

export function describe(figures: Figures): string {
  const { rate, visitorToAgent, serverMicroseconds, serverCpu, generatorCpu, otherCpu, errors, lost, duplicates, reordered } = figures;
  const wrong = errors + lost + duplicates + reordered > 0 ? `; WRONG: ${errors} errors, ${lost} lost, ${duplicates} doubled, ${reordered} out of order` : '';
  const cpu = `server ${Math.round(serverCpu)} %, generator ${Math.round(generatorCpu)} %, others ${Math.round(otherCpu)} %`;
  return `${rate}/s: p50 ${visitorToAgent.p50.toFixed(1)} ms, p99 ${visitorToAgent.p99.toFixed(1)} ms, ${Math.round(serverMicroseconds)} µs a message; ${cpu}${wrong}`;
}
