import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol/widget-config';
import { hashPassword } from '../agents/passwords.ts';
import type { AgentRecord, FaqRecord, SiteRecord, Store } from '../store/store.ts';
import { type DemoFaq, FAQS, type FaqKey } from './faqs.ts';
import { createMovedClock, type MovedClock } from './moved-clock.ts';
import { playStory } from './play-story.ts';
import { COFFEE_STORIES } from './stories-coffee.ts';
import { PAYMENT_STORIES } from './stories-payment.ts';
import { PLAN_STORIES } from './stories-plans.ts';
import { SHIPPING_STORIES } from './stories-shipping.ts';
import { TODAY_STORIES } from './stories-today.ts';
import type { AgentKey } from './story.ts';

/** Everybody in the demo signs in with it; the demo listens on this machine only unless told otherwise. */
export const DEMO_PASSWORD = 'northwind-demo';
export const DEMO_SITE_KEY = 'sc_northwind-demo';

/** The story of a shop of its own: 1 site, 3 agents, its FAQs and conversations. */
export const STORIES = [...SHIPPING_STORIES, ...PLAN_STORIES, ...COFFEE_STORIES, ...PAYMENT_STORIES, ...TODAY_STORIES];

const PEOPLE: Record<AgentKey, Pick<AgentRecord, 'name' | 'email' | 'role'>> = {
  ada: { name: 'Ada Kern', email: 'ada@northwind.example', role: 'owner' },
  ben: { name: 'Ben Ito', email: 'ben@northwind.example', role: 'admin' },
  chloe: { name: 'Chloe Diaz', email: 'chloe@northwind.example', role: 'agent' },
};
const FOUNDED_DAYS_AGO = 60;

export type DemoTeam = Record<AgentKey, AgentRecord>;
export type DemoFaqs = Record<FaqKey, FaqRecord>;

/**
 * Fills an empty store; at the same `now` always with the same. `publicUrl` is where the shop's pages are.
 * Rejects, with nothing written, when the store has users.
 */
export async function seedDemo(store: Store, { now, publicUrl }: { now: Date; publicUrl: string }): Promise<{ site: SiteRecord; team: DemoTeam }> {
  const clock = createMovedClock(now);
  clock.moveTo({ daysAgo: FOUNDED_DAYS_AGO, at: '09:00' });
  const team = await addTeam(store, clock);
  const site = await addSite(store, clock, team);
  const faqs = await addFaqs(store, clock, site);
  for (const [index, story] of STORIES.entries()) await playStory({ store, clock, site, team, faqs, publicUrl }, story, index);
  return { site, team };
}

async function addTeam(store: Store, clock: MovedClock): Promise<DemoTeam> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const make = (key: AgentKey): AgentRecord => ({
    ...PEOPLE[key],
    _id: clock.newId(),
    siteIds: [],
    isActive: true,
    passwordHash,
    inviteHash: null,
    inviteExpiresAt: null,
    lastSeenAt: clock.today(),
    createdAt: clock.now(),
    updatedAt: clock.now(),
  });
  const team = { ada: make('ada'), ben: make('ben'), chloe: make('chloe') };
  if (!(await store.agents.addFirst(team.ada))) throw new Error('This data folder has users already. The demo needs an empty one.');
  for (const agent of [team.ben, team.chloe]) await store.agents.add(agent);
  return team;
}

async function addSite(store: Store, clock: MovedClock, team: DemoTeam): Promise<SiteRecord> {
  clock.forward(20);
  const site: SiteRecord = {
    _id: clock.newId(),
    name: 'Northwind',
    domain: 'localhost',
    allowedDomains: ['127.0.0.1'],
    siteKey: DEMO_SITE_KEY,
    userId: team.ada._id,
    widgetSettings: { ...DEFAULT_WIDGET_SETTINGS, primaryColor: '#1F5F4A', welcomeMessage: 'Hello. Ask us about coffee, plans or your order.' },
    aiSettings: { enabled: true, fallbackToHuman: true, threshold: 0.75 },
    isActive: true,
    widgetSeenAt: null,
    widgetSeenOn: null,
    createdAt: clock.now(),
    updatedAt: clock.now(),
  };
  await store.sites.add(site);
  await store.agents.update(team.chloe._id, { siteIds: [site._id] }, clock.now());
  return site;
}

async function addFaqs(store: Store, clock: MovedClock, site: SiteRecord): Promise<DemoFaqs> {
  const faqs: Partial<DemoFaqs> = {};
  for (const [key, { question, answer, category, keywords, pageSpecific = '', isActive = true }] of Object.entries<DemoFaq>(FAQS)) {
    clock.forward(11);
    const at = clock.now();
    const faq: FaqRecord = {
      _id: clock.newId(),
      siteId: site._id,
      question,
      answer,
      category,
      keywords: [...keywords],
      pageSpecific,
      isActive,
      viewCount: 0,
      helpfulCount: 0,
      createdAt: at,
      updatedAt: at,
    };
    await store.faqs.add(faq);
    faqs[key as FaqKey] = faq;
  }
  return faqs as DemoFaqs;
}
