import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { addConversation, addMessage, addTalk, aMessage, anActivity, at, idsOf, ofAgent } from '../contract/samples.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { NewMessage } from '../port/messages.ts';
import type { Store } from '../store.ts';
import { toMessageDocument } from './conversation-documents.ts';
import { toId } from './documents.ts';
import { createEngine } from './engine.ts';
import { createGroupedGet } from './grouped-get.ts';

describe.skipIf(mongodbUri === null)('after a crash between a message and its conversation', () => {
  const database = createTestDatabase('repair');
  let store: Store;
  let talk: ConversationRecord;
  let activity: ReturnType<typeof anActivity>;
  let answer: NewMessage;
  beforeEach(async () => {
    store = await database.openEmpty();
    talk = await addTalk(store, {}, { createdAt: at(1) });
    activity = anActivity(talk._id, { type: 'assigned', agentName: 'Ann' });
    answer = aMessage(talk, { ...ofAgent, content: 'answer', createdAt: at(9), assignIfUnassigned: { agentId: 'ann', activity } });
    // What a process leaves behind that dies right after the message's commit.
    await database.client
      .db()
      .collection('messages')
      .insertOne(toMessageDocument(answer, 2, talk.siteId).document, { ignoreUndefined: true });
  });
  afterEach(() => store.close());

  const repaired = {
    lastSeq: 2,
    lastMessageAt: at(9),
    unreadCount: 0,
    agentReadSeq: 2,
    assignedAgent: 'ann',
    status: 'assigned',
    revision: 1,
    waitingSince: null,
  };
  const stateInDatabase = () =>
    database.client
      .db()
      .collection('conversations')
      .findOne({ _id: toId(talk._id) });

  test('[ST51 ST56] the next reader of the conversation repairs it: counts, claim, activity, read marks', async () => {
    expect(await store.conversations.get(talk._id)).toMatchObject(repaired);
    expect(await store.conversations.listEntries(talk._id, 10)).toEqual([activity]);
    const { messages } = await store.messages.list(talk._id, { limit: 10 });
    expect(messages.map(({ isRead, readAt }) => [isRead, readAt])).toEqual([
      [true, at(9)],
      [false, null],
    ]);
    expect(await stateInDatabase()).toMatchObject({ lastSeq: 2, revision: 1 });
  });

  test('[ST52] so does the sender who resends it', async () => {
    expect(await addMessage(store, answer)).toMatchObject({ duplicate: true, message: { seq: 2 }, conversation: repaired });
    expect(await store.conversations.listEntries(talk._id, 10)).toEqual([activity]);
  });

  test('[ST50] and the next message, which gets the following number', async () => {
    expect(await addMessage(store, aMessage(talk, { createdAt: at(10) }))).toMatchObject({
      message: { seq: 3 },
      conversation: { ...repaired, lastSeq: 3, unreadCount: 1, lastMessageAt: at(10), waitingSince: at(10) },
    });
  });

  test('[ST50] and messages to several conversations at once, one of them stale', async () => {
    const others = [await addTalk(store), await addTalk(store)] as const;
    const contents = ['1', '2', '3', '4'];
    const added = await Promise.all(contents.flatMap((content) => [others[0], talk, others[1]].map((each) => addMessage(store, aMessage(each, { content })))));
    expect(added.map(({ message }) => [message.content, message.seq])).toEqual(contents.flatMap((content, at) => [2, 3, 2].map((seq) => [content, seq + at])));
    for (const [each, lastSeq] of [
      [others[0], 5],
      [talk, 6],
      [others[1], 5],
    ] as const)
      expect(await store.conversations.get(each._id)).toMatchObject({ lastSeq, unreadCount: each === talk ? 4 : 5 });
  });

  test('[ST40 ST41] and a list, and a change', async () => {
    const [listed] = (await store.conversations.list({ limit: 10 })).items;
    expect(listed).toMatchObject(repaired);
    expect(await store.conversations.change(talk._id, 1, { status: 'resolved', assignedAgent: 'ann' }, [], at(20))).toMatchObject({ lastSeq: 2, revision: 2 });
  });

  test('but not while a message is being added here, whose own update follows', async () => {
    const engine = createEngine(database.client.db(), { clock: () => at(0), onProblem: () => {} });
    let isBusy = true;
    const get = createGroupedGet(engine, { isBusy: () => isBusy });
    expect(await get(talk._id, { hasPassed: false })).toMatchObject({ lastSeq: 1 });
    expect(await stateInDatabase()).toMatchObject({ lastSeq: 1 });
    isBusy = false;
    expect(await get(talk._id, { hasPassed: false })).toMatchObject(repaired);
  });

  test('and the start of an instance', async () => {
    await (await database.open()).close();
    expect(await stateInDatabase()).toMatchObject({ lastSeq: 2, unreadCount: 0, revision: 1 });
  });

  test('concurrent repairs count once', async () => {
    const others = [await database.open(), await database.open()];
    const seen = await Promise.all([store, ...others].map((instance) => instance.conversations.get(talk._id)));
    for (const conversation of seen) expect(conversation).toMatchObject(repaired);
    expect(await store.conversations.listEntries(talk._id, 10)).toEqual([activity]);
    for (const other of others) await other.close();
  });

  test('[ST54] a message that was in flight when the conversation was closed counts, and does not reopen it', async () => {
    const closing = await addConversation(store);
    await store.conversations.change(closing._id, 0, { status: 'closed', assignedAgent: null }, [], at(5));
    const late = aMessage(closing, { createdAt: at(6), reopenActivity: anActivity(closing._id) });
    await database.client
      .db()
      .collection('messages')
      .insertOne(toMessageDocument(late, 1, closing.siteId).document, { ignoreUndefined: true });
    expect(await store.conversations.get(closing._id)).toMatchObject({ status: 'closed', lastSeq: 1, waitingSince: null, revision: 1 });
    await expect(addMessage(store, aMessage(closing))).rejects.toMatchObject({ code: 'CONVERSATION_CLOSED' });
  });

  test('[ST11] an interrupted removal is finished at the next start', async () => {
    const kept = await addTalk(store);
    const db = database.client.db();
    await db.collection('removals').insertOne({ _id: 'conversation x' as never, kind: 'conversation', target: toId(talk._id) });
    await db.collection('removals').insertOne({ _id: 'site x' as never, kind: 'site', target: toId(kept.siteId) });
    await (await database.open()).close();
    expect(await store.conversations.get(talk._id)).toBeNull();
    expect(await store.conversations.get(kept._id)).toBeNull();
    expect(await db.collection('messages').countDocuments()).toBe(0);
    expect(idsOf((await store.sites.list({ limit: 10 })).items)).toEqual([talk.siteId]);
  });
});
