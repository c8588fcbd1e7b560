import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { addConversation, addTalk, aMessage, anActivity, anAgent, at, ofAgent, readPages } from '../contract/samples.ts';
import type { ConversationRecord, MessageRecord, Store } from '../store.ts';

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

  test('[ST50] both write one conversation: numbers without a gap, and whoever reads on after a number never misses a lower one', async () => {
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
      const send = (index: number) => store.messages.add(aMessage(conversation, { content: `${name} ${index}` }));
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
      const added = await Promise.all(stores.map((store) => store.messages.add(aMessage(conversation, { clientMessageId }))));
      expect(added.map(({ duplicate }) => duplicate).toSorted()).toEqual([false, true]);
      expect(added[0]?.message).toEqual(added[1]?.message);
    }
    expect(await stores[0].conversations.get(conversation._id)).toMatchObject({ lastSeq: 10, unreadCount: 10 });
  });

  test('[ST56] of two agents who answer through different instances one gets the conversation', async () => {
    for (let round = 0; round < 5; round++) {
      const talk = await addTalk(stores[0]);
      const claim = (agentId: string) => ({ agentId, activity: anActivity(talk._id, { type: 'assigned' as const, agentName: agentId }) });
      const added = await Promise.all(
        ['ann', 'bob'].map((agent, index) => stores[index as 0 | 1].messages.add(aMessage(talk, { ...ofAgent, senderId: agent, claimFor: claim(agent) }))),
      );
      const happened = await stores[0].conversations.listActivity(talk._id, 10);
      expect(happened).toHaveLength(1);
      expect(added.filter(({ activity }) => activity !== null).map(({ activity }) => activity)).toEqual(happened);
      expect(await stores[1].conversations.get(talk._id)).toMatchObject({ status: 'assigned', assignedAgent: happened[0]?.agentName, revision: 1 });
    }
  });

  test('[ST54] once one has closed the conversation the other takes no message', async () => {
    const talk = await addTalk(stores[0]);
    await stores[1].messages.add(aMessage(talk));
    await stores[0].conversations.change(talk._id, 0, { status: 'closed', assignedAgent: null }, [], at(5));
    await expect(stores[1].messages.add(aMessage(talk))).rejects.toMatchObject({ code: 'CONVERSATION_CLOSED' });
  });

  test('[ST41 ST55] resolving while the visitor writes ends resolved or open, with counts that fit', async () => {
    for (let round = 0; round < 5; round++) {
      const talk = await addTalk(stores[0]);
      const reopenActivity = anActivity(talk._id, { type: 'reopened' });
      const [changed, added] = await Promise.all([
        stores[0].conversations.change(talk._id, 0, { status: 'resolved', assignedAgent: null }, [anActivity(talk._id)], at(5)),
        stores[1].messages.add(aMessage(talk, { reopenActivity })),
      ]);
      const end = await stores[0].conversations.get(talk._id);
      expect(changed).not.toBeNull();
      const isReopened = added.activity !== null;
      expect(end).toMatchObject({ status: isReopened ? 'open' : 'resolved', revision: isReopened ? 2 : 1, lastSeq: 2, unreadCount: 2 });
      expect(await stores[1].conversations.listActivity(talk._id, 10)).toHaveLength(isReopened ? 2 : 1);
    }
  });

  test('[ST22] of two owners who give up their role through different instances one stays', async () => {
    const owners = [anAgent({ role: 'owner' }), anAgent({ role: 'owner' })];
    for (const owner of owners) await stores[0].agents.add(owner);
    const results = await Promise.allSettled(owners.map(({ _id }, index) => stores[index as 0 | 1].agents.update(_id, { role: 'agent' }, at(9))));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('[ST44 ST21] two tabs and two first users through different instances make one', async () => {
    const begin = (store: Store) => addConversation(store, { siteId: conversation.siteId, visitorId: 'visitor' });
    const [first, second] = await Promise.all(stores.map(begin));
    expect(second).toEqual(first);
    const added = await Promise.all(stores.map((store) => store.agents.addFirst(anAgent())));
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  test('[ST40] what one adds the other lists', async () => {
    await stores[0].messages.add(aMessage(conversation));
    const listed = await readPages((cursor) => stores[1].conversations.list({ limit: 1, cursor }));
    expect(listed.map(({ _id }) => _id)).toEqual([conversation._id]);
  });
});
