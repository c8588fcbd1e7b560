import type { Population } from '../population.ts';

const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`;

/** The value that so many percent of them do not exceed; 0 of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}

/** Breaks of all clients, in milliseconds. */
export const breaksOf = ({ clients }: Population) => clients.flatMap(({ breaks }) => breaks);
/** Messages that were pushed more than once to the same connection. */
export const repeatsOf = ({ clients }: Population) => clients.flatMap(({ sender, repeated }) => repeated.map((key) => `${sender} ${key}`));
/** Refusals of all clients. */
export const refusalsOf = ({ clients }: Population) => clients.flatMap(({ outbox }) => outbox.refusals);

/** What clients lived through from a moment of this process on, as one line. */
export function describePopulation(population: Population, since: number): string {
  const { clients } = population;
  const acks = population.acksSince(since);
  const delays = population.delaysSince(since);
  const breaks = breaksOf(population);
  const swallowed = clients.reduce((sum, { outbox }) => sum + outbox.storedBefore, 0);
  const seconds = (performance.now() - since) / 1000;
  return [
    `${acks.length} messages acked (${Math.round(acks.length / seconds)} a second, p50 ${ms(percentile(acks, 50))}, p99 ${ms(percentile(acks, 99))}, at most ${ms(percentile(acks, 100))} after their first try)`,
    `shown p50 ${ms(percentile(delays, 50))}, p99 ${ms(percentile(delays, 99))}, at most ${ms(percentile(delays, 100))} after the ack`,
    ...(swallowed > 0 ? [`${swallowed} stored by a try whose ack was lost`] : []),
    `${repeatsOf(population).length} pushed twice`,
    ...(breaks.length > 0 ? [`${breaks.length} breaks, p95 ${ms(percentile(breaks, 95))}, the longest ${ms(percentile(breaks, 100))}`] : []),
  ].join('; ');
}

/** One line for whoever runs the tests. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
