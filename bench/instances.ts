import { MAX_BATCHES } from '../server/src/store/mongo/lanes.ts';
import { measureInstanceMemory } from './instances-memory.ts';
import { reportInstances } from './instances-report.ts';
import { climb, describe, scout } from './load/climb.ts';
import { insertsOf, WATCHED } from './load/inserts-of.ts';
import { openWays } from './load/mongo-inserts.ts';
import { pace, rush } from './load/raw-inserts.ts';
import { note } from './load/report.ts';
import { type Beside, COMMON_RATES, type Round } from './load/rounds.ts';
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
      const target = await startSetup(setup, mongodbUri, WATCHED);
      targets.set(setup, target);
      traffics[setup] = await openTraffic(target);
    }
    const opened = traffics as Record<Setup, Traffic>;
    const common = await measureCommonRates(opened, order);
    const first = { 'one on SQLite': 0, 'one on MongoDB': 0, 'two on MongoDB + Redis': 0 };
    for (const setup of order) first[setup] = await scout(opened[setup], COMMON_RATES[0] ?? 0);
    const climbs = await climb(opened, first);
    const measured = async (setup: Setup) => ({
      common: common[setup],
      climb: climbs[setup],
      beside: await measureBeside(mongodbUri, targets.get(setup), { traffic: opened[setup], best: climbs[setup].best }),
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
async function measureBeside(
  mongodbUri: string,
  target: SetupTarget | undefined,
  { traffic, best }: { traffic: Traffic; best: Figures | null },
): Promise<Beside | null> {
  if (!target?.uri || !best) return null;
  await insertsOf(target);
  const startedAt = performance.now();
  await traffic.run(best.rate, best.rate * OBSERVED_SECONDS);
  const milliseconds = performance.now() - startedAt;
  const { batches, documents, busyMs } = await insertsOf(target);
  if (batches === 0) throw new Error('The servers insert messages in a way that insert-probe.ts does not see.');
  const beside: Beside = { batch: documents / batches, abreast: busyMs / milliseconds, rushes: [], paced: [] };
  const ways = await openWays(mongodbUri);
  try {
    const same = { batch: Math.max(1, Math.round(beside.batch)), abreast: Math.max(1, Math.round(beside.abreast)) };
    for (let window = 0; window < RAW_WINDOWS; window += 1) beside.rushes.push(await rush(ways, { ...same, milliseconds: RAW_MS }));
    const mongodb = target.parties.filter(({ name }) => name === 'MongoDB');
    for (const rate of COMMON_RATES) {
      const count = COMMON_SECONDS * rate;
      const before = mongodb.map(({ cpu }) => cpu());
      const took = await pace(ways, { rate, count, abreast: MAX_BATCHES * target.servers.length });
      beside.paced.push({ ...took, mongodb: mongodb.map(({ cpu }, index) => ((cpu() - (before[index] ?? 0)) * 1000) / count) });
    }
  } finally {
    await ways.drop();
  }
  note(`driver alone, ${JSON.stringify(beside)}`);
  return beside;
}
