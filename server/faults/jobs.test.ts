import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExactlyOnce, STEPS } from './exactly-once.ts';

let faults: ExactlyOnce;
beforeEach(async () => {
  faults = new ExactlyOnce(null);
  await faults.addConversation();
});
afterEach(() => faults.close());

test('[JOB1 JOB2] killed at every step, the next process does what is left: the answer exists once, an effect outside once but for its window', async () => {
  for (const { step, isForOthers, messages, outsideAtMost } of STEPS) {
    const messageId = await faults.writeAndDie(step, isForOthers);
    const next = faults.start();
    if (messages > 0 && step !== 'after the end') await faults.ends(next);
    else await expect.poll(() => next.lines).toContain('started');
    await faults.stop(next);
    const { questions, answers, outside } = await faults.count(messageId);
    expect({ step, questions, answers }).toEqual({ step, questions: messages, answers: messages });
    expect(outside, step).toBeGreaterThanOrEqual(messages);
    expect(outside, step).toBeLessThanOrEqual(outsideAtMost);
    expect((await faults.read((store) => store.jobs.list({ limit: 10, state: 'waiting' }))).items).toEqual([]);
  }
}, 120_000);

test('[JOB4] a job that kills its process each time ends as dead, and the next process serves', async () => {
  const messageId = await faults.writeAndDie('during the run', false);
  for (let attempt = 2; attempt <= 3; attempt++) expect(await faults.start({ killedAt: 'during the run' }).exited).toBe('SIGKILL');
  const next = faults.start({ killedAt: 'during the run' });
  await faults.ends(next);
  expect(next.lines).not.toContain('running');
  await faults.stop(next);
  expect((await faults.read((store) => store.jobs.list({ limit: 10, state: 'dead' }))).items).toMatchObject([{ key: messageId, attempts: 4 }]);
}, 60_000);
