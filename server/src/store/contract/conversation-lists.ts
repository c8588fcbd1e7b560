import type { ConversationStatus } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import type { ConversationFilter, ConversationRecord } from '../port/conversations.ts';
import type { AddedMessage } from '../port/messages.ts';
import type { Store } from '../store.ts';
import { addConversation, addSite, addTalk, at, idsOf, newId, type OpenStore, ofAgent, readPages, say } from './samples.ts';

export function conversationListsContract(open: OpenStore): void {
  test('[ST40] conversations are sorted by newest message; one without messages is not listed', async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const [a, b, c] = [
      await addTalk(store, { siteId }, { createdAt: at(1) }),
      await addTalk(store, { siteId }, { createdAt: at(2) }),
      await addTalk(store, { siteId }, { createdAt: at(2) }),
    ];
    await addConversation(store, { siteId });
    expect(await list(store, {})).toEqual(idsOf([c, b, a]));
    await say(store, a, { createdAt: at(3) });
    expect(await list(store, {})).toEqual(idsOf([a, c, b]));
    expect(await store.conversations.countInbox({ agentId: null })).toMatchObject({ open: 3 });
  });

  test('[ST40] the order holds over several sites and statuses', async () => {
    const store = await open();
    const sites = [await addSite(store), await addSite(store), await addSite(store)];
    const talks: ConversationRecord[] = [];
    for (let second = 0; second < 12; second++) {
      const talk = await addTalk(store, { siteId: sites[second % 3]?._id ?? '' }, { createdAt: at(second) });
      talks.unshift(talk);
      if (second % 2) await setStatus(store, talk, 'resolved');
    }
    expect(await list(store, {})).toEqual(idsOf(talks));
    expect((await store.conversations.list({ limit: 5 })).items.map(({ _id }) => _id)).toEqual(idsOf(talks.slice(0, 5)));
  });

  test('each filter, and all of them combined, return what matches', async () => {
    const store = await open();
    const [one, two] = [await addSite(store), await addSite(store)];
    const open1 = await addTalk(store, { siteId: one._id }, { createdAt: at(1) });
    const answered = await addTalk(store, { siteId: one._id }, { createdAt: at(2) });
    await say(store, answered, { ...ofAgent, createdAt: at(2) });
    const anns = await addTalk(store, { siteId: one._id }, { createdAt: at(3) });
    await setStatus(store, anns, 'assigned', 'ann');
    const bobs = await addTalk(store, { siteId: two._id }, { createdAt: at(4) });
    await setStatus(store, bobs, 'assigned', 'bob');
    const annsDone = await addTalk(store, { siteId: two._id }, { createdAt: at(5) });
    await setStatus(store, annsDone, 'resolved', 'ann');
    const closed = await addTalk(store, { siteId: two._id }, { createdAt: at(6) });
    await setStatus(store, closed, 'closed');
    const cases: [ConversationFilter, ConversationRecord[]][] = [
      [{}, [closed, annsDone, bobs, anns, answered, open1]],
      [{ siteIds: [one._id] }, [anns, answered, open1]],
      [{ siteIds: [one._id, two._id, newId()] }, [closed, annsDone, bobs, anns, answered, open1]],
      [{ siteIds: [] }, []],
      [{ status: ['open'] }, [answered, open1]],
      [{ status: ['open', 'assigned'] }, [bobs, anns, answered, open1]],
      [{ status: ['resolved', 'closed'] }, [closed, annsDone]],
      [{ status: [] }, []],
      [{ assignedAgent: 'ann' }, [annsDone, anns]],
      [{ assignedAgent: 'ann', status: ['open', 'assigned'] }, [anns]],
      [{ assignedAgent: 'nobody' }, []],
      [{ assignedAgent: null }, [closed, answered, open1]],
      [{ assignedAgent: null, status: ['open'], siteIds: [two._id] }, []],
      [{ waiting: true }, [open1, anns, bobs]],
      [{ waiting: false }, [closed, annsDone, answered]],
      [{ waiting: true, assignedAgent: 'bob', siteIds: [two._id], status: ['assigned'] }, [bobs]],
      [{ waiting: true, assignedAgent: null }, [open1]],
    ];
    for (const [filter, expected] of cases) {
      expect([filter, await list(store, filter)]).toEqual([filter, idsOf(expected)]);
    }
  });

  test('[ST90] waiting conversations are listed longest wait first, and no page repeats or skips one while others start and stop waiting', async () => {
    const store = await open();
    const sites = [await addSite(store), await addSite(store)];
    const talks: ConversationRecord[] = [];
    for (const [index, second] of [5, 1, 4, 4, 2, 3].entries())
      talks.push(await addTalk(store, { siteId: sites[index % 2]?._id ?? '' }, { createdAt: at(second) }));
    const [five, one, four, alsoFour, two, three] = talks as [
      ConversationRecord,
      ConversationRecord,
      ConversationRecord,
      ConversationRecord,
      ConversationRecord,
      ConversationRecord,
    ];
    await say(store, one, { createdAt: at(20) });
    await setStatus(store, two, 'assigned', 'ann');
    const order = idsOf([one, two, three, four, alsoFour, five]);
    expect(await list(store, { waiting: true })).toEqual(order);
    expect(await list(store, { waiting: true, siteIds: [sites[0]?._id ?? ''] })).toEqual(idsOf([two, four, five]));
    expect(await list(store, { waiting: true, assignedAgent: null })).toEqual(order.filter((id) => id !== two._id));
    expect(idsOf((await store.conversations.search({ limit: 100, waiting: true, search: 'hello' })).items)).toEqual(order);
    let turn = 0;
    const read = await readPages(
      (cursor) => store.conversations.list({ limit: 2, waiting: true, cursor }),
      async () => {
        turn++;
        if (turn === 1) await say(store, three, { ...ofAgent, createdAt: at(21) });
        await addTalk(store, { siteId: sites[0]?._id ?? '' }, { createdAt: at(30 + turn) });
        await say(store, five, { createdAt: at(40) });
      },
    );
    expect(idsOf(read).slice(0, 5)).toEqual(order.filter((id) => id !== three._id));
    expect(new Set(idsOf(read)).size).toBe(read.length);
  });

  test('[ST91] the inbox counts cover open and assigned conversations in one pass', async () => {
    const store = await open();
    const [one, two] = [await addSite(store), await addSite(store)];
    const waits = await addTalk(store, { siteId: one._id }, { createdAt: at(3) });
    await say(store, waits, {}, {});
    const answered = await addTalk(store, { siteId: one._id }, { createdAt: at(1) });
    await say(store, answered, ofAgent);
    const anns = await addTalk(store, { siteId: two._id }, { createdAt: at(4) });
    await setStatus(store, anns, 'assigned', 'ann');
    const bobs = await addTalk(store, { siteId: two._id }, { createdAt: at(5) });
    await setStatus(store, bobs, 'assigned', 'bob');
    for (const status of ['resolved', 'closed'] as const) await setStatus(store, await addTalk(store, { siteId: two._id }), status);
    await addConversation(store, { siteId: one._id });
    const count = (agentId: string | null, siteIds?: string[]) => store.conversations.countInbox({ agentId, siteIds });
    const all = { open: 2, assigned: 2, unassigned: 2, waiting: 3, oldestWaitingSince: at(3), unreadMessages: 5 };
    expect(await count('ann')).toEqual({ ...all, mine: 1, attention: 2 });
    expect(await count(null)).toEqual({ ...all, mine: 0, attention: 1 });
    await store.conversations.markRead(waits._id, 'agent', 3, at(9));
    expect(await count('ann')).toEqual({ ...all, mine: 1, attention: 2, unreadMessages: 2 });
    expect(await count('bob', [one._id])).toEqual({
      open: 2,
      assigned: 0,
      mine: 0,
      unassigned: 2,
      waiting: 1,
      oldestWaitingSince: at(3),
      unreadMessages: 0,
      attention: 1,
    });
    expect(await count('ann', [])).toMatchObject({ open: 0, mine: 0, oldestWaitingSince: null, unreadMessages: 0 });
  });

  test('[ST92] a search returns the newest matching message, or none when only the name matched', async () => {
    const store = await open();
    const talk = await addTalk(store, { visitorName: 'Parcel Pete' }, { content: 'Where is my parcel?' });
    const [, second] = await say(store, talk, { content: 'hm' }, { ...ofAgent, content: 'The PARCEL is on its way', createdAt: at(7) }, { content: 'Thanks' });
    const match = async (search: string) => (await store.conversations.search({ limit: 10, search })).items.map((found) => found.match);
    const { _id, seq, senderType, content, createdAt } = (second as AddedMessage).message;
    expect(await match('parcel')).toEqual([{ _id, seq, senderType, content, createdAt }]);
    expect(await match('where parcel')).toEqual([expect.objectContaining({ seq: 1, senderType: 'visitor', content: 'Where is my parcel?' })]);
    expect(await match('pete')).toEqual([null]);
    expect(await match('pete parcel')).toEqual([null]);
    expect(await match('nothing')).toEqual([]);
  });

  test('a search finds words in name or e-mail, or all words in one message, ignoring case', async () => {
    const store = await open();
    const site = await addSite(store);
    const named = await addTalk(
      store,
      { siteId: site._id, visitorName: 'Jörg Ärmel', visitorEmail: 'jm@mail.example' },
      { createdAt: at(1), content: 'Hello' },
    );
    const parcel = await addTalk(
      store,
      { siteId: site._id, visitorName: '', visitorEmail: '' },
      { createdAt: at(2), content: 'Where is my PARCEL? It was blue.' },
    );
    const split = await addTalk(store, { siteId: site._id, visitorName: '', visitorEmail: '' }, { createdAt: at(3), content: 'blue' });
    await say(store, split, { content: 'parcel', createdAt: at(3) });
    const elsewhere = await addTalk(store, { visitorName: '' }, { createdAt: at(4), content: 'parcel' });
    const cases: [ConversationFilter & { search: string }, ConversationRecord[]][] = [
      [{ search: 'parcel' }, [elsewhere, split, parcel]],
      [{ search: '  Parcel  BLUE ' }, [parcel]],
      [{ search: 'blue parcel where' }, [parcel]],
      [{ search: 'blue green' }, []],
      [{ search: 'ärmel JÖRG' }, [named]],
      [{ search: 'jörg mail.example' }, [named]],
      [{ search: 'jörg hello' }, []],
      [{ search: 'jm@mail.example' }, [named]],
      [{ search: 'parcel', siteIds: [site._id] }, [split, parcel]],
      [{ search: 'parcel', siteIds: [] }, []],
      [{ search: 'parcel', waiting: false }, []],
      [{ search: 'blue', status: ['open'], assignedAgent: null, waiting: true }, [parcel, split]],
      [{ search: '?!"*(' }, []],
      [{ search: ' ' }, []],
    ];
    for (const [filter, expected] of cases) {
      expect([filter, await find(store, filter)]).toEqual([filter, idsOf(expected)]);
    }
  });

  test('a search finds prefixes of words, and any part of a text in a script without spaces', async () => {
    const store = await open();
    const delivery = await addTalk(store, {}, { content: 'My delivery is late' });
    const refund = await addTalk(store, {}, { content: '我想退款可以吗' });
    expect(await find(store, { search: 'deliv' })).toEqual([delivery._id]);
    expect(await find(store, { search: 'livery' })).toEqual([]);
    expect(await find(store, { search: '退款' })).toEqual([refund._id]);
    expect(await find(store, { search: '付款' })).toEqual([]);
  });

  test('a search follows name changes, and finds messages as soon as they are committed', async () => {
    const store = await open();
    const conversation = await addTalk(store, { visitorName: 'Before' }, { content: 'first' });
    await store.conversations.updateVisitor(conversation._id, { visitorName: 'After' }, at(2));
    expect(await find(store, { search: 'before' })).toEqual([]);
    expect(await find(store, { search: 'after' })).toEqual([conversation._id]);
    await say(store, conversation, { content: 'second' }, { content: 'third' });
    for (const search of ['first', 'second', 'third']) expect(await find(store, { search })).toEqual([conversation._id]);
  });
}

async function list(store: Store, filter: ConversationFilter): Promise<string[]> {
  return idsOf((await store.conversations.list({ limit: 100, ...filter })).items);
}

async function find(store: Store, filter: ConversationFilter & { search: string }): Promise<string[]> {
  return idsOf((await store.conversations.search({ limit: 100, ...filter })).items);
}

async function setStatus(store: Store, { _id }: ConversationRecord, status: ConversationStatus, assignedAgent: string | null = null): Promise<void> {
  await store.conversations.change(_id, 0, { status, assignedAgent }, [], at(50));
}
