import { expect, test, vi } from 'vitest';
import { AppError } from '../../failure.ts';
import type { ComposeMessage } from '../port/messages.ts';
import { addConversation, addMessage, addSite, addTalk, aJob, aMessage, anActivity, at, newId, type OpenStore, ofAgent, ofBot, say } from './samples.ts';

export function messagesContract(open: OpenStore): void {
  test('[ST50] messages are numbered 1, 2, 3 … in the order they were added, per conversation', async () => {
    const store = await open();
    const [one, other] = [await addConversation(store), await addConversation(store)];
    const added = await say(store, one, {}, ofAgent, ofBot);
    expect(added.map(({ message }) => message.seq)).toEqual([1, 2, 3]);
    expect((await say(store, other, {})).map(({ message }) => message.seq)).toEqual([1]);
    const { messages } = await store.messages.list(one._id, { limit: 10 });
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('[ST50] a hundred concurrent messages get 1 to 100 without a gap, in call order', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const texts = Array.from({ length: 100 }, (_, index) => `message ${index + 1}`);
    const added = await Promise.all(texts.map((content) => addMessage(store, aMessage(conversation, { content }))));
    expect(added.map(({ message }) => message.seq).sort((a, b) => a - b)).toEqual(texts.map((_, index) => index + 1));
    const { messages } = await store.messages.list(conversation._id, { limit: 200 });
    expect(messages.map(({ content }) => content)).toEqual(texts);
    expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 100, unreadCount: 100 });
  });

  test('[ST50] a message comes back as it was added', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const sent = aMessage(conversation, { content: 'Grüße 👋\n漢字', messageType: 'image', clientMessageId: null, answer: null });
    const { message } = await addMessage(store, { ...sent, jobs: [aJob()], reopenActivity: anActivity(conversation._id) });
    expect(message).toEqual({ ...sent, seq: 1, isRead: false, readAt: null });
    expect(await store.messages.get(message._id)).toEqual(message);
    expect(await store.messages.get(newId())).toBeNull();
  });

  test("[ST61] a message is composed from its conversation's current state; if composing rejects it, it is not stored, and concurrent ones are", async () => {
    const store = await open();
    const talk = await addTalk(store);
    const changed = await store.conversations.change(talk._id, 0, { status: 'assigned', assignedAgent: newId() }, [], at(5));
    const shown: unknown[] = [];
    const add = (content: string) =>
      store.messages.add(talk._id, (conversation) => {
        shown.push(conversation);
        if (content === 'refused') throw new AppError('FORBIDDEN');
        return aMessage(conversation, { content });
      });
    expect(await add('first')).toMatchObject({ message: { content: 'first', seq: 2 } });
    expect(shown).toEqual([changed]);
    const beside = await Promise.allSettled([add('one'), add('refused'), add('two')]);
    expect(beside).toMatchObject([{ value: { message: { seq: 3 } } }, { reason: { code: 'FORBIDDEN' } }, { value: { message: { seq: 4 } } }]);
    expect(await store.conversations.get(talk._id)).toMatchObject({ lastSeq: 4 });
    expect(shown).toHaveLength(4);
  });

  test('[ST51] the message updates its conversation', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const long = `${'x'.repeat(199)}👋 and on`;
    const { conversation: updated } = await addMessage(store, aMessage(conversation, { content: long, senderName: 'Vera', createdAt: at(7) }));
    const lastMessage = { content: 'x'.repeat(199), senderType: 'visitor', senderId: conversation.visitorId, senderName: 'Vera' };
    expect(updated).toMatchObject({ lastSeq: 1, lastMessageAt: at(7), lastMessage, updatedAt: at(7) });
    expect(await store.conversations.get(conversation._id)).toEqual(updated);
  });

  test('[ST52] the same clientMessageId again returns the first message and changes nothing', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const [first] = await say(store, conversation, { clientMessageId: 'same', content: 'Hi' }, {});
    const before = await store.conversations.get(conversation._id);
    const again = await addMessage(store, aMessage(conversation, { clientMessageId: 'same', content: 'Hi', createdAt: at(30), jobs: [aJob()] }));
    expect(again).toEqual({ message: first?.message, conversation: before, duplicate: true, activity: null, jobs: [] });
    expect(await store.conversations.get(conversation._id)).toEqual(before);
    expect((await store.messages.list(conversation._id, { limit: 10 })).messages).toHaveLength(2);
    expect(await store.jobs.claim(['answer'], 10, 1000)).toEqual([]);
  });

  test('[ST52] the same message ten times at once is stored once', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const tries = Array.from({ length: 10 }, () => aMessage(conversation, { clientMessageId: 'same', content: 'Hi' }));
    const added = await Promise.all(tries.map((message) => addMessage(store, message)));
    expect(added.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(added.map(({ message }) => message._id)).size).toBe(1);
    expect((await store.messages.list(conversation._id, { limit: 20 })).messages).toHaveLength(1);
    expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 1, unreadCount: 1 });
  });

  test('[ST52] a clientMessageId is unique per sender and conversation; without one, nothing is deduplicated', async () => {
    const store = await open();
    const [conversation, other] = [await addConversation(store), await addConversation(store)];
    const same = { clientMessageId: 'same' };
    const added = [
      ...(await say(store, conversation, same, { ...ofAgent, ...same }, { ...ofAgent, ...same, senderId: 'another' }, { ...ofBot, ...same })),
      ...(await say(store, other, same)),
      ...(await say(store, conversation, { clientMessageId: null }, { clientMessageId: null })),
    ];
    expect(added.map(({ duplicate }) => duplicate)).toEqual(Array(7).fill(false));
  });

  test('[ST53] the same clientMessageId with different content rejects with CONFLICT and keeps the first', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const [first] = await say(store, conversation, { clientMessageId: 'same', content: 'Hi' });
    await expect(addMessage(store, aMessage(conversation, { clientMessageId: 'same', content: 'Ho' }))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await store.messages.list(conversation._id, { limit: 10 })).messages).toEqual([first?.message]);
    expect(await store.conversations.get(conversation._id)).toEqual(first?.conversation);
  });

  test('[ST54] a closed conversation rejects new messages but still answers a repeated one', async () => {
    const store = await open();
    const conversation = await addTalk(store, {}, { clientMessageId: 'same', content: 'Hi' });
    await store.conversations.change(conversation._id, 0, { status: 'closed', assignedAgent: null }, [], at(5));
    for (const message of [{}, ofAgent, ofBot])
      await expect(addMessage(store, aMessage(conversation, message))).rejects.toMatchObject({ code: 'CONVERSATION_CLOSED' });
    expect(await addMessage(store, aMessage(conversation, { clientMessageId: 'same', content: 'Hi' }))).toMatchObject({
      duplicate: true,
      message: { seq: 1 },
    });
    expect(await store.conversations.get(conversation._id)).toMatchObject({ lastSeq: 1, status: 'closed' });
  });

  test('[ST54 ST61] a message to an unknown conversation is not composed', async () => {
    const compose = vi.fn<ComposeMessage>();
    await expect((await open()).messages.add(newId(), compose)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(compose).not.toHaveBeenCalled();
  });

  test('[ST55] a visitor message counts as unread and starts the wait; the first one also starts the conversation', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const [first, second] = await say(store, conversation, { createdAt: at(1) }, { createdAt: at(2) });
    const counted = { waitingSince: at(1), firstVisitorMessageAt: at(1), agentReadSeq: 0, agentReadAt: null, revision: 0, status: 'open' };
    expect(first?.conversation).toMatchObject({ ...counted, unreadCount: 1, visitorReadSeq: 1, visitorReadAt: at(1) });
    expect(second?.conversation).toMatchObject({ ...counted, unreadCount: 2, visitorReadSeq: 2, visitorReadAt: at(2) });
  });

  test.each([
    ['open', null],
    ['assigned', 'ann'],
  ] as const)('[ST55] a visitor message makes a resolved conversation %s again', async (status, assignedAgent) => {
    const store = await open();
    const conversation = await addTalk(store);
    await store.conversations.change(conversation._id, 0, { status: 'resolved', assignedAgent }, [], at(5));
    const reopenActivity = anActivity(conversation._id, { type: 'reopened' });
    const { conversation: reopened, activity } = await addMessage(store, aMessage(conversation, { createdAt: at(6), reopenActivity }));
    expect(reopened).toMatchObject({ status, assignedAgent, resolvedAt: null, waitingSince: at(6), revision: 2 });
    expect(activity).toEqual(reopenActivity);
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual([reopenActivity]);
  });

  test('[ST55] a conversation that is not resolved is not reopened', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const added = await addMessage(store, aMessage(conversation, { reopenActivity: anActivity(conversation._id, { type: 'reopened' }) }));
    expect(added).toMatchObject({ activity: null, conversation: { revision: 0 } });
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual([]);
  });

  test('[ST56] an agent message ends the wait, marks everything before it as read and is the first response once', async () => {
    const store = await open();
    const conversation = await addTalk(store, {}, { createdAt: at(1) });
    const [first, second] = await say(store, conversation, { ...ofAgent, createdAt: at(3) }, { ...ofAgent, createdAt: at(4) });
    const answered = { unreadCount: 0, waitingSince: null, firstResponseAt: at(3), assignedAgent: null, status: 'open', revision: 0 };
    expect(first).toMatchObject({ activity: null, conversation: { ...answered, agentReadSeq: 2, agentReadAt: at(3) } });
    expect(second?.conversation).toMatchObject({ ...answered, agentReadSeq: 3, visitorReadSeq: 1 });
    const { messages } = await store.messages.list(conversation._id, { limit: 10 });
    expect(messages.map(({ isRead, readAt }) => [isRead, readAt])).toEqual([
      [true, at(3)],
      [false, null],
      [false, null],
    ]);
  });

  test('[ST56] an agent who writes first has not responded yet', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const [greeting, , answer] = await say(store, conversation, { ...ofAgent, createdAt: at(1) }, { createdAt: at(2) }, { ...ofAgent, createdAt: at(3) });
    expect(greeting?.conversation.firstResponseAt).toBeNull();
    expect(answer?.conversation.firstResponseAt).toEqual(at(3));
  });

  test('[ST56] an agent message claims an unassigned conversation, once', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    const claimBy = (agentId: string) => ({ agentId, activity: anActivity(conversation._id, { type: 'assigned' as const, agentName: agentId }) });
    const claims = [claimBy('ann'), claimBy('bob')];
    const [first, second] = await Promise.all(
      claims.map((claim) => addMessage(store, aMessage(conversation, { ...ofAgent, senderId: claim.agentId, assignIfUnassigned: claim }))),
    );
    expect(first).toMatchObject({ activity: claims[0]?.activity, conversation: { status: 'assigned', assignedAgent: 'ann', revision: 1 } });
    expect(second).toMatchObject({ activity: null, conversation: { status: 'assigned', assignedAgent: 'ann', revision: 1 } });
    expect(await store.conversations.listEntries(conversation._id, 10)).toEqual([claims[0]?.activity]);
  });

  test('[ST56] an agent message to a resolved conversation leaves it resolved', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    await store.conversations.change(conversation._id, 0, { status: 'resolved', assignedAgent: null }, [], at(5));
    const assignIfUnassigned = { agentId: 'ann', activity: anActivity(conversation._id, { type: 'assigned' }) };
    const { conversation: claimed } = await addMessage(store, aMessage(conversation, { ...ofAgent, assignIfUnassigned }));
    expect(claimed).toMatchObject({ status: 'resolved', assignedAgent: 'ann', resolvedAt: at(5), revision: 2 });
  });

  test('[ST57] a bot message ends the wait unless a person was asked for', async () => {
    const store = await open();
    const [served, insisting] = [await addTalk(store, {}, { createdAt: at(1) }), await addTalk(store, {}, { createdAt: at(1) })];
    await store.conversations.requestHuman(insisting._id, anActivity(insisting._id), at(2));
    const [answered] = await say(store, served, { ...ofBot, createdAt: at(3) });
    const [tried] = await say(store, insisting, { ...ofBot, createdAt: at(3) });
    const bots = { botAnswered: true, unreadCount: 1, firstResponseAt: null, agentReadSeq: 0, visitorReadSeq: 1 };
    expect(answered?.conversation).toMatchObject({ ...bots, waitingSince: null });
    expect(tried?.conversation).toMatchObject({ ...bots, waitingSince: at(1) });
  });

  test("a sender's own message counts as read by the sender's side, with everything before it", async () => {
    const store = await open();
    const conversation = await addTalk(store, {}, { createdAt: at(1) });
    await say(store, conversation, { ...ofAgent, createdAt: at(2) }, { ...ofBot, createdAt: at(3) });
    const [, last] = await say(store, conversation, { createdAt: at(4) }, { createdAt: at(5) });
    expect(last?.conversation).toMatchObject({ visitorReadSeq: 5, visitorReadAt: at(5), agentReadSeq: 2, unreadCount: 2 });
    const { messages } = await store.messages.list(conversation._id, { limit: 10 });
    expect(messages.map(({ readAt }) => readAt)).toEqual([at(2), at(4), at(4), null, null]);
  });

  test('[ST58] a list returns the oldest after a seq, or the newest before one, always in order', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    await say(store, conversation, {}, {}, {}, {}, {});
    const seqs = async (range: { afterSeq?: number; beforeSeq?: number; limit: number }) => {
      const { messages, hasMore } = await store.messages.list(conversation._id, range);
      return [messages.map(({ seq }) => seq), hasMore];
    };
    expect(await seqs({ limit: 3 })).toEqual([[3, 4, 5], true]);
    expect(await seqs({ limit: 5 })).toEqual([[1, 2, 3, 4, 5], false]);
    expect(await seqs({ beforeSeq: 3, limit: 1 })).toEqual([[2], true]);
    expect(await seqs({ beforeSeq: 3, limit: 2 })).toEqual([[1, 2], false]);
    expect(await seqs({ beforeSeq: 1, limit: 2 })).toEqual([[], false]);
    expect(await seqs({ afterSeq: 0, limit: 2 })).toEqual([[1, 2], true]);
    expect(await seqs({ afterSeq: 3, limit: 2 })).toEqual([[4, 5], false]);
    expect(await seqs({ afterSeq: 5, limit: 2 })).toEqual([[], false]);
    expect(await store.messages.list(newId(), { limit: 2 })).toEqual({ messages: [], hasMore: false });
  });

  test("findSentByVisitor searches all of the visitor's conversations on the site", async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const closed = await addTalk(store, { siteId, visitorId: 'visitor' }, { clientMessageId: 'same' });
    await store.conversations.change(closed._id, 0, { status: 'closed', assignedAgent: null }, [], at(5));
    await addTalk(store, { siteId, visitorId: 'visitor' }, { clientMessageId: 'newer' });
    await addTalk(store, { siteId, visitorId: 'another' }, { clientMessageId: "another's" });
    const find = (clientMessageId: string, site = siteId) => store.messages.findSentByVisitor(site, 'visitor', clientMessageId);
    expect(await find('same')).toMatchObject({ conversationId: closed._id, seq: 1 });
    expect(await find('newer')).toMatchObject({ clientMessageId: 'newer' });
    expect(await find("another's")).toBeNull();
    expect(await find('same', newId())).toBeNull();
  });
}
