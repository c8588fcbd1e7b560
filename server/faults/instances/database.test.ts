import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mongodbUri } from '../../src/testing/mongo-database.ts';
import { promisedTime } from '../../src/testing/promised-time.ts';
import { NOTHING_WRONG } from '../fixture.ts';
import { pause, until } from '../until.ts';
import { type Cluster, canRunCluster, openCluster } from './cluster.ts';
import { bringDatabaseUp, canKillDatabase, killDatabase } from './database-process.ts';
import { EXTENT } from './extent.ts';
import { describePopulation, printLine, refusalsOf } from './figures.ts';

const MESSAGES_PER_SECOND = 60;
/** The maximum time until a sender is notified, in milliseconds. */
const REFUSED_WITHIN_MS = promisedTime(2500);
/** The maximum time from the fault until all clients are served again, in milliseconds. */
const BACK_WITHIN_MS = promisedTime(15_000);
/** The maximum delay for a client that was disconnected meanwhile to be shown what was acked just before, in milliseconds. */
const STALE_AFTER_MS = 20_000;

describe.skipIf(!canRunCluster)('[MSG9 INST11] two instances under load, while the database', () => {
  let cluster: Cluster;
  const admin = new MongoClient(mongodbUri ?? 'mongodb://127.0.0.1');
  const fail = (mode: 'alwaysOn' | 'off' | { times: number }, data?: object) =>
    admin.db('admin').command({ configureFailPoint: 'failCommand', mode, ...(data && { data }) });
  beforeAll(async () => {
    cluster = await openCluster();
  });
  afterEach(() => fail('off'));
  afterAll(async () => {
    await cluster.close();
    await admin.close();
  });

  /** All clients write before, during and after the fault. Resolves with what went wrong. */
  async function talkDuring(what: string, fault: () => Promise<unknown>) {
    const { population, instances } = cluster;
    const startedAt = performance.now();
    const stopTalking = cluster.startTalking(MESSAGES_PER_SECOND, 11);
    await cluster.isServing();
    await fault();
    const ended = performance.now();
    await until('all are ready', async () => (await Promise.all(instances.map(({ url }) => fetch(`${url}/ready`)))).every(({ ok }) => ok), BACK_WITHIN_MS);
    await until('all clients have joined', () => population.clients.every(({ joined }) => joined), BACK_WITHIN_MS);
    await cluster.isServing(BACK_WITHIN_MS);
    const backAfterMs = performance.now() - ended;
    stopTalking();
    const verdict = await population.verdict(instances[0].url, STALE_AFTER_MS);
    const refusals = refusalsOf(population, startedAt);
    const refusedAfterMs = Math.max(0, ...refusals.map(({ afterMs }) => afterMs));
    printLine(
      `Database ${what}: ${refusals.length} refusals, reported within ${Math.round(refusedAfterMs)} ms; all served again ${Math.round(backAfterMs)} ms after it; ` +
        describePopulation(population, startedAt),
    );
    return {
      verdict,
      codes: new Set(refusals.map(({ code }) => code)),
      refusedLate: refusals.filter(({ afterMs }) => afterMs > REFUSED_WITHIN_MS),
      backLate: backAfterMs > BACK_WITHIN_MS,
      exited: instances.filter(({ child }) => child.exitCode !== null || child.signalCode !== null).length,
    };
  }
  const ALL_WELL = { verdict: NOTHING_WRONG, codes: new Set(['UNAVAILABLE']), refusedLate: [], backLate: false, exited: 0 };

  const WRITES = ['insert', 'update', 'findAndModify', 'delete'];
  const LASTING: [string, object][] = [
    ['has stepped down for 4 s', { failCommands: WRITES, errorCode: 10_107 }],
    ['cuts every connection that writes for 4 s', { failCommands: WRITES, errorCode: 10_107, closeConnection: true }],
  ];
  test.each(LASTING)('%s: senders are notified, and nothing is lost or duplicated', async (what, data) => {
    const result = await talkDuring(what, async () => {
      await fail('alwaysOn', data);
      await pause(4000);
      await fail('off');
    });
    expect(result).toEqual(ALL_WELL);
  });

  test('steps down briefly, again and again: writes are retried, or their senders are notified', async () => {
    const result = await talkDuring('steps down for moments', async () => {
      for (let time = 0; time < 10; time += 1) {
        await fail({ times: 3 }, { failCommands: WRITES, errorCode: 10_107, closeConnection: time % 2 === 0 });
        await pause(300);
      }
    });
    expect(result).toEqual({ ...ALL_WELL, codes: expect.any(Set) });
  });

  // `afterCommand` is an option of the gateway that the tests run on; mongod rejects it.
  test('executes writes and loses the replies: stored messages are recognized, not stored again', async (context) => {
    const lose = { failCommands: WRITES, closeConnection: true, afterCommand: true };
    const known = await fail({ times: 1 }, lose).then(
      () => true,
      () => false,
    );
    await fail('off');
    context.skip(!known, 'this server cannot lose replies');
    const result = await talkDuring('loses replies', async () => {
      for (let time = 0; time < 10; time += 1) {
        await fail({ times: 4 }, lose);
        await pause(300);
      }
    });
    expect(result).toEqual({ ...ALL_WELL, codes: expect.any(Set) });
  });

  describe.skipIf(!canKillDatabase)('as a process', () => {
    test('is frozen for 10 s', async () => {
      const pid = await bringDatabaseUp();
      const result = await talkDuring('frozen for 10 s', async () => {
        process.kill(pid, 'SIGSTOP');
        await pause(10_000);
        process.kill(pid, 'SIGCONT');
      });
      expect(result).toEqual(ALL_WELL);
    });

    test(`is killed ${EXTENT.databaseKills} times and restarted after 3 s`, async () => {
      for (let time = 0; time < EXTENT.databaseKills; time += 1) {
        const result = await talkDuring('killed', async () => {
          await killDatabase();
          await pause(3000);
          await bringDatabaseUp();
        });
        expect(result).toEqual(ALL_WELL);
      }
    }, 180_000);
  });
});
