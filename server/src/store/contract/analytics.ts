import { expect, test } from 'vitest';
import { addConversation, addSite, addTalk, at, newId, type OpenStore, ofAgent, ofBot, say } from './samples.ts';

export function analyticsContract(open: OpenStore): void {
  test('listConversationFacts gives the conversations that began in the time, oldest first', async () => {
    const store = await open();
    const [one, two] = [await addSite(store), await addSite(store)];
    const late = await addTalk(store, { siteId: one._id, createdAt: at(5) }, { createdAt: at(20) });
    const early = await addTalk(store, { siteId: two._id, createdAt: at(4) }, { createdAt: at(10) });
    for (const second of [9, 30]) await addTalk(store, { siteId: one._id }, { createdAt: at(second) });
    await say(store, await addConversation(store, { siteId: one._id }), { ...ofAgent, createdAt: at(12) });
    await say(store, late, { ...ofAgent, createdAt: at(25) });
    await store.conversations.change(late._id, 0, { status: 'resolved', assignedAgent: null }, [], at(40));
    await say(store, early, { ...ofBot, createdAt: at(11) });
    const earlyFacts = { createdAt: at(4), firstVisitorMessageAt: at(10), firstResponseAt: null, resolvedAt: null, botAnswered: true };
    const lateFacts = { createdAt: at(5), firstVisitorMessageAt: at(20), firstResponseAt: at(25), resolvedAt: at(40), botAnswered: false };
    const list = (siteIds?: string[]) => store.analytics.listConversationFacts({ siteIds, from: at(10), to: at(30) });
    expect(await list()).toEqual([earlyFacts, lateFacts]);
    expect(await list([one._id, two._id])).toEqual([earlyFacts, lateFacts]);
    expect(await list([one._id])).toEqual([lateFacts]);
    expect(await list([])).toEqual([]);
  });

  test('listResolutions gives what was resolved in the time and is so still', async () => {
    const store = await open();
    const site = await addSite(store);
    const resolve = async (second: number, createdAt: Date) => {
      const talk = await addTalk(store, { siteId: site._id, createdAt });
      await store.conversations.change(talk._id, 0, { status: 'resolved', assignedAgent: null }, [], at(second));
      return talk;
    };
    for (const second of [9, 30]) await resolve(second, at(0));
    await resolve(29, at(3));
    const closed = await resolve(10, at(2));
    await store.conversations.change(closed._id, 1, { status: 'closed', assignedAgent: null }, [], at(50));
    await say(store, await resolve(15, at(1)), {});
    const list = (siteIds?: string[]) => store.analytics.listResolutions({ siteIds, from: at(10), to: at(30) });
    const expected = [
      { createdAt: at(2), resolvedAt: at(10) },
      { createdAt: at(3), resolvedAt: at(29) },
    ];
    expect(await list()).toEqual(expected);
    expect(await list([site._id])).toEqual(expected);
    expect(await list([newId()])).toEqual([]);
  });

  test('countMessages counts by sender between each two boundaries', async () => {
    const store = await open();
    const [one, two] = [await addSite(store), await addSite(store)];
    const talk = await addConversation(store, { siteId: one._id });
    await say(
      store,
      talk,
      { createdAt: at(9) },
      { createdAt: at(10) },
      { ...ofAgent, createdAt: at(19) },
      { createdAt: at(20) },
      { ...ofBot, createdAt: at(39) },
      { createdAt: at(40) },
    );
    await say(store, await addConversation(store, { siteId: two._id }), { createdAt: at(10) });
    const boundaries = [at(10), at(20), at(30), at(40)];
    const [none, bot] = [
      { visitor: 0, agent: 0, bot: 0 },
      { visitor: 0, agent: 0, bot: 1 },
    ];
    const middle = { visitor: 1, agent: 0, bot: 0 };
    expect(await store.analytics.countMessages({ boundaries })).toEqual([{ visitor: 2, agent: 1, bot: 0 }, middle, bot]);
    expect(await store.analytics.countMessages({ siteIds: [one._id], boundaries })).toEqual([{ visitor: 1, agent: 1, bot: 0 }, middle, bot]);
    expect(await store.analytics.countMessages({ siteIds: [], boundaries })).toEqual([none, none, none]);
    expect(await store.analytics.countMessages({ boundaries: [at(0)] })).toEqual([]);
  });
}
