import type { InsertMethods } from './mongo-inserts.ts';
import { newHistogram, onSchedule, quantile, since } from './window.ts';

/** How long something took, in milliseconds. */
export type InsertTimes = { p50: number; p99: number };

/**
 * Inserts as fast as possible for the given time: always `concurrency` batches in flight, each of `batch` messages. Returns messages per second,
 * and how long a batch took.
 */
export async function insertAtFullSpeed(
  methods: InsertMethods,
  { batch, concurrency, milliseconds }: { batch: number; concurrency: number; milliseconds: number },
) {
  const method = methods.insertMany(batch);
  const took = newHistogram();
  const startedAt = performance.now();
  let inserted = 0;
  const keepInserting = async () => {
    while (performance.now() - startedAt < milliseconds) {
      const start = performance.now();
      const from = inserted;
      inserted += batch;
      await method.store(from);
      took.record(since(start));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, keepInserting));
  return { rate: (inserted * 1000) / (performance.now() - startedAt), p50: quantile(took, 50), p99: quantile(took, 99) };
}

/** Inserts on a schedule: due messages go together in the next batch, with at most `concurrency` in flight. Delays count from when a message was due. */
export async function insertAtRate(
  methods: InsertMethods,
  { rate, count, concurrency }: { rate: number; count: number; concurrency: number },
): Promise<InsertTimes> {
  const delays = newHistogram();
  const running = new Set<Promise<void>>();
  let waiting: number[] = [];
  let inserted = 0;

  async function insertWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const dues = waiting;
      waiting = [];
      const from = inserted;
      inserted += dues.length;
      await methods.insertMany(dues.length).store(from);
      for (const due of dues) delays.record(since(due));
    }
  }

  function startBatch(): void {
    if (running.size >= concurrency) return;
    const batch = insertWaiting();
    running.add(batch);
    void batch.then(() => running.delete(batch));
  }

  const startedAt = performance.now();
  const due = Float64Array.from({ length: count }, (_, index) => startedAt + (index * 1000) / rate);
  await onSchedule(due, (index) => {
    if (waiting.push(due[index] ?? startedAt) === 1) setImmediate(startBatch);
  });
  await new Promise(setImmediate);
  await Promise.all(running);
  return { p50: quantile(delays, 50), p99: quantile(delays, 99) };
}
