import { appendFileSync } from 'node:fs';
import { pino } from 'pino';
import { newObjectId } from '../src/ids.ts';
import { createJobRunner } from '../src/jobs/create-job-runner.ts';
import type { JobHandler } from '../src/jobs/job-handler.ts';
import { addMessage, aMessage } from '../src/store/contract/samples.ts';
import { openStore } from '../src/store/open-store.ts';
import type { HeldJob } from '../src/store/port/jobs.ts';
import type { AddedMessage } from '../src/store/port/messages.ts';

/** A process that runs jobs, and kills itself at one step. Its parent reads its steps line by line. */
export type JobProcessSettings = {
  dataDir: string;
  mongodbUri: string | null;
  conversationId: string;
  /** A line with the job's key for each effect: what is outside of the database. */
  effects: string;
  /** Writes a message from which a job follows; null = only does what is due. */
  writes: { clientMessageId: string; messageId: string; isForOthers: boolean } | null;
  killedAt: Step | null;
  /** Waits in its run until the parent sends a line. */
  waitsInRun: boolean;
};
export type Step = 'before the commit' | 'after the commit' | 'between claim and run' | 'during the run' | 'after the effect' | 'after the end';

/** Time passes this much faster, so that what a dead process has left is soon old. */
const SPEED = 30;
const LEASE_MS = 1500;

const settings: JobProcessSettings = JSON.parse(process.argv[2] ?? '');
const { conversationId, writes } = settings;
const say = (line: string) => void process.stdout.write(`${line}\n`);
const reach = (step: Step) => {
  if (settings.killedAt === step) process.kill(process.pid, 'SIGKILL');
};

const startedAt = Date.now();
const clock = () => new Date(startedAt + SPEED * (Date.now() - startedAt));
const store = await openStore(settings, { clock, onProblem: () => {} });
const { claim, end } = store.jobs;
store.jobs.claim = async (...asked) => {
  const claimed = await claim(...asked);
  if (claimed.length > 0) reach('between claim and run');
  return claimed;
};
store.jobs.end = async (...ended) => {
  const isEnded = await end(...ended);
  say(isEnded ? 'ended' : 'lost');
  if (isEnded) reach('after the end');
  return isEnded;
};

const answer: JobHandler = {
  kind: 'answer',
  retryAfterMs: [0, 0],
  atOnce: 4,
  leaseMs: LEASE_MS,
  run: async ({ key }: HeldJob) => {
    say('running');
    if (settings.waitsInRun) await new Promise((resolve) => process.stdin.once('data', resolve));
    reach('during the run');
    appendFileSync(settings.effects, `${key}\n`);
    const { duplicate } = await answerOnce({ key });
    say(duplicate ? 'duplicate' : 'answered');
    reach('after the effect');
  },
};

/** As the bot does, but for the end of the job, which is a step of its own here. */
async function answerOnce({ key }: Pick<HeldJob, 'key'>): Promise<AddedMessage> {
  const conversation = await store.conversations.get(conversationId);
  if (!conversation) throw new Error('There is no conversation.');
  const answer = { _id: newObjectId(new Date()), senderType: 'bot', senderId: 'bot', clientMessageId: `answer:${key}`, content: 'Two days.' } as const;
  return addMessage(store, { ...aMessage(conversation), ...answer });
}

const runner = createJobRunner({ store, log: pino({ level: 'silent' }) }, [answer]);
if (writes) {
  const { messageId, clientMessageId, isForOthers } = writes;
  const added = await store.messages.add(conversationId, (conversation) => {
    reach('before the commit');
    const { _id, siteId } = conversation;
    const job = { _id: messageId, kind: 'answer', key: messageId, siteId, conversationId: _id, payload: {}, ...(isForOthers && { due: { afterMs: 0 } }) };
    return { ...aMessage(conversation, { clientMessageId, content: 'How long?', jobs: [job] }), _id: messageId };
  });
  reach('after the commit');
  runner.runOfMessage(added);
}
runner.start();
process.once('SIGTERM', () => void stop());
async function stop(): Promise<void> {
  await runner.stop();
  await store.close();
  process.exit(0);
}
say('started');
