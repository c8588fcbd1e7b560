import { expect, test } from 'vitest';
import type { ConversationFilter, ConversationRecord, Status, Store } from '../store.ts';
import { addConversation, addSite, addTalk, at, idsOf, newId, type OpenStore, ofAgent, ofBot, say } from './samples.ts';

export function conversationListsContract(open: OpenStore): void {
  test('[ST40] the newest message decides the order; without a message a conversation is not listed', async () => {
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
    expect((await store.conversations.count({})).conversations).toBe(3);
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

  test('each filter, and all of them together, give what fits', async () => {
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
      [{ waiting: true }, [bobs, anns, open1]],
      [{ waiting: false }, [closed, annsDone, answered]],
      [{ waiting: true, assignedAgent: 'bob', siteIds: [two._id], status: ['assigned'] }, [bobs]],
      [{ waiting: true, assignedAgent: null }, [open1]],
    ];
    for (const [filter, expected] of cases) {
      expect([filter, await list(store, filter)]).toEqual([filter, idsOf(expected)]);
      expect([filter, (await store.conversations.count(filter)).conversations]).toEqual([filter, expected.length]);
    }
  });

  test('a count adds up the unread messages and finds who waits longest', async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const early = await addTalk(store, { siteId }, { createdAt: at(1) });
    const late = await addTalk(store, { siteId }, { createdAt: at(3) });
    await say(store, late, {}, {});
    await say(store, early, ofBot);
    expect(await store.conversations.count({})).toEqual({ conversations: 2, unreadMessages: 4, oldestWaitingSince: at(3) });
    expect(await store.conversations.count({ waiting: false })).toEqual({ conversations: 1, unreadMessages: 1, oldestWaitingSince: null });
    expect(await store.conversations.count({ siteIds: [newId()] })).toEqual({ conversations: 0, unreadMessages: 0, oldestWaitingSince: null });
    expect(await store.conversations.count({ search: 'vera', waiting: true })).toEqual({ conversations: 1, unreadMessages: 3, oldestWaitingSince: at(3) });
  });

  test('a search finds words in name or e-mail, or all in one message, whatever the case', async () => {
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
    const cases: [ConversationFilter, ConversationRecord[]][] = [
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
      [{ search: 'blue', status: ['open'], assignedAgent: null, waiting: true }, [split, parcel]],
      [{ search: '?!"*(' }, []],
      [{ search: '' }, [elsewhere, split, parcel, named]],
    ];
    for (const [filter, expected] of cases) {
      expect([filter, await list(store, filter)]).toEqual([filter, idsOf(expected)]);
      expect([filter, (await store.conversations.count(filter)).conversations]).toEqual([filter, expected.length]);
    }
  });

  test('a search finds the beginnings of words, and any part of a text in a script without spaces', async () => {
    const store = await open();
    const delivery = await addTalk(store, {}, { content: 'My delivery is late' });
    const refund = await addTalk(store, {}, { content: '我想退款可以吗' });
    expect(await list(store, { search: 'deliv' })).toEqual([delivery._id]);
    expect(await list(store, { search: 'livery' })).toEqual([]);
    expect(await list(store, { search: '退款' })).toEqual([refund._id]);
    expect(await list(store, { search: '付款' })).toEqual([]);
  });

  test('a search follows the name, and finds messages from their commit on', async () => {
    const store = await open();
    const conversation = await addTalk(store, { visitorName: 'Before' }, { content: 'first' });
    await store.conversations.updateVisitor(conversation._id, { visitorName: 'After' }, at(2));
    expect(await list(store, { search: 'before' })).toEqual([]);
    expect(await list(store, { search: 'after' })).toEqual([conversation._id]);
    await say(store, conversation, { content: 'second' }, { content: 'third' });
    for (const search of ['first', 'second', 'third']) expect(await list(store, { search })).toEqual([conversation._id]);
  });
}

async function list(store: Store, filter: ConversationFilter): Promise<string[]> {
  return idsOf((await store.conversations.list({ limit: 100, ...filter })).items);
}

async function setStatus(store: Store, { _id }: ConversationRecord, status: Status, assignedAgent: string | null = null): Promise<void> {
  await store.conversations.change(_id, 0, { status, assignedAgent }, [], at(50));
}
