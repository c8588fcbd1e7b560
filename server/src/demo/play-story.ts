import { createHash } from 'node:crypto';
import { newSecret } from '../ids.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { NewMessage } from '../store/port/messages.ts';
import type { SiteRecord } from '../store/port/sites.ts';
import type { ThreadEntryRecord } from '../store/port/thread-entries.ts';
import type { Store } from '../store/store.ts';
import type { MovedClock } from './moved-clock.ts';
import type { AgentKey, Step, Story } from './story.ts';

/** A site with its FAQs by key; `origin` is where its pages are. */
export type StageSite = { site: SiteRecord; faqs: Record<string, FaqRecord>; origin: string };
type Stage = StageSite & { store: Store; clock: MovedClock; team: Record<AgentKey, AgentRecord> };
type Playing = Stage & { id: string; story: Story; visitorId: string; index: number };

const MINUTES_TO_WRITE = [0.6, 1.4, 0.9, 2.1, 1.1];
const DAY_MS = 24 * 3600 * 1000;
/** The bot's certainty, unless the story says otherwise. */
const PROBABILITIES = [0.97, 0.91, 0.94, 0.88, 0.96];
const BROWSERS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
];

/** Plays a conversation, step by step, at the times of its story. `index` is its number among all. */
export async function playStory(stage: Stage, story: Story, index: number): Promise<void> {
  const { clock } = stage;
  clock.moveTo(story.start);
  const playing: Playing = { ...stage, story, index, visitorId: story.visitorId ?? `demo-${String(index + 1).padStart(2, '0')}`, id: clock.newId() };
  await arrive(playing);
  for (const [number, step] of story.steps.entries()) await playStep(playing, step, number);
}

/** The visitor opens the chat. */
async function arrive({ store, clock, site, story, visitorId, id, index, origin }: Playing): Promise<void> {
  const at = clock.now();
  // No one knows the token: these visitors return only in stories.
  const tokenHash = createHash('sha256').update(newSecret()).digest('hex');
  await store.visitors.add({ siteId: site._id, visitorId, tokenHash, tokenExpiresAt: new Date(at.getTime() + 30 * DAY_MS), createdAt: at, lastSeenAt: at });
  await store.conversations.add({
    _id: id,
    siteId: site._id,
    visitorId,
    visitorName: story.name,
    visitorEmail: story.email,
    currentPage: origin + story.page,
    metadata: { userAgent: pick(BROWSERS, index), ip: `203.0.${index % 114}.0`, referrer: story.referrer ?? '', language: story.language ?? 'en' },
    createdAt: at,
  });
}

async function playStep(playing: Playing, step: Step, number: number): Promise<void> {
  const { store, clock, id, team } = playing;
  switch (step.type) {
    case 'visitor':
      if (number > 0) clock.forward(step.after ?? pick(MINUTES_TO_WRITE, playing.index + number));
      return say(playing, {
        senderType: 'visitor',
        senderId: playing.visitorId,
        senderName: playing.story.name,
        content: step.text,
        reopenActivity: activity(playing, 'reopened', playing.story.name),
      });
    case 'agent': {
      clock.forward(step.after ?? pick(MINUTES_TO_WRITE, playing.index + number));
      const { _id, name } = team[step.agent];
      await say(playing, {
        senderType: 'agent',
        senderId: _id,
        senderName: name,
        content: step.text,
        assignIfUnassigned: { agentId: _id, activity: activity(playing, 'assigned', name, name) },
      });
      await store.conversations.markRead(id, 'visitor', Number.MAX_SAFE_INTEGER, clock.now());
      return;
    }
    case 'bot':
      return answer(playing, step, number);
    case 'ask-person':
      clock.forward(0.4);
      await store.conversations.requestHuman(id, activity(playing, 'human-requested', playing.story.name), clock.now());
      return;
    case 'assign':
      clock.forward(0.5);
      return change(playing, 'assigned', team[step.agent]._id, activity(playing, 'assigned', team[step.by].name, team[step.agent].name));
    case 'read':
      clock.forward(1);
      await store.conversations.markRead(id, 'agent', Number.MAX_SAFE_INTEGER, clock.now());
      return;
    case 'resolve':
      clock.forward(step.after ?? 1);
      return change(playing, 'resolved', undefined, activity(playing, 'resolved', team[step.agent].name));
    case 'close':
      clock.forward(step.after ?? 1);
      return change(playing, 'closed', undefined, activity(playing, 'closed', team[step.agent].name));
  }
}

type Said = Pick<NewMessage, 'senderType' | 'senderId' | 'senderName' | 'content'> & Partial<NewMessage>;

async function say({ store, clock, id }: Playing, said: Said): Promise<void> {
  await store.messages.add(id, () => ({
    _id: clock.newId(),
    conversationId: id,
    clientMessageId: null,
    messageType: 'text',
    answer: null,
    createdAt: clock.now(),
    ...said,
  }));
}

/** The bot answers at once; later the visitor may say whether it helped. */
async function answer(playing: Playing, step: Extract<Step, { type: 'bot' }>, number: number): Promise<void> {
  const { store, clock, faqs } = playing;
  clock.forward(0.01);
  const faq = faqs[step.faq];
  if (!faq) throw new Error(`The demo has no FAQ ${step.faq}.`);
  const probability = step.probability ?? pick(PROBABILITIES, playing.index + number);
  const messageId = clock.newId();
  await say(playing, {
    _id: messageId,
    senderType: 'bot',
    senderId: 'bot',
    senderName: 'Bot',
    content: faq.answer,
    answer: { faqId: faq._id, question: faq.question, probability, helpful: null },
  });
  await store.faqs.countView(faq._id);
  await store.conversations.markRead(playing.id, 'visitor', Number.MAX_SAFE_INTEGER, clock.now());
  if (step.helpful === null) return;
  clock.forward(0.3);
  await store.messages.rateAnswer(messageId, step.helpful);
}

/** `assignedAgent` undefined: it stays with its agent. */
async function change(
  { store, clock, id }: Playing,
  status: ConversationRecord['status'],
  assignedAgent: string | undefined,
  happened: ThreadEntryRecord,
): Promise<void> {
  const now = await store.conversations.get(id);
  if (!now) throw new Error(`The demo's conversation ${id} is gone.`);
  const changed = await store.conversations.change(id, now.revision, { status, assignedAgent: assignedAgent ?? now.assignedAgent }, [happened], clock.now());
  if (!changed) throw new Error(`The demo's conversation ${id} changed in the meantime.`);
}

function activity({ clock, id }: Playing, type: ThreadEntryRecord['type'], actorName: string, agentName: string | null = null): ThreadEntryRecord {
  return { _id: clock.newId(), conversationId: id, type, actorName, agentName, actor: null, data: {}, createdAt: clock.now() };
}

function pick<T>(choices: readonly T[], number: number): T {
  return choices[number % choices.length] as T;
}
