import { HISTORY_DAYS, listStarts, minutesToAnswer } from './calendar.ts';
import { type Chance, createChance } from './chance.ts';
import type { Dialogue } from './dialogue.ts';
import { COFFEE_DIALOGUES } from './dialogues-coffee.ts';
import { LANGUAGE_DIALOGUES } from './dialogues-languages.ts';
import { MACHINE_DIALOGUES } from './dialogues-machines.ts';
import { PLAN_DIALOGUES } from './dialogues-plans.ts';
import { greet, invent, type Person } from './people.ts';
import type { AgentKey, SiteKey, Step, Story, TimedStep } from './story.ts';

const SEED = 20_260_901;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Conversations that are in progress: minutes since they started. */
const LIVE = [3, 5, 8, 13, 19, 26, 34, 41, 55, 72, 96, 125, 160, 210, 255, 320];
const AGENTS: Record<SiteKey, readonly AgentKey[]> = {
  shop: ['chloe', 'chloe', 'chloe', 'ben', 'ben', 'elif', 'elif', 'ada'],
  machines: ['dara', 'dara', 'dara', 'elif', 'elif', 'ben'],
};
const CITIES = ['Lyon', 'Porto', 'Leipzig', 'Ghent', 'Aarhus', 'Zurich', 'Bristol', 'Kraków', 'Graz', 'Bologna', 'Utrecht', 'Seville'];
const COFFEES = ['Morning', 'Harbour', 'Orchard', 'Evening'];
const MACHINES = ['Sila V4', 'moka pot', 'French press', 'Compact One', 'Duo', 'V60'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const REFERRERS = [
  '',
  '',
  '',
  'https://www.google.com/',
  'https://www.google.com/',
  'https://www.instagram.com/',
  'https://coffee-notes.example/best-subscriptions',
];
const ASIDES = [
  'It is a bit urgent, sorry',
  'No rush, whenever you have time',
  'I am on my phone, excuse the typos',
  'I looked in the FAQ first but did not find it',
  'It is for my parents',
];
const NOT_ENOUGH = [
  'Thanks, but that is not quite my case. Could I talk to a person?',
  'I did that already, it did not help',
  'Hm, that does not answer it',
  'I know, but in my case it is different',
  'ok, and if that does not work?',
];
const THANKS = ['Thanks!', 'Ah, perfect', 'That was quick, thank you', 'great, thx', 'Thank you, all clear now'];

/** What the bot would answer to this text on this page: the FAQ's key and its probability. */
export type AskBot = (site: SiteKey, text: string, page: string) => Promise<{ faq: string; probability: number } | null>;

/** The company's last eight weeks, oldest conversation first. The same `now` and bot always give the same result. */
export async function writeStories(now: Date, askBot: AskBot): Promise<Story[]> {
  const chance = createChance(SEED);
  const regulars: { person: Person; site: SiteKey; freeFrom: number }[] = [];
  const stories: Story[] = [];
  const starts = listStarts(chance, now).map((start) => ({ start, live: -1 }));
  starts.push(...LIVE.map((minutes, live) => ({ start: new Date(now.getTime() - minutes * MINUTE_MS), live })).toReversed());
  for (const [number, { start, live }] of starts.entries()) {
    const back = live < 0 && chance.happens(0.15) ? regulars.find(({ freeFrom }) => freeFrom < start.getTime()) : undefined;
    const site = back?.site ?? (chance.happens(0.68) ? 'shop' : 'machines');
    const dialogue = chooseDialogue(chance, site, back?.person.language);
    const person = back?.person ?? invent(chance, dialogue.language ?? 'en', number);
    const staysFree = back !== undefined || (person.name !== '' && chance.happens(0.12));
    const writer = createWriter({ chance, now, start, site, person, askBot });
    const ended = live < 0 ? await writer.writeWhole(dialogue, staysFree) : await writer.writeStart(dialogue, live % 4);
    stories.push(writer.story);
    if (back) regulars.splice(regulars.indexOf(back), 1);
    if (staysFree && ended !== null) regulars.push({ person, site, freeFrom: ended + (1 + chance.below(HISTORY_DAYS / 4)) * DAY_MINUTES * MINUTE_MS });
  }
  return stories;
}

function chooseDialogue(chance: Chance, site: SiteKey, language: string | undefined): Dialogue {
  if (site === 'machines') return chance.pick(MACHINE_DIALOGUES);
  const own = LANGUAGE_DIALOGUES.filter((dialogue) => dialogue.language === language);
  if (own.length > 0) return chance.pick(own);
  if (language === undefined && chance.happens(0.22)) return chance.pick(LANGUAGE_DIALOGUES);
  return chance.pick([...COFFEE_DIALOGUES, ...PLAN_DIALOGUES]);
}

type Setting = { chance: Chance; now: Date; start: Date; site: SiteKey; person: Person; askBot: AskBot };

/** Writes one story step by step; steps after `now`, and all that follow, are left out. */
function createWriter({ chance, now, start, site, person, askBot }: Setting) {
  const slots: Record<string, string> = {
    order: `${site === 'shop' ? 'NW' : 'NM'}-${21_000 + chance.below(900)}`,
    coffee: chance.pick(COFFEES),
    city: chance.pick(CITIES),
    day: chance.pick(DAYS),
    machine: chance.pick(MACHINES),
    count: String(6 + chance.below(30)),
    hi: greet(chance, person),
  };
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? '');
  const steps: Step[] = [];
  const story: Story = { start: { moment: start }, site, visitorId: person.visitorId, name: person.name, email: person.email, page: '', steps };
  story.language = person.language;
  story.referrer = chance.pick(REFERRERS);
  let agent = chance.pick(AGENTS[site]);
  let time = start.getTime();
  /** False when `now` is reached: the story ends there. */
  const add = (step: TimedStep, after: number): boolean => {
    if (time + after * MINUTE_MS > now.getTime()) return false;
    time += after * MINUTE_MS;
    steps.push({ ...step, after });
    return true;
  };
  const pause = () => (chance.happens(0.05) ? chance.around(150) : chance.around(1.4));

  /** No one answers a thank-you, so it would wait forever. */
  const isPast = now.getTime() - start.getTime() > 2 * DAY_MINUTES * MINUTE_MS;

  /** The opening message, and the bot's reply. True when that was all the visitor needed. */
  async function open(dialogue: Dialogue, lane: number, after: number): Promise<boolean | null> {
    const text = fill(dialogue.ask[lane % dialogue.ask.length] ?? '');
    if (!add({ type: 'visitor', text }, after)) return null;
    const answer = steps.some(({ type }) => type === 'agent') ? null : await askBot(site, text, story.page);
    if (answer) {
      const satisfied = chance.happens(0.62);
      const rated = chance.happens(0.6);
      steps.push({ type: 'bot', ...answer, helpful: rated ? satisfied : null });
      if (satisfied) return !(isPast && chance.happens(0.5)) || add({ type: 'visitor', text: chance.pick(THANKS) }, pause()) || null;
      if (!add({ type: 'visitor', text: chance.pick(NOT_ENOUGH) }, pause())) return null;
      if (chance.happens(0.8)) steps.push({ type: 'ask-person' });
    } else if (person.language === 'en' && chance.happens(0.12)) {
      if (!add({ type: 'visitor', text: chance.pick(ASIDES) }, 0.5 + chance.next())) return null;
    }
    return false;
  }

  /** The turns of both sides; false when `now` is reached in between. */
  function talk(dialogue: Dialogue, lane: number, turns: number, isLive = false): boolean {
    for (const [index, wordings] of dialogue.turns.slice(0, turns).entries()) {
      const text = fill(wordings[lane % wordings.length] ?? '');
      const isAgent = index % 2 === 0;
      const minutes = isAgent ? (isLive || index > 0 ? chance.around(1.8) : minutesToAnswer(chance, new Date(time))) : pause();
      if (isAgent && index === 2 && chance.happens(0.05)) {
        const colleague = AGENTS[site].find((other) => other !== agent) ?? agent;
        steps.push({ type: 'assign', agent: colleague, by: agent });
        agent = colleague;
      }
      if (!add(isAgent ? { type: 'agent', agent, text } : { type: 'visitor', text }, minutes)) return false;
    }
    return true;
  }

  return {
    story,
    /** From the first message to its end; returns when it was closed, null when it was not. */
    async writeWhole(dialogue: Dialogue, isClosed: boolean): Promise<number | null> {
      story.page = chance.pick(dialogue.pages);
      const lane = chance.below(12);
      const served = await open(dialogue, lane, 0);
      if (served === null) return null;
      if (!served && !talk(dialogue, lane, dialogue.turns.length - (chance.happens(0.25) ? 1 : 0))) return null;
      const isRecent = now.getTime() - time < 3 * DAY_MINUTES * MINUTE_MS;
      if (isRecent && steps.at(-1)?.type === 'agent' && chance.happens(0.4)) return null;
      steps.push({ type: 'read', agent });
      if (isClosed || chance.happens(0.07)) return add({ type: 'close', agent }, chance.around(served ? 400 : 6)) ? time : null;
      if (!add({ type: 'resolve', agent }, chance.around(served ? 400 : 4))) return null;
      if (chance.happens(0.08)) {
        const again = chooseDialogue(chance, site, person.language);
        const other = chance.below(12);
        const answered = await open(again, other, DAY_MINUTES * (0.8 + chance.next() * 5));
        if (answered === true || (answered === false && talk(again, other, 3))) add({ type: 'resolve', agent }, chance.around(5));
      }
      return null;
    },
    /** An unfinished conversation: 0 unanswered, 1 the visitor wrote last, 2 the agent did, 3 a person was asked for. */
    async writeStart(dialogue: Dialogue, state: number): Promise<null> {
      story.page = chance.pick(dialogue.pages);
      const lane = chance.below(12);
      const served = await open(dialogue, lane, 0);
      if (served === false && (state === 1 || state === 2)) talk(dialogue, lane, state === 1 ? 2 : 1, true);
      if (state === 3 && !steps.some(({ type }) => type === 'ask-person')) steps.push({ type: 'ask-person' });
      return null;
    },
  };
}
