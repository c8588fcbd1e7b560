import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pause } from '../faults/until.ts';
import { type Attack, FULL, SHORT } from './attack.ts';
import { floods } from './floods.ts';
import { fuzzedPackets } from './fuzzed-packets.ts';
import { type HonestPair, startPair } from './honest-pair.ts';
import { hostileEvents } from './hostile-events.ts';
import { hostileRequests } from './hostile-requests.ts';
import { slowClients } from './slow-clients.ts';
import { startTarget, type Target } from './target.ts';

const EXTENT = process.env['ATTACKS'] === 'full' ? FULL : SHORT;
const ATTACKS: readonly Attack[] = [...floods, hostileEvents, hostileRequests, fuzzedPackets, slowClients];
const MB = 1024 * 1024;
const QUIET_MS = 1000;
/** The honest pair's exchanges under attack, compared with how long all but one of twenty take without. */
const MAX_RATIO = { ofMost: 60, ofAny: 100 };
/** An idle machine answers in 2 or 3 ms, of which 60 times is still no pause that a person notices. */
const MIN_NORMAL_MS = 8;
/** Heap that may be left of all attacks: counts of addresses and visitors, caches. */
const MAX_HEAP_LEFT = 40 * MB;

let target: Target;
let pair: HonestPair;
let quiet: number[];
let heapAtFirst: number;
beforeAll(async () => {
  target = await startTarget();
  heapAtFirst = await target.heap();
  pair = await startPair(target);
  await pause(QUIET_MS);
  await pair.takeTimes();
  await pause(QUIET_MS);
  quiet = await pair.takeTimes();
}, 60_000);
afterAll(async () => {
  pair?.close();
  await target?.close();
});

describe('an honest pair goes on beside', () => {
  test.each(ATTACKS.map((attack) => [attack.name, attack] as const))('[LIM13] %s', { timeout: EXTENT.timeoutMs }, async (_name, attack) => {
    await pair.takeTimes();
    const startedAt = performance.now();
    const sent = await attack.run(target, EXTENT);
    const seconds = (performance.now() - startedAt) / 1000;
    const times = await pair.takeTimes();
    await pause(QUIET_MS / 2);
    quiet.push(...(await pair.takeTimes()).slice(5));
    const normal = Math.max(MIN_NORMAL_MS, quantile(quiet, 0.95));
    report(
      `${attack.name}: ${sent} sent in ${seconds.toFixed(1)} s; ${times.length} exchanges, p99 ${quantile(times, 0.99).toFixed(0)} ms, quiet p95 ${normal.toFixed(0)} ms, ratio ${(quantile(times, 0.99) / normal).toFixed(0)}, max ${(Math.max(...times) / normal).toFixed(0)}`,
    );
    expect(target.isAlive(), target.output()).toBe(true);
    expect(times.length).toBeGreaterThan(0);
    expect(quantile(times, 0.99) / normal).toBeLessThan(MAX_RATIO.ofMost);
    expect(Math.max(...times) / normal).toBeLessThan(MAX_RATIO.ofAny);
  });

  test('[LIM13] it has lost nothing, received nothing twice and nothing out of order, and memory is as it was', async () => {
    const { acked, ...wrong } = await pair.finish();
    report(`${acked} messages acked`);
    expect(acked).toBeGreaterThan(50);
    expect(wrong).toEqual({ lost: 0, duplicated: 0, reordered: 0 });
    const heapLeft = (await target.heap()) - heapAtFirst;
    report(`${(heapLeft / MB).toFixed(1)} MB of heap left`);
    expect(heapLeft).toBeLessThan(MAX_HEAP_LEFT);
  });
});

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

function report(line: string): void {
  if (EXTENT === FULL) process.stdout.write(`  ${line}\n`);
}
