import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { promisedTime } from '../../src/testing/promised-time.ts';
import { NOTHING_WRONG } from '../fixture.ts';
import { seeded } from '../seeded.ts';
import { pause } from '../until.ts';
import { type Cluster, canRunCluster, openCluster } from './cluster.ts';
import { EXTENT } from './extent.ts';
import { breaksOf, describePopulation, printLine } from './figures.ts';

const MESSAGES_PER_SECOND = 200;
const SEED = 20_261_122;
/** The maximum time that both live before one is killed, in milliseconds. */
const LIFE_MS = 800;
/** The maximum time that a client may be without service when its instance is lost, in milliseconds. */
const BACK_WITHIN_MS = promisedTime(5000);

describe.skipIf(!canRunCluster)('two instances behind nginx', () => {
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await openCluster({ visitors: 80, agents: 8 });
  });
  afterEach(() => cluster.close());

  test(`[MSG10 INST10] one of two killed, ${EXTENT.kills} times in turn under ${MESSAGES_PER_SECOND} messages a second: nothing is lost or duplicated, all clients are back within 5 s`, async () => {
    const { population } = cluster;
    const random = seeded(SEED);
    const startedAt = performance.now();
    const stopTalking = cluster.startTalking(MESSAGES_PER_SECOND, SEED);
    for (let kill = 0; kill < EXTENT.kills; kill += 1) {
      await cluster.isServing();
      await population.allJoined();
      await pause(random() * LIFE_MS);
      const { exit } = await cluster.restart(kill % 2 === 0 ? 0 : 1, 'SIGKILL');
      expect(exit).toEqual({ code: null, signal: 'SIGKILL' });
    }
    await cluster.isServing();
    await population.allJoined();
    stopTalking();
    const verdict = await population.verdict(cluster.instances[0].url);
    printLine(`${EXTENT.kills} kills of one of two: ${describePopulation(population, startedAt)}`);
    expect(verdict).toEqual(NOTHING_WRONG);
    expect(Math.max(...breaksOf(population, startedAt))).toBeLessThan(BACK_WITHIN_MS);
  }, 240_000);
});
