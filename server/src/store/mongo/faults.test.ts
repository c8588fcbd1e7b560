import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbPid, mongodbUri } from '../../testing/mongo-database.ts';
import { addConversation, aMessage, anActivity, at, ofAgent, say } from '../contract/samples.ts';
import type { ConversationRecord, Store } from '../store.ts';

type Fault = { failCommands: string[]; errorCode?: number; closeConnection?: boolean; afterCommand?: boolean };

describe.skipIf(mongodbUri === null)('faults of the server', () => {
  const problems: unknown[] = [];
  const database = createTestDatabase('faults', (problem) => problems.push(problem));
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

  const fail = (mode: { times: number } | 'off', data?: Fault) =>
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
    const added = await store.messages.add(aMessage(conversation, { content: 'first' }));
    expect(added).toMatchObject({ duplicate: false, message: { seq: 1 } });
    await say(store, conversation, { content: 'second' });
    expect(await stored()).toEqual([
      [1, 'first'],
      [2, 'second'],
    ]);
    expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 2, unreadCount: 2 });
  });

  const LASTING: [string, Fault, boolean][] = [
    ['a step-down', { failCommands: ['insert'], errorCode: 10_107 }, false],
    ['cuts before the write', { failCommands: ['insert'], closeConnection: true }, false],
    ['cuts after the write', { failCommands: ['insert'], closeConnection: true, afterCommand: true }, true],
    ['cuts before the conversation follows', { failCommands: ['update'], closeConnection: true }, true],
    ['cuts after the conversation followed', { failCommands: ['update'], closeConnection: true, afterCommand: true }, true],
  ];
  test.each(LASTING)('[ST1 ST52] %s that a second try does not mend: UNAVAILABLE, and the same message again gives one row', async (_what, fault, isKept) => {
    const message = aMessage(conversation, { content: 'first' });
    await fail({ times: 2 }, fault);
    await expect(store.messages.add(message)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1000 });
    expect(problems).toHaveLength(1);
    await fail('off');
    const again = await store.messages.add({ ...message, _id: aMessage(conversation)._id });
    expect(again).toMatchObject({ duplicate: isKept, message: { seq: 1, content: 'first' }, conversation: { lastSeq: 1, unreadCount: 1 } });
    expect(await stored()).toEqual([[1, 'first']]);
  });

  test('[ST41] a change whose answer is lost is carried out once and known as done', async () => {
    await say(store, conversation, {});
    await fail({ times: 1 }, { failCommands: ['update'], closeConnection: true, afterCommand: true });
    const activity = anActivity(conversation._id);
    const changed = await store.conversations.change(conversation._id, 0, { status: 'resolved', assignedAgent: null }, [activity], at(5));
    expect(changed).toMatchObject({ status: 'resolved', revision: 1 });
    expect(await store.conversations.listActivity(conversation._id, 10)).toEqual([activity]);
  });

  test('[ST59] a rating that is broken off before the count moves is made up for by the next', async () => {
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

  test('messages under way when the server fails are each stored once or not at all, and all of them once they are sent again', async () => {
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
              store.messages.add(sent).then(
                () => true,
                () => false,
              ),
            { timeout: 10_000, interval: 5 },
          )
          .toBe(true);
      }
    };
    await Promise.all([send(), send(), send(), send()]);
    const rows = await stored();
    expect(rows.map(([seq]) => seq)).toEqual(texts.map((_, index) => index + 1));
    expect(rows.map(([, content]) => content).toSorted()).toEqual(texts.toSorted());
    expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 60, unreadCount: 60 });
  });

  test.skipIf(mongodbPid === null)('a frozen server means UNAVAILABLE within 5 s; when it goes on, everything is as it was', async () => {
    const pid = mongodbPid ?? 0;
    const [first] = await say(store, conversation, { ...ofAgent, content: 'before' });
    const message = aMessage(conversation, { content: 'during' });
    const started = performance.now();
    process.kill(pid, 'SIGSTOP');
    try {
      const results = await Promise.allSettled([store.messages.add(message), store.conversations.list({ limit: 10 }), store.checkWritable()]);
      expect(results.map((result) => result.status === 'rejected' && result.reason.code)).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
      expect(performance.now() - started).toBeLessThan(5000);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const thawed = performance.now();
    const again = await sendUntilStored();
    expect(performance.now() - thawed).toBeLessThan(5000);
    expect(again.message).toMatchObject({ seq: 2, content: 'during' });
    expect(await store.messages.get(first?.message._id ?? '')).toMatchObject({ seq: 1 });
    expect(await stored()).toEqual([
      [1, 'before'],
      [2, 'during'],
    ]);

    async function sendUntilStored() {
      for (;;) {
        const result = await store.messages.add(message).catch(({ code }) => code);
        if (result !== 'UNAVAILABLE') return result;
      }
    }
  });
});
