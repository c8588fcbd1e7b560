import { hashPassword } from '../agents/passwords.ts';
import { createFaqIndex } from '../faqs/faq-index.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import { complete } from '../store/port/record.ts';
import { type SiteRecord, siteRecord } from '../store/port/sites.ts';
import type { Store } from '../store/store.ts';
import { DEMO_PASSWORD, PEOPLE, SITES } from './demo-company.ts';
import type { DemoFaq } from './faqs.ts';
import { createMovedClock, type MovedClock } from './moved-clock.ts';
import { playStory, type StageSite } from './play-story.ts';
import { COFFEE_STORIES } from './stories-coffee.ts';
import { PAYMENT_STORIES } from './stories-payment.ts';
import { PLAN_STORIES } from './stories-plans.ts';
import { SHIPPING_STORIES } from './stories-shipping.ts';
import { TODAY_STORIES } from './stories-today.ts';
import type { AgentKey, SiteKey, Story } from './story.ts';
import { type AskBot, writeStories } from './write-stories.ts';

/** The handwritten stories; the other conversations come from `writeStories`. */
export const STORIES: Story[] = [...SHIPPING_STORIES, ...PLAN_STORIES, ...COFFEE_STORIES, ...PAYMENT_STORIES, ...TODAY_STORIES];
const FOUNDED_DAYS_AGO = 60;

export type DemoTeam = Record<AgentKey, AgentRecord>;
export type DemoStages = Record<SiteKey, StageSite>;

/**
 * Fills an empty store with a company: two sites, their FAQs, five people and eight weeks of conversations. The same `now` always gives the
 * same result. `publicUrl` is where the shop's pages are. Rejects, with nothing written, when the store has users.
 */
export async function seedDemo(store: Store, { now, publicUrl }: { now: Date; publicUrl: string }) {
  const clock = createMovedClock(now);
  clock.moveTo({ daysAgo: FOUNDED_DAYS_AGO, at: '09:00' });
  const team = await addTeam(store, clock);
  const sites: DemoStages = {
    shop: await addSite(store, clock, { key: 'shop', owner: team.ada, origin: publicUrl }),
    machines: await addSite(store, clock, { key: 'machines', owner: team.ada, origin: `https://${SITES.machines.domain}` }),
  };
  await giveSites(store, clock, team, sites);
  const stories = [...STORIES, ...(await writeStories(now, botOf(store, sites, now)))];
  for (const { site, origin } of Object.values(sites)) await store.sites.markSeen(site._id, origin, now);
  await playAll(stories, (story, index) => {
    const stage = { ...sites[story.site ?? 'shop'], store, clock: createMovedClock(now, index + 1), team };
    return playStory(stage, story, index);
  });
  return { sites, team, stories };
}

/** The stories of one visitor run one after another, those of different visitors concurrently, since they share commits then. */
async function playAll(stories: Story[], play: (story: Story, index: number) => Promise<void>): Promise<void> {
  const byVisitor = new Map<string, Promise<void>>();
  for (const [index, story] of stories.entries()) {
    const visitor = story.visitorId ?? String(index);
    const before = byVisitor.get(visitor) ?? Promise.resolve();
    byVisitor.set(
      visitor,
      before.then(() => play(story, index)),
    );
  }
  await Promise.all(byVisitor.values());
}

/** The product's own bot. */
function botOf(store: Store, sites: DemoStages, now: Date): AskBot {
  const index = createFaqIndex({ store, clock: () => now });
  return async (key, text, page) => {
    const { site, faqs, origin } = sites[key];
    const [best] = await index.rank(site._id, text, origin + page);
    if (!best || best.probability < site.aiSettings.threshold) return null;
    const found = Object.entries(faqs).find(([, faq]) => faq._id === best.faq._id);
    return found ? { faq: found[0], probability: best.probability } : null;
  };
}

async function addTeam(store: Store, clock: MovedClock): Promise<DemoTeam> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const make = (key: AgentKey): AgentRecord => {
    const { name, email, role, seenMinutesAgo } = PEOPLE[key];
    const invite = { inviteHash: null, inviteExpiresAt: null };
    const dates = { lastSeenAt: new Date(clock.today().getTime() - seenMinutesAgo * 60_000), createdAt: clock.now(), updatedAt: clock.now() };
    return { _id: clock.newId(), name, email, role, siteIds: [], isActive: true, passwordHash, ...invite, ...dates };
  };
  const team = { ada: make('ada'), ben: make('ben'), chloe: make('chloe'), dara: make('dara'), elif: make('elif') };
  if (!(await store.agents.addFirst(team.ada))) throw new Error('This data folder has users already. The demo needs an empty one.');
  for (const agent of [team.ben, team.chloe, team.dara, team.elif]) await store.agents.add(agent);
  return team;
}

async function addSite(store: Store, clock: MovedClock, { key, owner, origin }: { key: SiteKey; owner: AgentRecord; origin: string }): Promise<StageSite> {
  clock.forward(20);
  const { faqs, ...chosen } = SITES[key];
  const site = complete(siteRecord, {
    ...chosen,
    _id: clock.newId(),
    userId: owner._id,
    aiSettings: { enabled: true, fallbackToHuman: true, threshold: 0.75 },
    isActive: true,
    widgetSeenAt: null,
    widgetSeenOn: null,
    createdAt: clock.now(),
    updatedAt: clock.now(),
  });
  await store.sites.add(site);
  return { site, faqs: await addFaqs(store, clock, site, faqs), origin };
}

async function giveSites(store: Store, clock: MovedClock, team: DemoTeam, sites: DemoStages): Promise<void> {
  for (const [key, { _id }] of Object.entries(team)) {
    const siteIds = PEOPLE[key as AgentKey].sites.map((site) => sites[site].site._id);
    if (siteIds.length > 0) await store.agents.update(_id, { siteIds }, clock.now());
  }
}

async function addFaqs(store: Store, clock: MovedClock, site: SiteRecord, known: Record<string, DemoFaq>): Promise<Record<string, FaqRecord>> {
  const faqs: Record<string, FaqRecord> = {};
  for (const [key, { question, answer, category, keywords, pageSpecific = '', isActive = true }] of Object.entries(known)) {
    clock.forward(11);
    const at = clock.now();
    const counts = { viewCount: 0, helpfulCount: 0 };
    const faq: FaqRecord = {
      _id: clock.newId(),
      siteId: site._id,
      question,
      answer,
      category,
      keywords: [...keywords],
      pageSpecific,
      isActive,
      ...counts,
      createdAt: at,
      updatedAt: at,
    };
    await store.faqs.add(faq);
    faqs[key] = faq;
  }
  return faqs;
}
