import { MAX_BATCHES } from '../server/src/store/mongo/lanes.ts';
import { measureInstanceMemory } from './instances-memory.ts';
import { reportInstances } from './instances-report.ts';
import { describe, estimateMaxRate, findMaxRates } from './load/find-max-rate.ts';
import { COMMON_RATES, type DriverBaseline, type Round } from './load/instance-round.ts';
import { openInsertMethods } from './load/mongo-inserts.ts';
import { insertAtFullSpeed, insertAtRate } from './load/raw-inserts.ts';
import { INSERT_PROBE, readInserts } from './load/read-inserts.ts';
import { note } from './load/report.ts';
import { SETUPS, type Setup, type SetupTarget, startSetup } from './load/setups.ts';
import { type Figures, openTraffic, type Traffic } from './load/traffic.ts';

/** Windows per common rate in a round. */
const COMMON_WINDOWS = 2;
const COMMON_SECONDS = 4;
const OBSERVED_SECONDS = 3;
const RAW_WINDOWS = 3;
const RAW_MS = 1500;

/** One instance on SQLite, one on MongoDB, two on MongoDB and Redis: windows interleaved, with fresh servers and stores in each round. */
export async function measureInstances(mongodbUri: string, rounds: number): Promise<string> {
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measureRound(mongodbUri, round % 2 === 0 ? [...SETUPS] : [...SETUPS].reverse()));
  return [reportInstances(measured), await measureInstanceMemory(mongodbUri)].join('\n\n');
}

async function measureRound(mongodbUri: string, order: Setup[]): Promise<Round> {
  const targets = new Map<Setup, SetupTarget>();
  const traffics: Partial<Record<Setup, Traffic>> = {};
  try {
    for (const setup of order) {
      const target = await startSetup(setup, mongodbUri, INSERT_PROBE);
      targets.set(setup, target);
      traffics[setup] = await openTraffic(target);
    }
    const opened = traffics as Record<Setup, Traffic>;
    const common = await measureCommonRates(opened, order);
    const first = { 'one on SQLite': 0, 'one on MongoDB': 0, 'two on MongoDB + Redis': 0 };
    for (const setup of order) first[setup] = await estimateMaxRate(opened[setup], COMMON_RATES[0] ?? 0);
    const maxRates = await findMaxRates(opened, first);
    const measured = async (setup: Setup) => ({
      common: common[setup],
      maxRate: maxRates[setup],
      baseline: await measureBaseline(mongodbUri, targets.get(setup), { traffic: opened[setup], best: maxRates[setup].best }),
    });
    return {
      'one on SQLite': await measured('one on SQLite'),
      'one on MongoDB': await measured('one on MongoDB'),
      'two on MongoDB + Redis': await measured('two on MongoDB + Redis'),
    };
  } finally {
    for (const traffic of Object.values(traffics)) traffic.close();
    for (const target of targets.values()) await target.stop();
  }
}

async function measureCommonRates(traffics: Record<Setup, Traffic>, order: Setup[]): Promise<Record<Setup, Figures[][]>> {
  const common: Record<Setup, Figures[][]> = { 'one on SQLite': [], 'one on MongoDB': [], 'two on MongoDB + Redis': [] };
  for (const rate of COMMON_RATES) {
    for (const setup of order) {
      await traffics[setup].run(rate, rate);
      common[setup].push([]);
    }
    for (let window = 0; window < COMMON_WINDOWS; window += 1) {
      for (const setup of order) {
        const figures = await traffics[setup].run(rate, COMMON_SECONDS * rate);
        note(`${setup} ${describe(figures)}`);
        common[setup].at(-1)?.push(figures);
      }
    }
  }
  return common;
}

/** Observes how the servers insert at their highest rate, and has the driver alone do the same. */
async function measureBaseline(
  mongodbUri: string,
  target: SetupTarget | undefined,
  { traffic, best }: { traffic: Traffic; best: Figures | null },
): Promise<DriverBaseline | null> {
  if (!target?.uri || !best) return null;
  await readInserts(target);
  const startedAt = performance.now();
  await traffic.run(best.rate, best.rate * OBSERVED_SECONDS);
  const milliseconds = performance.now() - startedAt;
  const { batches, documents, busyMs } = await readInserts(target);
  if (batches === 0) throw new Error('The servers insert messages in a way that insert-probe.ts does not see.');
  const baseline: DriverBaseline = { batch: documents / batches, concurrency: busyMs / milliseconds, fullSpeed: [], atRates: [] };
  const methods = await openInsertMethods(mongodbUri);
  try {
    const same = { batch: Math.max(1, Math.round(baseline.batch)), concurrency: Math.max(1, Math.round(baseline.concurrency)) };
    for (let window = 0; window < RAW_WINDOWS; window += 1) baseline.fullSpeed.push(await insertAtFullSpeed(methods, { ...same, milliseconds: RAW_MS }));
    const mongodb = target.groups.filter(({ name }) => name === 'MongoDB');
    for (const rate of COMMON_RATES) {
      const count = COMMON_SECONDS * rate;
      const before = mongodb.map(({ cpu }) => cpu());
      const took = await insertAtRate(methods, { rate, count, concurrency: MAX_BATCHES * target.servers.length });
      baseline.atRates.push({ ...took, mongodb: mongodb.map(({ cpu }, index) => ((cpu() - (before[index] ?? 0)) * 1000) / count) });
    }
  } finally {
    await methods.drop();
  }
  note(`driver alone, ${JSON.stringify(baseline)}`);
  return baseline;
}
