import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPassword } from '../agents/passwords.ts';
import { createFaqIndex } from '../faqs/faq-index.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { Store } from '../store/store.ts';
import { DEMO_PASSWORD } from './demo-company.ts';
import { STORIES, seedDemo } from './seed-demo.ts';

const NOW = new Date('2026-03-02T15:00:00Z');
const DAY_MS = 24 * 3600 * 1000;
/** Hundreds of conversations take a while on a busy machine. */
const SEEDED_WITHIN_MS = 60_000;
const options = { now: NOW, publicUrl: 'http://localhost:3000' };
const openEmpty = () => openSqliteStore({ file: ':memory:', clock: () => NOW });
const listAll = async (from: Store): Promise<ConversationRecord[]> => {
  const found: ConversationRecord[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await from.conversations.list({ limit: 100, cursor });
    found.push(...page.items);
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
};

let store: Store;
let seeded: Awaited<ReturnType<typeof seedDemo>>;
let conversations: ConversationRecord[];

beforeAll(async () => {
  store = openEmpty();
  seeded = await seedDemo(store, options);
  conversations = await listAll(store);
}, SEEDED_WITHIN_MS);
afterAll(() => store.close());

describe('the demo has', () => {
  test('five people who can sign in, each agent with their sites', async () => {
    const { items } = await store.agents.list({ limit: 10 });
    expect(items.map(({ name, role, siteIds }) => `${name}, ${role}, ${siteIds.length}`)).toEqual([
      'Ada Kern, owner, 0',
      'Ben Ito, admin, 0',
      'Chloe Diaz, agent, 1',
      'Dara Novak, agent, 1',
      'Elif Aydin, agent, 2',
    ]);
    expect(await verifyPassword(items[0]?.passwordHash ?? null, DEMO_PASSWORD)).toBe(true);
  });

  test('two sites with their own FAQs, each with 3 to 5 other wordings', async () => {
    for (const { site } of Object.values(seeded.sites)) {
      const { items } = await store.faqs.list({ limit: 100, siteIds: [site._id] });
      expect(items.length).toBeGreaterThanOrEqual(14);
      expect(items.filter(({ keywords }) => keywords.length < 2 || keywords.length > 5)).toEqual([]);
    }
  });

  test('hundreds of conversations over eight weeks, in every status', () => {
    expect(conversations.length).toBeGreaterThan(400);
    const ages = conversations.map(({ createdAt }) => (NOW.getTime() - createdAt.getTime()) / DAY_MS);
    expect(Math.max(...ages)).toBeGreaterThan(54);
    expect(ages.filter((age) => age < 0.5).length).toBeGreaterThan(15);
    const share = (status: ConversationRecord['status']) =>
      conversations.filter((conversation) => conversation.status === status).length / conversations.length;
    expect(share('resolved')).toBeGreaterThan(0.5);
    expect(share('closed')).toBeGreaterThan(0.05);
    for (const status of ['open', 'assigned'] as const) {
      expect(share(status)).toBeGreaterThan(0.01);
      expect(share(status)).toBeLessThan(0.1);
    }
  });

  test('anonymous and returning visitors, several languages, and hardly any repeated message', async () => {
    const visitors = new Set(conversations.map(({ visitorId }) => visitorId));
    expect(conversations.length - visitors.size).toBeGreaterThan(20);
    expect(conversations.filter(({ visitorName }) => visitorName === '').length).toBeGreaterThan(conversations.length / 8);
    expect(new Set(conversations.map(({ metadata }) => metadata.language)).size).toBeGreaterThan(8);
    const previews = conversations.map(({ lastMessage }) => lastMessage?.content);
    const most = Math.max(...[...Map.groupBy(previews, (preview) => preview).values()].map((same) => same.length));
    expect(most).toBeLessThan(conversations.length / 20);
  });

  test('visitors who wait now, with unread messages', () => {
    const waiting = conversations.filter(({ waitingSince }) => waitingSince !== null);
    expect(waiting.length).toBeGreaterThanOrEqual(4);
    expect(waiting.length).toBeLessThan(40);
    expect(waiting.every(({ waitingSince }) => NOW.getTime() - (waitingSince?.getTime() ?? 0) < 3 * DAY_MS)).toBe(true);
    expect(conversations.filter(({ unreadCount }) => unreadCount > 0).length).toBeGreaterThanOrEqual(3);
  });

  test('answers of the bot that were counted and rated', async () => {
    const { items } = await store.faqs.list({ limit: 100 });
    const given = seeded.stories.flatMap(({ steps }) => steps).filter((step) => step.type === 'bot');
    expect(items.reduce((sum, { viewCount }) => sum + viewCount, 0)).toBe(given.length);
    expect(items.reduce((sum, { helpfulCount }) => sum + helpfulCount, 0)).toBe(given.filter(({ helpful }) => helpful === true).length);
  });
});

test('nothing in it happens after the moment of its creation', async () => {
  for (const { _id, updatedAt, lastMessageAt } of conversations) {
    expect(updatedAt.getTime()).toBeLessThanOrEqual(NOW.getTime());
    expect(lastMessageAt?.getTime()).toBeLessThanOrEqual(NOW.getTime());
    const { messages } = await store.messages.list(_id, { limit: 100 });
    const times = messages.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test(
  'the same moment gives the same demo',
  async () => {
    const again = openEmpty();
    await seedDemo(again, options);
    expect(await listAll(again)).toEqual(conversations);
    await again.close();
  },
  SEEDED_WITHIN_MS,
);

test('a store that has users stays unchanged', async () => {
  await expect(seedDemo(store, options)).rejects.toThrow('empty');
  expect(await store.agents.count()).toBe(5);
});

test('in the handwritten stories, the bot answers where the real one would', async () => {
  const index = createFaqIndex({ store, clock: () => new Date() });
  const { site, faqs } = seeded.sites.shop;
  const keyOf = new Map(Object.entries(faqs).map(([key, { _id }]) => [_id, key]));
  const differing: string[] = [];
  for (const { steps, page } of STORIES) {
    for (const [number, step] of steps.entries()) {
      const asked = steps[number - 1];
      if (step.type !== 'bot' || asked?.type !== 'visitor') continue;
      const [best] = await index.rank(site._id, asked.text, page);
      const said = best && best.probability >= site.aiSettings.threshold ? keyOf.get(best.faq._id) : 'silence';
      if (said !== step.faq) differing.push(`${asked.text}: ${said} ${best?.probability.toFixed(2)}, not ${step.faq}`);
    }
  }
  expect(differing).toEqual([]);
});
