import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { promisedTime } from '../../src/testing/promised-time.ts';
import { NOTHING_WRONG } from '../fixture.ts';
import { until } from '../until.ts';
import { type Cluster, canRunCluster, openCluster } from './cluster.ts';
import { EXTENT } from './extent.ts';
import { breaksOf, describePopulation, printLine } from './figures.ts';

const MESSAGES_PER_SECOND = 60;
/** The maximum time that a client may be without service, in milliseconds. */
const WITHOUT_SERVICE_MS = promisedTime(2000);

describe.skipIf(!canRunCluster)('two instances behind nginx', () => {
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await openCluster();
  });
  afterEach(() => cluster.close());

  test('[MSG11 INST9] both restarted in turn under load: no client is without service for more than 2 s, nothing is lost, and they exit with 0', async () => {
    const { population } = cluster;
    const startedAt = performance.now();
    const stopTalking = cluster.startTalking(MESSAGES_PER_SECOND, 7);
    const endedAfterMs: number[] = [];
    for (let restart = 0; restart < EXTENT.restartRounds * 2; restart += 1) {
      const index = restart % 2 === 0 ? 0 : 1;
      await cluster.isServing();
      await population.allJoined();
      const { exit, endedAfterMs: ended } = await cluster.restart(index, 'SIGTERM');
      expect(exit).toEqual({ code: 0, signal: null });
      endedAfterMs.push(ended);
      // As an operator waits before restarting the other one.
      await until('it is ready', async () => (await fetch(`${cluster.instances[index].url}/ready`)).ok);
    }
    await cluster.isServing();
    await population.allJoined();
    stopTalking();
    const verdict = await population.verdict(cluster.instances[0].url);
    printLine(
      `${EXTENT.restartRounds * 2} restarts in turn: ${describePopulation(population, startedAt)}; they left within ${Math.round(Math.max(...endedAfterMs))} ms`,
    );
    expect(verdict).toEqual(NOTHING_WRONG);
    expect(Math.max(...breaksOf(population, startedAt))).toBeLessThan(WITHOUT_SERVICE_MS);
  }, 180_000);
});
