import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../src/store/contract/samples.ts';
import { type DatabaseForProcesses, nameDatabase } from '../../src/testing/database-for-processes.ts';
import { mongodbUri } from '../../src/testing/mongo-database.ts';
import { ExactlyOnce, STEPS } from '../exactly-once.ts';

describe.skipIf(mongodbUri === null)('jobs of two processes on one database', () => {
  let database: DatabaseForProcesses;
  let faults: ExactlyOnce;
  beforeEach(async () => {
    database = nameDatabase('jobs');
    faults = new ExactlyOnce(database.uri);
    await faults.addConversation();
  });
  afterEach(async () => {
    await faults.close();
    await database.drop();
  });

  test('[JOB1 JOB2] one killed at every step, the other does what is left: the answer exists once, an effect outside once but for its window', async () => {
    const others = [faults.start(), faults.start()];
    for (const other of others) await expect.poll(() => other.lines).toContain('started');
    for (const { step, isForOthers, messages, outsideAtMost } of STEPS) {
      const messageId = await faults.writeAndDie(step, isForOthers);
      // One of the two others may have been faster than the process that dies.
      await expect.poll(async () => (await faults.count(messageId)).answers, { timeout: 20_000 }).toBe(messages);
      await expect.poll(() => faults.read(async (store) => (await store.jobs.list({ limit: 10, state: 'waiting' })).items)).toEqual([]);
      const { questions, answers, outside } = await faults.count(messageId);
      expect({ step, questions, answers }).toEqual({ step, questions: messages, answers: messages });
      expect(outside, step).toBeGreaterThanOrEqual(messages);
      expect(outside, step).toBeLessThanOrEqual(outsideAtMost);
    }
    for (const other of others) await faults.stop(other);
  }, 180_000);

  test('[JOB3] a process that was frozen beyond its lease ends nothing, and adds no second message', async () => {
    const messageId = newId();
    const frozen = faults.start({ writes: { messageId, clientMessageId: 'asked', isForOthers: false }, waitsInRun: true });
    await expect.poll(() => frozen.lines).toContain('running');
    frozen.signal('SIGSTOP');
    const other = faults.start();
    await faults.ends(other);
    frozen.goOn();
    frozen.signal('SIGCONT');
    await expect.poll(() => frozen.lines).toContain('duplicate');
    await faults.stop(frozen);
    await faults.stop(other);
    expect(frozen.lines).not.toContain('ended');
    expect(await faults.count(messageId)).toEqual({ questions: 1, answers: 1, outside: 2 });
  }, 60_000);
});
