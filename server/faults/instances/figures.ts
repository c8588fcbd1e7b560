import type { Population } from '../population.ts';

const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`;

/** The given percentile; 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}

/** Outages of all clients that ended at this time of the process, or later, in milliseconds. */
export const breaksOf = ({ clients }: Population, since: number) =>
  clients.flatMap(({ breaks }) => breaks.filter(({ at }) => at >= since).map(({ ms: length }) => length));
/** Messages that were pushed more than once to the same connection, from that time on. */
export const repeatsOf = ({ clients }: Population, since: number) =>
  clients.flatMap(({ sender, repeated }) => repeated.filter(({ at }) => at >= since).map(({ key }) => `${sender} ${key}`));
/** Rejections of all clients from that time on. */
export const refusalsOf = ({ clients }: Population, since: number) => clients.flatMap(({ outbox }) => outbox.refusals.filter(({ at }) => at >= since));

/** What clients experienced from a moment of this process on, as one line. */
export function describePopulation(population: Population, since: number): string {
  const { clients } = population;
  const acks = population.acksSince(since);
  const delays = population.delaysSince(since);
  const breaks = breaksOf(population, since);
  const swallowed = clients.reduce((sum, { outbox }) => sum + outbox.storedBefore, 0);
  const seconds = (performance.now() - since) / 1000;
  return [
    `${acks.length} messages acked (${Math.round(acks.length / seconds)} a second, p50 ${ms(percentile(acks, 50))}, p99 ${ms(percentile(acks, 99))}, at most ${ms(percentile(acks, 100))} after their first try)`,
    `shown p50 ${ms(percentile(delays, 50))}, p99 ${ms(percentile(delays, 99))}, at most ${ms(percentile(delays, 100))} after the ack`,
    ...(swallowed > 0 ? [`${swallowed} stored by a try whose ack was lost`] : []),
    `${repeatsOf(population, since).length} pushed twice`,
    ...(breaks.length > 0 ? [`${breaks.length} breaks, p95 ${ms(percentile(breaks, 95))}, the longest ${ms(percentile(breaks, 100))}`] : []),
  ].join('; ');
}

/** One line for the person who runs the tests. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
