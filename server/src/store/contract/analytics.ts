import { expect, test } from 'vitest';
import type { FiguresOf } from '../port/analytics.ts';
import { addConversation, addSite, addTalk, at, newId, type OpenStore, ofAgent, ofBot, say } from './samples.ts';

const none = { count: 0, median: null, p90: null };
const nothing = {
  conversations: 0,
  answeredByAgent: 0,
  answeredByBotAlone: 0,
  firstResponse: none,
  resolution: none,
  messages: { visitor: 0, agent: 0, bot: 0 },
};
const of: FiguresOf[] = ['conversations', 'resolutions', 'messages'];

export function analyticsContract(open: OpenStore): void {
  test('[ST98] a report counts conversations in the span of their first visitor message, with how they were answered', async () => {
    const store = await open();
    const [one, two] = [await addSite(store), await addSite(store)];
    const late = await addTalk(store, { siteId: one._id, createdAt: at(5) }, { createdAt: at(20) });
    const early = await addTalk(store, { siteId: two._id, createdAt: at(4) }, { createdAt: at(10) });
    for (const second of [9, 30]) await addTalk(store, { siteId: one._id }, { createdAt: at(second) });
    await say(store, await addConversation(store, { siteId: one._id }), { ...ofAgent, createdAt: at(12) });
    await say(store, late, { ...ofAgent, createdAt: at(25) });
    await say(store, early, { ...ofBot, createdAt: at(11) });
    const report = (siteIds?: string[]) => store.analytics.report({ siteIds, boundaries: [at(10), at(20), at(30)], of: ['conversations'] });
    const earlyFigures = { ...nothing, conversations: 1, answeredByBotAlone: 1 };
    const firstResponse = { count: 1, median: 5000, p90: 5000 };
    const lateFigures = { ...nothing, conversations: 1, answeredByAgent: 1, firstResponse };
    const all = { ...nothing, conversations: 2, answeredByAgent: 1, answeredByBotAlone: 1, firstResponse };
    expect(await report()).toEqual({ spans: [earlyFigures, lateFigures], all });
    expect(await report([one._id, two._id])).toEqual({ spans: [earlyFigures, lateFigures], all });
    expect(await report([one._id])).toEqual({ spans: [nothing, lateFigures], all: lateFigures });
    expect(await report([])).toEqual({ spans: [nothing, nothing], all: nothing });
  });

  test('[ST98] resolutions count in the span in which they were made, unless the conversation was reopened', async () => {
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
    const resolution = async (siteIds?: string[]) =>
      (await store.analytics.report({ siteIds, boundaries: [at(10), at(30)], of: ['resolutions'] })).all.resolution;
    expect(await resolution()).toEqual({ count: 2, median: 17_000, p90: 26_000 });
    expect(await resolution([site._id])).toEqual({ count: 2, median: 17_000, p90: 26_000 });
    expect(await resolution([newId()])).toEqual(none);
  });

  test('[ST98] messages count by sender in the span in which they were sent', async () => {
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
    const report = (siteIds?: string[]) => store.analytics.report({ siteIds, boundaries: [at(10), at(20), at(30), at(40)], of: ['messages'] });
    const messages = async (siteIds?: string[]) => (await report(siteIds)).spans.map((figures) => figures.messages);
    const last = [
      { visitor: 1, agent: 0, bot: 0 },
      { visitor: 0, agent: 0, bot: 1 },
    ];
    expect(await messages()).toEqual([{ visitor: 2, agent: 1, bot: 0 }, ...last]);
    expect(await messages([one._id])).toEqual([{ visitor: 1, agent: 1, bot: 0 }, ...last]);
    expect((await report()).all).toEqual({ ...nothing, messages: { visitor: 3, agent: 1, bot: 1 } });
    expect(await store.analytics.report({ boundaries: [at(0)], of })).toEqual({ spans: [], all: nothing });
  });

  test('[ST98] percentiles are computed over all durations, not from the percentiles of spans', async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    for (const [asked, answered] of [
      [1, 2],
      [2, 4],
      [3, 6],
      [11, 31],
    ] as const) {
      const talk = await addTalk(store, { siteId }, { createdAt: at(asked) });
      await say(store, talk, { ...ofAgent, createdAt: at(answered) });
    }
    const { spans, all } = await store.analytics.report({ boundaries: [at(0), at(10), at(20)], of });
    expect(spans.map(({ firstResponse }) => firstResponse)).toEqual([
      { count: 3, median: 2000, p90: 3000 },
      { count: 1, median: 20_000, p90: 20_000 },
    ]);
    expect(all.firstResponse).toEqual({ count: 4, median: 2500, p90: 20_000 });
  });
}
