import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { addConversation, addMessage, addTalk, aMessage, anActivity, anAgent, at, newId, ofAgent, readPages, say } from '../contract/samples.ts';
import { writeCursor } from '../cursor.ts';
import type { ChangeStore } from '../port/changes.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { MessageRecord } from '../port/messages.ts';
import type { Store } from '../store.ts';
import { toMessageDocument } from './conversation-documents.ts';
import { fromId, toId } from './documents.ts';

describe.skipIf(mongodbUri === null)('two instances on one database', () => {
  const database = createTestDatabase('instances');
  let [one, two]: Store[] = [];
  let stores: [Store, Store];
  let conversation: ConversationRecord;
  beforeEach(async () => {
    one = await database.openEmpty();
    two = await database.open();
    stores = [one, two];
    conversation = await addConversation(one);
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  test('[ST50] both write one conversation: numbers without a gap, and a reader who continues after a number never misses a lower one', async () => {
    const each = 100;
    const seen: MessageRecord[] = [];
    let isWriting = true;
    const follow = async (store: Store) => {
      for (let isLast = false; ; ) {
        const { messages } = await store.messages.list(conversation._id, { afterSeq: seen.at(-1)?.seq ?? 0, limit: 7 });
        seen.push(...messages);
        if (messages.length === 0 && isLast) return;
        isLast = !isWriting;
      }
    };
    const write = async (store: Store, name: string) => {
      const send = (index: number) => addMessage(store, aMessage(conversation, { content: `${name} ${index}` }));
      for (let index = 0; index < each; index += 5) await Promise.all([0, 1, 2, 3, 4].map((step) => send(index + step)));
    };
    const following = follow(stores[1]);
    await Promise.all([write(stores[0], 'one'), write(stores[1], 'two')]);
    isWriting = false;
    await following;
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 2 * each }, (_, index) => index + 1));
    for (const name of ['one', 'two']) {
      const own = seen.map(({ content }) => content).filter((content) => content.startsWith(name));
      expect(own).toEqual(Array.from({ length: each }, (_, index) => `${name} ${index}`));
    }
    for (const store of stores) expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 2 * each, unreadCount: 2 * each });
  });

  test('[ST52] the same message to both at once is stored once', async () => {
    for (let round = 0; round < 10; round++) {
      const clientMessageId = `round ${round}`;
      const added = await Promise.all(stores.map((store) => addMessage(store, aMessage(conversation, { clientMessageId }))));
      expect(added.map(({ duplicate }) => duplicate).toSorted()).toEqual([false, true]);
      expect(added[0]?.message).toEqual(added[1]?.message);
    }
    expect(await stores[0].conversations.get(conversation._id)).toMatchObject({ lastSeq: 10, unreadCount: 10 });
  });

  test('[ST56] of two agents who answer through different instances, one gets the conversation', async () => {
    for (let round = 0; round < 5; round++) {
      const talk = await addTalk(stores[0]);
      const claim = (agentId: string) => ({ agentId, activity: anActivity(talk._id, { type: 'assigned' as const, agentName: agentId }) });
      const added = await Promise.all(
        ['ann', 'bob'].map((agent, index) =>
          addMessage(stores[index as 0 | 1], aMessage(talk, { ...ofAgent, senderId: agent, assignIfUnassigned: claim(agent) })),
        ),
      );
      const happened = await stores[0].conversations.listEntries(talk._id, 10);
      expect(happened).toHaveLength(1);
      expect(added.filter(({ activity }) => activity !== null).map(({ activity }) => activity)).toEqual(happened);
      expect(await stores[1].conversations.get(talk._id)).toMatchObject({ status: 'assigned', assignedAgent: happened[0]?.agentName, revision: 1 });
    }
  });

  test('[ST54] once one instance has closed the conversation, the other accepts no message', async () => {
    const talk = await addTalk(stores[0]);
    await addMessage(stores[1], aMessage(talk));
    await stores[0].conversations.change(talk._id, 0, { status: 'closed', assignedAgent: null }, [], at(5));
    await expect(addMessage(stores[1], aMessage(talk))).rejects.toMatchObject({ code: 'CONVERSATION_CLOSED' });
  });

  test('[ST41 ST55] resolving while the visitor writes ends resolved or open, with matching counts', async () => {
    for (let round = 0; round < 5; round++) {
      const talk = await addTalk(stores[0]);
      const reopenActivity = anActivity(talk._id, { type: 'reopened' });
      const [changed, added] = await Promise.all([
        stores[0].conversations.change(talk._id, 0, { status: 'resolved', assignedAgent: null }, [anActivity(talk._id)], at(5)),
        addMessage(stores[1], aMessage(talk, { reopenActivity })),
      ]);
      const end = await stores[0].conversations.get(talk._id);
      expect(changed).not.toBeNull();
      const isReopened = added.activity !== null;
      expect(end).toMatchObject({ status: isReopened ? 'open' : 'resolved', revision: isReopened ? 2 : 1, lastSeq: 2, unreadCount: 2 });
      expect(await stores[1].conversations.listEntries(talk._id, 10)).toHaveLength(isReopened ? 2 : 1);
    }
  });

  test('[ST22] when two owners give up their role through different instances, one stays owner', async () => {
    const owners = [anAgent({ role: 'owner' }), anAgent({ role: 'owner' })];
    for (const owner of owners) await stores[0].agents.add(owner);
    const results = await Promise.allSettled(owners.map(({ _id }, index) => stores[index as 0 | 1].agents.update(_id, { role: 'agent' }, at(9))));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('[ST44 ST21] two tabs and two first users through different instances create one of each', async () => {
    const begin = (store: Store) => addConversation(store, { siteId: conversation.siteId, visitorId: 'visitor' });
    const [first, second] = await Promise.all(stores.map(begin));
    expect(second).toEqual(first);
    const added = await Promise.all(stores.map((store) => store.agents.addFirst(anAgent())));
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  test('[ST40] what one instance adds, the other lists', async () => {
    await addMessage(stores[0], aMessage(conversation));
    const listed = await readPages((cursor) => stores[1].conversations.list({ limit: 1, cursor }));
    expect(listed.map(({ _id }) => _id)).toEqual([conversation._id]);
  });

  /** Everything that changed after the mark, in pages. */
  async function listAll(store: Store, after: string) {
    const pages: ConversationRecord[][] = [];
    for (let mark = after; ; ) {
      const listed = await changesOf(store).list(mark);
      pages.push(listed.conversations);
      mark = listed.mark;
      if (listed.isAll) return { pages, ids: pages.flat().map(({ _id }) => _id), mark };
    }
  }

  test("[ST8] each change of a conversation is in the other's next list, in its current state", async () => {
    const talk = await addTalk(stores[0]);
    const { conversations, mark: start } = await changesOf(stores[1]).list(null);
    expect(conversations).toEqual([]);
    const steps: (() => Promise<unknown>)[] = [
      () => addMessage(stores[0], aMessage(talk)),
      () => stores[0].conversations.markRead(talk._id, 'agent', 2, at(3)),
      () => stores[0].conversations.requestHuman(talk._id, anActivity(talk._id), at(4)),
      () => stores[0].conversations.updateVisitor(talk._id, { visitorName: 'Vera' }, at(5)),
      () => stores[0].conversations.change(talk._id, 0, { status: 'closed', assignedAgent: null }, [], at(6)),
    ];
    let mark = start;
    for (const step of steps) {
      await step();
      const listed = await changesOf(stores[1]).list(mark);
      expect(listed.conversations.at(-1)).toEqual(await stores[0].conversations.get(talk._id));
      expect(listed.isAll).toBe(true);
      mark = listed.mark;
    }
    const begun = await addConversation(stores[0]);
    expect((await changesOf(stores[1]).list(mark)).conversations.at(-1)?._id).toBe(begun._id);
  });

  test('[ST8] what both write while both are listing is listed by both', async () => {
    const talks = await Promise.all(Array.from({ length: 40 }, () => addTalk(stores[0])));
    const { mark } = await changesOf(stores[0]).list(null);
    const heads = stores.map(() => new Map<string, number>());
    let isWriting = true;
    const follow = async (store: Store, head: Map<string, number> | undefined) => {
      for (let [next, isLast] = [mark, false]; ; ) {
        const listed = await changesOf(store).list(next);
        for (const { _id, lastSeq } of listed.conversations) head?.set(_id, lastSeq);
        next = listed.mark;
        if (isLast) return;
        isLast = !isWriting;
      }
    };
    const following = stores.map((store, index) => follow(store, heads[index]));
    const write = (store: Store) => Promise.all(talks.map(async (talk) => void (await say(store, talk, {}, {}, {}))));
    await Promise.all(stores.map(write));
    isWriting = false;
    await Promise.all(following);
    for (const head of heads) expect(talks.map(({ _id }) => head.get(_id))).toEqual(talks.map(() => 7));
  });

  test('[ST8] more changes than fit in one list are returned in pages, each once, followed by later changes', async () => {
    const { mark } = await changesOf(stores[1]).list(null);
    const db = database.client.db();
    const [template] = await db.collection('conversations').find().toArray();
    const changedAt = new Date();
    const copies = Array.from({ length: 2500 }, (_, index) => ({ ...template, _id: toId(newId()), visitorId: `visitor ${index}`, changedAt }));
    await db.collection('conversations').insertMany(copies);
    const listed = await listAll(stores[1], mark);
    expect(listed.pages.map(({ length }) => length)).toEqual([1000, 1000, expect.any(Number)]);
    expect(new Set(listed.ids).size).toBe(listed.ids.length);
    expect(new Set(listed.ids)).toEqual(new Set([conversation._id, ...copies.map(({ _id }) => fromId(_id))]));
    await addMessage(stores[0], aMessage(conversation));
    expect((await listAll(stores[1], listed.mark)).ids.at(-1)).toBe(conversation._id);
  });

  test('[ST8] a conversation that is behind its messages is listed with them', async () => {
    const talk = await addTalk(stores[0]);
    const { mark } = await changesOf(stores[1]).list(null);
    await stores[0].conversations.updateVisitor(talk._id, { visitorName: 'Vera' }, at(5));
    await insertAlone(talk);
    expect((await changesOf(stores[1]).list(mark)).conversations.at(-1)).toMatchObject({ _id: talk._id, lastSeq: 2 });
  });

  test("[ST8] when the server's clock is set back, later changes are still listed", async () => {
    const ahead = writeCursor('changes', [Date.now() + 3_600_000, 0, '']);
    await addMessage(stores[0], aMessage(conversation));
    const listed = await changesOf(stores[1]).list(ahead);
    expect(listed.conversations.map(({ _id }) => _id)).toContain(conversation._id);
    await addMessage(stores[0], aMessage(conversation));
    expect((await changesOf(stores[1]).list(listed.mark)).conversations.at(-1)).toMatchObject({ lastSeq: 2 });
  });

  test('[ST8] a mark that no store created is rejected', async () => {
    await expect(changesOf(stores[0]).list('made up')).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  test('[ST7 ST8] maintenance repairs a conversation that another process left behind its messages, and the change is listed', async () => {
    const talk = await addTalk(stores[0]);
    const { mark } = await changesOf(stores[1]).list(null);
    await insertAlone(talk);
    await stores[0].maintain();
    expect((await changesOf(stores[1]).list(mark)).conversations.at(-1)).toMatchObject({ _id: talk._id, lastSeq: 2 });
  });

  test('[ST5] both share the secrets of the first, even when they start concurrently', async () => {
    const own = ['one', 'two'].map((accessTokenKey) => ({ accessTokenKey }));
    const [first, second] = await Promise.all(stores.map((store, index) => store.shareSecrets(own[index] ?? { accessTokenKey: '' })));
    expect(own).toContainEqual(first);
    expect(second).toEqual(first);
  });

  test('[ST6] of two instances that run the same act at once, one runs it', async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const first = stores[0].runExclusively('maintenance', () => {
      begin();
      return ended;
    });
    await begun;
    const never = () => Promise.reject(new Error('ran beside another'));
    expect(await stores[1].runExclusively('maintenance', never)).toBe(false);
    end();
    expect(await first).toBe(true);
    let isRun = false;
    expect(await stores[1].runExclusively('maintenance', async () => void (isRun = true))).toBe(true);
    expect(isRun).toBe(true);
  });

  /** What a process leaves behind that dies right after the commit of a message. */
  const insertAlone = (talk: ConversationRecord) =>
    database.client
      .db()
      .collection('messages')
      .insertOne(toMessageDocument(aMessage(talk, { createdAt: new Date() }), 2, talk.siteId).document, { ignoreUndefined: true });
});

function changesOf({ changes }: Store): ChangeStore {
  if (!changes) throw new Error('the store reports no changes');
  return changes;
}
