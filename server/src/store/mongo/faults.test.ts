import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbPid, mongodbUri } from '../../testing/mongo-database.ts';
import { promisedTime } from '../../testing/promised-time.ts';
import { addConversation, addMessage, aMessage, anActivity, at, ofAgent, say } from '../contract/samples.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { Store } from '../store.ts';
import { toId } from './documents.ts';

type Fault = {
  failCommands: string[];
  errorCode?: number;
  closeConnection?: boolean;
  blockConnection?: boolean;
  blockTimeMS?: number;
  /** An extension of the test server, unknown to mongod: the command is executed and its reply is lost. */
  afterCommand?: boolean;
};

describe.skipIf(mongodbUri === null)('faults of the server', () => {
  const problems: unknown[] = [];
  const database = createTestDatabase('faults', { onProblem: (problem) => problems.push(problem) });
  let store: Store;
  let conversation: ConversationRecord;
  beforeEach(async () => {
    problems.length = 0;
    store = await database.openEmpty();
    conversation = await addConversation(store);
  });
  afterEach(async () => {
    await fail('off');
    await store.close();
  });

  const fail = (mode: { times: number } | 'alwaysOn' | 'off', data?: Fault) =>
    database.client.db('admin').command({ configureFailPoint: 'failCommand', mode, ...(data && { data }) });
  const stored = async () => (await store.messages.list(conversation._id, { limit: 100 })).messages.map(({ seq, content }) => [seq, content]);

  const PASSING: [string, Fault][] = [
    ['a step-down before the write', { failCommands: ['insert'], errorCode: 10_107 }],
    ['a shutdown before the write', { failCommands: ['insert'], errorCode: 91 }],
    ['a cut before the write', { failCommands: ['insert'], closeConnection: true }],
    ['a cut after the write', { failCommands: ['insert'], closeConnection: true, afterCommand: true }],
    ['a step-down after the write', { failCommands: ['insert'], errorCode: 10_107, afterCommand: true }],
    ['a cut before the conversation follows', { failCommands: ['update'], closeConnection: true }],
    ['a cut after the conversation followed', { failCommands: ['update'], closeConnection: true, afterCommand: true }],
    ['a cut before reading', { failCommands: ['find'], closeConnection: true }],
  ];
  test.each(PASSING)('[ST50 ST52] %s, once, goes unnoticed: one row, counted once', async (_what, fault) => {
    await fail({ times: 1 }, fault);
    const added = await addMessage(store, aMessage(conversation, { content: 'first' }));
    expect(added).toMatchObject({ duplicate: false, message: { seq: 1 } });
    await say(store, conversation, { content: 'second' });
    expect(await stored()).toEqual([
      [1, 'first'],
      [2, 'second'],
    ]);
    expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 2, unreadCount: 2 });
  });

  const MENDED: [string, Fault, number][] = [
    ['a step-down that several tries meet', { failCommands: ['insert'], errorCode: 10_107 }, 6],
    ['cuts after the write that several tries meet', { failCommands: ['insert'], closeConnection: true, afterCommand: true }, 6],
    ['cuts of everything that several tries meet', { failCommands: ['find', 'insert', 'update'], closeConnection: true }, 9],
    ['every answer lost, several times', { failCommands: ['insert', 'update'], closeConnection: true, afterCommand: true }, 9],
  ];
  test.each(MENDED)('[ST50 ST52] %s is retried: one row, stored for the first time', async (_what, fault, times) => {
    await fail({ times }, fault);
    const added = await addMessage(store, aMessage(conversation, { content: 'first', clientMessageId: null }));
    expect(added).toMatchObject({ duplicate: false, message: { seq: 1 }, conversation: { lastSeq: 1, unreadCount: 1 } });
    await fail('off');
    expect(await stored()).toEqual([[1, 'first']]);
    expect(problems).toEqual([]);
  });

  // An attempt in flight when the fault ends may still store the message.
  const either = expect.any(Boolean);
  const LASTING: [string, Fault, boolean][] = [
    ['a step-down', { failCommands: ['insert'], errorCode: 10_107 }, either],
    ['cuts before the write', { failCommands: ['insert'], closeConnection: true }, either],
    ['an answer to the write that comes too late', { failCommands: ['insert'], blockConnection: true, blockTimeMS: 2500, afterCommand: true }, true],
    ['cuts before the conversation follows', { failCommands: ['update'], closeConnection: true }, true],
    [
      'an answer that comes too late once the conversation followed',
      { failCommands: ['update'], blockConnection: true, blockTimeMS: 2500, afterCommand: true },
      true,
    ],
  ];
  test.each(LASTING)('[ST1 ST52] %s, for long: UNAVAILABLE within 2 s, and resending the message gives one row', async (_what, fault, isKept) => {
    const message = aMessage(conversation, { content: 'first' });
    const started = performance.now();
    await fail('alwaysOn', fault);
    await expect(addMessage(store, message)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1000 });
    expect(performance.now() - started).toBeLessThan(promisedTime(2000));
    expect(problems).toHaveLength(1);
    await fail('off');
    const again = await addMessage(store, { ...message, _id: aMessage(conversation)._id });
    expect(again).toMatchObject({ duplicate: isKept, message: { seq: 1, content: 'first' }, conversation: { lastSeq: 1, unreadCount: 1 } });
    expect(await stored()).toEqual([[1, 'first']]);
  });

  describe('writes whose caller received UNAVAILABLE', () => {
    let mark: string;
    beforeEach(async () => {
      await say(store, conversation, {});
      mark = (await store.changes?.list(null))?.mark ?? '';
    });
    const listed = async () => (await store.changes?.list(mark))?.conversations.find(({ _id }) => _id === conversation._id);
    const isListed = async (expected: object) => {
      await expect.poll(listed, { timeout: 2000, interval: 50 }).toMatchObject(expected);
    };
    /** Simulates a change that became visible long after the server's timestamp for it. */
    const makeLate = () =>
      database.client
        .db()
        .collection('conversations')
        .findOneAndUpdate({ _id: toId(conversation._id) }, { $set: { changedAt: new Date(0) } });

    test('[ST8] a message without its conversation: the list of changes has both within 2 s', async () => {
      await fail('alwaysOn', { failCommands: ['update'], closeConnection: true });
      await expect(addMessage(store, aMessage(conversation))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await fail('off');
      await isListed({ lastSeq: 2 });
    });

    test('[ST8] a message whose conversation followed, visible late', async () => {
      await fail('alwaysOn', { failCommands: ['update'], blockConnection: true, blockTimeMS: 2500, afterCommand: true });
      await expect(addMessage(store, aMessage(conversation))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await makeLate();
      expect(await listed()).toBeUndefined();
      await fail('off');
      await isListed({ lastSeq: 2 });
    });

    test('[ST8] a change of status, visible late', async () => {
      await fail('alwaysOn', { failCommands: ['update'], blockConnection: true, blockTimeMS: 2500, afterCommand: true });
      const resolving = store.conversations.change(conversation._id, 0, { status: 'resolved', assignedAgent: null }, [], at(5));
      await expect(resolving).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await makeLate();
      await fail('off');
      await isListed({ status: 'resolved' });
    });
  });

  test('[ST41] a change whose reply is lost is applied once and reported as done', async () => {
    await say(store, conversation, {});
    await fail({ times: 1 }, { failCommands: ['update'], closeConnection: true, afterCommand: true });
    const activity = anActivity(conversation._id);
    const changed = await store.conversations.change(conversation._id, 0, { status: 'resolved', assignedAgent: null }, [activity], at(5));
    expect(changed).toMatchObject({ status: 'resolved', revision: 1 });
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual([activity]);
  });

  test('[ST59] a rating interrupted before the count is updated is repaired by the next', async () => {
    const faqId = conversation._id;
    await database.client.db().collection<{ _id: unknown }>('faqs').deleteMany({});
    const answer = { faqId, question: 'Q', probability: 1, helpful: null };
    const [answered] = await say(store, conversation, { senderType: 'bot', senderId: 'bot', answer });
    await fail({ times: 2 }, { failCommands: ['update'], closeConnection: true });
    await expect(store.messages.rateAnswer(answered?.message._id ?? '', true)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await fail('off');
    expect(await store.messages.rateAnswer(answered?.message._id ?? '', true)).toMatchObject({ answer: { helpful: true } });
    expect(
      await database.client
        .db()
        .collection('messages')
        .countDocuments({ countMove: { $exists: true } }),
    ).toBe(0);
  });

  test('messages in flight when the server fails are each stored once or not at all, and all of them once after being resent', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `message ${index + 1}`);
    const messages = texts.map((content) => aMessage(conversation, { content, clientMessageId: content }));
    let next = 0;
    const send = async () => {
      for (let message = messages[next++]; message; message = messages[next++]) {
        if (next % 10 === 0) await fail({ times: 2 }, { failCommands: ['insert'], closeConnection: true, afterCommand: next % 20 === 0 });
        const sent = message;
        await expect
          .poll(
            () =>
              addMessage(store, sent).then(
                () => true,
                () => false,
              ),
            { timeout: 10_000, interval: 5 },
          )
          .toBe(true);
      }
    };
    await Promise.all([send(), send(), send(), send()]);
    await fail('off');
    const rows = await stored();
    expect(rows.map(([seq]) => seq)).toEqual(texts.map((_, index) => index + 1));
    expect(rows.map(([, content]) => content).toSorted()).toEqual(texts.toSorted());
    expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 60, unreadCount: 60 });
  });

  test.skipIf(mongodbPid === null)('[ST1] a frozen server means UNAVAILABLE within 2 s; within 2 s of its recovery everything works as before', async () => {
    const pid = mongodbPid ?? 0;
    const [first] = await say(store, conversation, { ...ofAgent, content: 'before' });
    const message = aMessage(conversation, { content: 'during' });
    const started = performance.now();
    process.kill(pid, 'SIGSTOP');
    try {
      const results = await Promise.allSettled([addMessage(store, message), store.conversations.get(conversation._id), store.checkWritable()]);
      expect(results.map((result) => result.status === 'rejected' && result.reason.code)).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
      expect(performance.now() - started).toBeLessThan(promisedTime(2000));
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const thawed = performance.now();
    const again = await sendUntilStored();
    expect(performance.now() - thawed).toBeLessThan(promisedTime(2000));
    expect(again.message).toMatchObject({ seq: 2, content: 'during' });
    expect(await store.messages.get(first?.message._id ?? '')).toMatchObject({ seq: 1 });
    expect(await stored()).toEqual([
      [1, 'before'],
      [2, 'during'],
    ]);

    async function sendUntilStored() {
      for (;;) {
        const result = await addMessage(store, message).catch(({ code }) => code);
        if (result !== 'UNAVAILABLE') return result;
      }
    }
  });
});
