import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPassword } from '../agents/passwords.ts';
import { createFaqIndex } from '../faqs/faq-index.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { ConversationRecord, Store } from '../store/store.ts';
import { FAQS } from './faqs.ts';
import { DEMO_PASSWORD, STORIES, seedDemo } from './seed-demo.ts';

const NOW = new Date('2026-03-02T15:00:00Z');
const DAY_MS = 24 * 3600 * 1000;
const options = { now: NOW, publicUrl: 'http://localhost:3000' };
const openEmpty = () => openSqliteStore({ file: ':memory:', clock: () => NOW });

let store: Store;
let seeded: Awaited<ReturnType<typeof seedDemo>>;
let conversations: ConversationRecord[];

beforeAll(async () => {
  store = openEmpty();
  seeded = await seedDemo(store, options);
  conversations = (await store.conversations.list({ limit: 100 })).items;
});
afterAll(() => store.close());

describe('the demo has', () => {
  test('an owner, an admin and an agent who can sign in', async () => {
    const { items } = await store.agents.list({ limit: 10 });
    expect(items.map(({ name, role }) => `${name}, ${role}`)).toEqual(['Ada Kern, owner', 'Ben Ito, admin', 'Chloe Diaz, agent']);
    expect(await verifyPassword(items[0]?.passwordHash ?? null, DEMO_PASSWORD)).toBe(true);
    expect(items[2]?.siteIds).toEqual([seeded.site._id]);
  });

  test('25 FAQs with 3 to 5 other ways to ask each', async () => {
    const { items } = await store.faqs.list({ limit: 100 });
    expect(items).toHaveLength(25);
    for (const { keywords } of items) {
      expect(keywords.length).toBeGreaterThanOrEqual(3);
      expect(keywords.length).toBeLessThanOrEqual(5);
    }
  });

  test('40 conversations over five weeks, in every status', () => {
    expect(conversations).toHaveLength(40);
    const ages = conversations.map(({ createdAt }) => (NOW.getTime() - createdAt.getTime()) / DAY_MS);
    expect(Math.max(...ages)).toBeGreaterThan(33);
    expect(ages.filter((age) => age < 0.5).length).toBeGreaterThan(4);
    expect(new Set(conversations.map(({ status }) => status))).toEqual(new Set(['open', 'assigned', 'resolved', 'closed']));
  });

  test('visitors who wait now, with unread messages', () => {
    const waiting = conversations.filter(({ waitingSince }) => waitingSince !== null);
    expect(waiting.length).toBeGreaterThanOrEqual(4);
    expect(waiting.every(({ lastMessageAt }) => NOW.getTime() - (lastMessageAt?.getTime() ?? 0) < DAY_MS)).toBe(true);
    expect(conversations.filter(({ unreadCount }) => unreadCount > 0).length).toBeGreaterThanOrEqual(3);
  });

  test('answers of the bot that were counted and rated', async () => {
    const { items } = await store.faqs.list({ limit: 100 });
    const told = STORIES.flatMap(({ steps }) => steps).filter((step) => step.type === 'bot');
    expect(items.reduce((sum, { viewCount }) => sum + viewCount, 0)).toBe(told.length);
    expect(items.reduce((sum, { helpfulCount }) => sum + helpfulCount, 0)).toBe(told.filter(({ helpful }) => helpful === true).length);
  });
});

test('nothing in it happens later than the moment of its making', async () => {
  for (const { _id, updatedAt, lastMessageAt } of conversations) {
    expect(updatedAt.getTime()).toBeLessThanOrEqual(NOW.getTime());
    expect(lastMessageAt?.getTime()).toBeLessThanOrEqual(NOW.getTime());
    const { messages } = await store.messages.list(_id, { limit: 100 });
    const times = messages.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test('the same moment gives the same demo', async () => {
  const again = openEmpty();
  await seedDemo(again, options);
  expect((await again.conversations.list({ limit: 100 })).items).toEqual(conversations);
  await again.close();
});

test('a store that has users is left alone', async () => {
  await expect(seedDemo(store, options)).rejects.toThrow('empty');
  expect(await store.agents.count()).toBe(3);
});

test('the bot answers in the stories where the real one would', async () => {
  const index = createFaqIndex({ store, clock: () => new Date() });
  const { items } = await store.faqs.list({ limit: 100 });
  const keyOf = new Map(items.map(({ _id, question }) => [_id, Object.entries(FAQS).find(([, faq]) => faq.question === question)?.[0]]));
  const differing: string[] = [];
  for (const { steps, page } of STORIES) {
    for (const [number, step] of steps.entries()) {
      const asked = steps[number - 1];
      if (step.type !== 'bot' || asked?.type !== 'visitor') continue;
      const [best] = await index.rank(seeded.site._id, asked.text, page);
      const said = best && best.probability >= seeded.site.aiSettings.threshold ? keyOf.get(best.faq._id) : 'silence';
      if (said !== step.faq) differing.push(`${asked.text}: ${said} ${best?.probability.toFixed(2)}, not ${step.faq}`);
    }
  }
  expect(differing).toEqual([]);
});
