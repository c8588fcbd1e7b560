import { expect, test } from 'vitest';
import { MARK_KEPT_MS } from '../agent-read-mark-changes.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { Store } from '../store.ts';
import { addSite, addTalk, aReadMark, at, newId, type OpenStore, ofAgent, say } from './samples.ts';

export function agentReadMarksContract(open: OpenStore): void {
  test('[ST100] an agent has one mark in a conversation: reading moves it on only, marking as unread moves it back', async () => {
    const store = await open();
    const [talk, other] = [await addTalk(store), await addTalk(store)];
    const [ann, ben] = [newId(), newId()];
    const set = (seq: number, changes = {}) => store.agentReadMarks.set(aReadMark(talk, { agentId: ann, seq, ...changes }));
    const marks = async (agentId = ann) => store.agentReadMarks.listOf(agentId, [talk._id, other._id, newId()]);
    const first = await set(3, { updatedAt: at(5) });
    expect(await marks()).toEqual([first]);
    for (const seq of [2, 3]) expect(await set(seq)).toBeNull();
    // The clock of another process is behind.
    const unread = await set(2, { isUnread: true, updatedAt: at(1) });
    expect(unread).toEqual({ ...first, seq: 2, isUnread: true, updatedAt: new Date(at(5).getTime() + 1) });
    expect(await set(2, { isUnread: true, updatedAt: at(6) })).toBeNull();
    expect(await set(2, { updatedAt: at(6) })).toBeNull();
    expect(await set(3, { updatedAt: at(7) })).toEqual({ ...first, updatedAt: at(7) });
    expect(await marks(ben)).toEqual([]);
    await store.agentReadMarks.set(aReadMark(talk, { agentId: ben }));
    expect(await marks()).toHaveLength(1);
  });

  test('[ST100] of marks set at the same time, the furthest is kept', async () => {
    const store = await open();
    const talk = await addTalk(store);
    const agentId = newId();
    await Promise.all([4, 1, 6, 3, 5, 2].map((seq) => store.agentReadMarks.set(aReadMark(talk, { agentId, seq }))));
    expect(await store.agentReadMarks.listOf(agentId, [talk._id])).toMatchObject([{ seq: 6 }]);
  });

  test('[ST102] marks are removed with their conversation or site, and 30 days after their last change', async () => {
    const store = await open();
    const site = await addSite(store);
    const [gone, kept, ofSite] = [await addTalk(store), await addTalk(store), await addTalk(store, { siteId: site._id })];
    const agentId = newId();
    const old = new Date(at(0).getTime() - MARK_KEPT_MS - 1);
    for (const talk of [gone, kept, ofSite]) await store.agentReadMarks.set(aReadMark(talk, { agentId }));
    await store.agentReadMarks.set(aReadMark(kept, { agentId: 'f'.repeat(24), updatedAt: old }));
    const left = async (of: string) => (await store.agentReadMarks.listOf(of, [gone._id, kept._id, ofSite._id])).map(({ conversationId }) => conversationId);
    await store.conversations.remove(gone._id);
    await store.sites.remove(site._id);
    await store.maintain();
    expect(await left(agentId)).toEqual([kept._id]);
    expect(await left('f'.repeat(24))).toEqual([]);
  });

  test('[ST91] attention goes by the own marks of the agent, and without one by the wait and by what no agent has read', async () => {
    const store = await open();
    const site = await addSite(store);
    const [ann, ben] = [newId(), newId()];
    const attention = async (agentId: string, siteIds = [site._id]) => (await store.conversations.countInbox({ siteIds, agentId })).attention;
    const read = async ({ _id, siteId }: ConversationRecord, agentId: string, seq: number, isUnread = false) => {
      if (!isUnread) await store.conversations.markRead(_id, 'agent', seq, at(3));
      await store.agentReadMarks.set(aReadMark({ _id, siteId }, { agentId, seq, isUnread, updatedAt: at(3) }));
    };
    const waits = await addTalk(store, { siteId: site._id });
    await read(waits, ann, 1);
    expect([await attention(ann), await attention(ben)]).toEqual([0, 1]);
    await say(store, waits, {});
    await read(waits, ben, 2);
    expect([await attention(ann), await attention(ben)]).toEqual([1, 0]);
    await say(store, waits, ofAgent);
    expect([await attention(ann), await attention(ben)]).toEqual([0, 0]);
    await read(waits, ann, 1, true);
    expect([await attention(ann), await attention(ben)]).toEqual([1, 0]);
    expect(await attention(ann, [])).toBe(0);
    await store.conversations.change(waits._id, waits.revision, { status: 'assigned', assignedAgent: ben }, [], at(4));
    expect([await attention(ann), await attention(ben)]).toEqual([0, 0]);
  });

  test('[ST101] marks that another process changed are listed once they are stored, for the agents asked about', async () => {
    const store = await open();
    if (!store.changes) return;
    const { changes } = store as Store & { changes: NonNullable<Store['changes']> };
    const talk = await addTalk(store);
    const [ann, ben] = [newId(), newId()];
    const { marks, mark } = await changes.listReadMarks([ann], null);
    expect(marks).toEqual([]);
    const set = await store.agentReadMarks.set(aReadMark(talk, { agentId: ann, seq: 1, updatedAt: new Date(0) }));
    await store.agentReadMarks.set(aReadMark(talk, { agentId: ben }));
    expect((await changes.listReadMarks([ann], mark)).marks).toEqual([set]);
    expect((await changes.listReadMarks([], mark)).marks).toEqual([]);
  });
}
