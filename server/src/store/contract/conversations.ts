import { expect, test } from 'vitest';
import type { ConversationRecord } from '../port/conversations.ts';
import {
  aConversation,
  addConversation,
  addMessage,
  addSite,
  addTalk,
  aJob,
  aMessage,
  anActivity,
  at,
  idsOf,
  newId,
  type OpenStore,
  ofAgent,
  ofBot,
  say,
} from './samples.ts';

export function conversationsContract(open: OpenStore): void {
  test('a new conversation is open and empty', async () => {
    const store = await open();
    const site = await addSite(store);
    const added = aConversation(site._id);
    const conversation = await store.conversations.add(added);
    expect(conversation).toEqual({
      ...added,
      assignedAgent: null,
      status: 'open',
      lastMessageAt: null,
      lastMessage: null,
      lastSeq: 0,
      unreadCount: 0,
      agentReadSeq: 0,
      visitorReadSeq: 0,
      agentReadAt: null,
      visitorReadAt: null,
      waitingSince: null,
      humanRequestedAt: null,
      firstVisitorMessageAt: null,
      firstResponseAt: null,
      resolvedAt: null,
      botAnswered: false,
      revision: 0,
      updatedAt: added.createdAt,
      entryCount: 0,
      pages: [{ url: added.currentPage, at: added.createdAt.getTime() }],
    });
    expect(await store.conversations.get(conversation._id)).toEqual(conversation);
    expect(await store.conversations.get(newId())).toBeNull();
  });

  test('[ST44] a visitor has at most one conversation that is not closed, even with two concurrent requests', async () => {
    const store = await open();
    const site = await addSite(store);
    const start = () => store.conversations.add(aConversation(site._id, { visitorId: 'visitor' }));
    const [one, other] = await Promise.all([start(), start()]);
    expect(other).toEqual(one);
    await store.conversations.change(one._id, 0, { status: 'resolved', assignedAgent: null }, [], at(1));
    expect((await start())._id).toBe(one._id);
    await store.conversations.change(one._id, 1, { status: 'closed', assignedAgent: null }, [], at(2));
    expect((await start())._id).not.toBe(one._id);
  });

  test('[ST47] listEarlierThan lists the conversations of one visitor that have a message, newest first', async () => {
    const store = await open();
    const site = await addSite(store);
    const start = (minute: number) => store.conversations.add(aConversation(site._id, { visitorId: 'visitor', createdAt: at(minute) }));
    const close = ({ _id }: ConversationRecord) => store.conversations.change(_id, 0, { status: 'closed', assignedAgent: null }, [], at(50));
    const written = [];
    for (const minute of [1, 2, 2, 4]) {
      const conversation = await start(minute);
      if (minute < 4) written.push(conversation._id);
      if (minute < 4) await addMessage(store, aMessage(conversation));
      await close(conversation);
    }
    await addMessage(store, aMessage(await store.conversations.add(aConversation(site._id, { visitorId: 'somebody else', createdAt: at(3) }))));
    const current = await start(9);
    const earlier = await store.conversations.listEarlierThan(current, 9);
    expect(idsOf(earlier.slice(0, 2)).toSorted()).toEqual(written.slice(1).toSorted());
    expect(idsOf(earlier.slice(2))).toEqual(written.slice(0, 1));
    expect(await store.conversations.listEarlierThan(current, 2)).toEqual(earlier.slice(0, 2));
    // One of two that started in the same millisecond: the other one is before it.
    expect(await store.conversations.listEarlierThan(earlier[0] as ConversationRecord, 9)).toEqual(earlier.slice(1));
  });

  test('getCurrentOf finds the conversation on that site that is not closed', async () => {
    const store = await open();
    const site = await addSite(store);
    const current = () => store.conversations.getCurrentOf(site._id, 'visitor');
    expect(await current()).toBeNull();
    await addConversation(store, { visitorId: 'visitor' });
    const first = await addConversation(store, { siteId: site._id, visitorId: 'visitor' });
    expect(await current()).toEqual(first);
    await store.conversations.change(first._id, 0, { status: 'closed', assignedAgent: null }, [], at(1));
    expect(await current()).toBeNull();
    const second = await addConversation(store, { siteId: site._id, visitorId: 'visitor' });
    expect(await current()).toEqual(second);
  });

  test('updateVisitor changes only what the page reports', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const pages = [...conversation.pages, { url: '/cart', at: at(9).getTime() }];
    const expected = { ...conversation, visitorName: 'Wilma', currentPage: '/cart', pages, updatedAt: at(9) };
    expect(await store.conversations.updateVisitor(conversation._id, { visitorName: 'Wilma', currentPage: '/cart', visitorEmail: undefined }, at(9))).toEqual(
      expected,
    );
    expect(await store.conversations.get(conversation._id)).toEqual(expected);
    expect(await store.conversations.updateVisitor(newId(), { visitorName: 'x' }, at(9))).toBeNull();
  });

  test('[ST48] an entry comes back as it was added, changes nothing else of its conversation, and has its jobs', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const entry = anActivity(conversation._id, { type: 'rated', createdAt: at(9), data: { stars: 5, text: 'Grüße 👋' } });
    const changed = await store.conversations.addEntry(entry, { jobs: [aJob({ key: 'rated' })] });
    expect(changed).toEqual({ ...conversation, entryCount: 1, updatedAt: at(9) });
    expect(await store.conversations.get(conversation._id)).toEqual(changed);
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual([entry]);
    await expect.poll(() => store.jobs.claim(['answer'], 10, 60_000)).toMatchObject([{ key: 'rated' }]);
    expect(await store.conversations.addEntry(anActivity(newId()))).toBeNull();
  });

  test('[ST99] a conversation keeps the newest 20 pages of its visitor, oldest first, and a page once while they stay on it', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const visited = Array.from({ length: 30 }, (_, index) => ({ url: `/page-${index}`, at: at(index).getTime() }));
    for (const { url, at: time } of visited) await store.conversations.updateVisitor(conversation._id, { currentPage: url }, new Date(time));
    await store.conversations.updateVisitor(conversation._id, { currentPage: '/page-29', visitorName: 'Wilma' }, at(99));
    expect((await store.conversations.get(conversation._id))?.pages).toEqual(visited.slice(-20));
  });

  test('[ST41] a change with the expected revision sets status and agent, writes the activity and increments the revision', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const activity = [
      anActivity(conversation._id, { type: 'assigned', agentName: 'Ann' }),
      anActivity(conversation._id, { type: 'resolved', createdAt: at(1) }),
    ];
    const changed = await store.conversations.change(conversation._id, 0, { status: 'resolved', assignedAgent: 'ann' }, activity, at(5));
    expect(changed).toEqual({
      ...conversation,
      status: 'resolved',
      assignedAgent: 'ann',
      resolvedAt: at(5),
      waitingSince: null,
      revision: 1,
      entryCount: 2,
      updatedAt: at(5),
    });
    expect(await store.conversations.get(conversation._id)).toEqual(changed);
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual(activity);
  });

  test('[ST41] a change with another revision, or of an unknown conversation, changes nothing', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const change = (id: string, revision: number) =>
      store.conversations.change(id, revision, { status: 'closed', assignedAgent: null }, [anActivity(conversation._id)], at(5));
    expect(await change(conversation._id, 1)).toBeNull();
    expect(await change(newId(), 0)).toBeNull();
    expect(await store.conversations.get(conversation._id)).toEqual(conversation);
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual([]);
  });

  test('[ST41] of two changes to the same revision, one wins', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const claim = (agent: string) =>
      store.conversations.change(conversation._id, 0, { status: 'assigned', assignedAgent: agent }, [anActivity(conversation._id)], at(5));
    const results = await Promise.all(['ann', 'bob', 'cleo'].map(claim));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await store.conversations.get(conversation._id)).toEqual(results.find(Boolean));
    expect(await store.conversations.listEntries(conversation._id, 10)).toHaveLength(1);
  });

  test('[ST41] resolvedAt and waitingSince follow the status', async () => {
    const store = await open();
    const { _id } = await addTalk(store, {}, { createdAt: at(1) });
    const change = async (revision: number, status: 'open' | 'assigned' | 'resolved' | 'closed') => {
      const changed = await store.conversations.change(_id, revision, { status, assignedAgent: null }, [], at(10 + revision));
      return [changed?.resolvedAt, changed?.waitingSince];
    };
    expect(await change(0, 'assigned')).toEqual([null, at(1)]);
    expect(await change(1, 'resolved')).toEqual([at(11), null]);
    expect(await change(2, 'open')).toEqual([null, at(1)]);
    expect(await change(3, 'resolved')).toEqual([at(13), null]);
    expect(await change(4, 'resolved')).toEqual([at(13), null]);
    expect(await change(5, 'closed')).toEqual([at(13), null]);
  });

  test('[ST42] the request for a person is recorded once', async () => {
    const store = await open();
    const conversation = await addTalk(store, {}, { createdAt: at(1) });
    await say(store, conversation, { ...ofBot, createdAt: at(2) });
    const ask = (second: number) => {
      const activity = anActivity(conversation._id, { type: 'human-requested' });
      return store.conversations.requestHuman(conversation._id, activity, at(second));
    };
    const [first, second] = await Promise.all([ask(5), ask(6)]);
    expect(first).toMatchObject({ first: true, conversation: { humanRequestedAt: at(5), waitingSince: at(5), revision: 0 } });
    expect(second).toEqual({ first: false, conversation: first?.conversation });
    expect(await store.conversations.get(conversation._id)).toEqual(first?.conversation);
    expect(await store.conversations.listEntries(conversation._id, 10)).toHaveLength(1);
    expect(await store.conversations.requestHuman(newId(), anActivity(conversation._id), at(7))).toBeNull();
  });

  test('[ST42] a visitor who is already waiting keeps the original start of the wait', async () => {
    const store = await open();
    const conversation = await addTalk(store, {}, { createdAt: at(1) });
    const asked = await store.conversations.requestHuman(conversation._id, anActivity(conversation._id), at(5));
    expect(asked?.conversation).toMatchObject({ humanRequestedAt: at(5), waitingSince: at(1) });
  });

  test("[ST43] an agent marks the visitor's messages as read", async () => {
    const store = await open();
    const conversation = await addTalk(store);
    await say(store, conversation, ofBot, {}, {});
    const read = await store.conversations.markRead(conversation._id, 'agent', 3, at(9));
    expect(read).toMatchObject({ changed: true, conversation: { agentReadSeq: 3, agentReadAt: at(9), unreadCount: 1, visitorReadSeq: 4 } });
    expect(await readState(conversation._id)).toEqual([at(9), at(1), at(9), null]);
    const all = await store.conversations.markRead(conversation._id, 'agent', 99, at(10));
    expect(all).toMatchObject({ changed: true, conversation: { agentReadSeq: 4, agentReadAt: at(10), unreadCount: 0 } });
    expect(await readState(conversation._id)).toEqual([at(9), at(1), at(9), at(10)]);
    expect(await store.conversations.get(conversation._id)).toEqual(all?.conversation);

    async function readState(id: string) {
      const { messages } = await store.messages.list(id, { limit: 10 });
      for (const { isRead, readAt } of messages) expect(isRead).toBe(readAt !== null);
      return messages.map(({ readAt }) => readAt);
    }
  });

  test('[ST43] a visitor marks the messages of agents and bot as read', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    await say(store, conversation, ofBot, ofAgent);
    const read = await store.conversations.markRead(conversation._id, 'visitor', 2, at(9));
    expect(read).toMatchObject({ changed: true, conversation: { visitorReadSeq: 2, visitorReadAt: at(9), unreadCount: 0 } });
    const { messages } = await store.messages.list(conversation._id, { limit: 10 });
    expect(messages.map(({ isRead }) => isRead)).toEqual([true, true, false]);
  });

  test('[ST43] a read mark never goes back', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    await say(store, conversation, {}, {});
    const read = await store.conversations.markRead(conversation._id, 'agent', 3, at(9));
    for (const seq of [3, 2, 0, 99]) {
      expect(await store.conversations.markRead(conversation._id, 'agent', seq, at(20))).toEqual({ changed: false, conversation: read?.conversation });
    }
    expect(await store.conversations.markRead(newId(), 'agent', 1, at(20))).toBeNull();
  });

  test('listEntries returns the newest entries, oldest first', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const activity = [1, 2, 3, 3, 4].map((second) => anActivity(conversation._id, { createdAt: at(second) }));
    await store.conversations.change(conversation._id, 0, { status: 'open', assignedAgent: null }, activity, at(5));
    expect(await store.conversations.listEntries(conversation._id, 3)).toEqual(activity.slice(2));
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual(activity);
    expect(await store.conversations.listEntries(newId(), 10)).toEqual([]);
  });

  test('removing a conversation removes its messages and activity', async () => {
    const store = await open();
    const site = await addSite(store);
    const [gone, kept] = [await addTalk(store, { siteId: site._id }, { content: 'needle' }), await addTalk(store, { siteId: site._id }, { content: 'needle' })];
    await store.conversations.change(gone._id, 0, { status: 'open', assignedAgent: null }, [anActivity(gone._id)], at(5));
    const [unindexed] = await Promise.all([addMessage(store, aMessage(gone, { content: 'needle' })), store.conversations.remove(gone._id)]);
    expect(await store.conversations.get(gone._id)).toBeNull();
    expect(await store.messages.get(unindexed.message._id)).toBeNull();
    expect(await store.messages.list(gone._id, { limit: 10 })).toEqual({ messages: [], hasMore: false });
    expect(await store.conversations.listEntries(gone._id, 10)).toEqual([]);
    await say(store, kept, { content: 'another needle' });
    expect(idsOf((await store.conversations.search({ limit: 10, search: 'needle' })).items)).toEqual([kept._id]);
    expect(await store.conversations.remove(gone._id)).toBe(false);
  });
}
