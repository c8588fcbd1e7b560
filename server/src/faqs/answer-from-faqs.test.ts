import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConversationDeps } from '../conversations/conversation-deps.ts';
import { sendBotMessage as sendAsBot } from '../conversations/send-message.ts';
import { newObjectId } from '../ids.ts';
import { createJobRunner } from '../jobs/create-job-runner.ts';
import { createReactions } from '../reactions/create-reactions.ts';
import { addMessage } from '../store/contract/samples.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { AddedMessage, MessageRecord, NewMessage } from '../store/port/messages.ts';
import { complete } from '../store/port/record.ts';
import { type SiteRecord, siteRecord } from '../store/port/sites.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { Store } from '../store/store.ts';
import { type BotAnswer, createAnswerFromFaqs } from './answer-from-faqs.ts';
import { createFaqIndex } from './faq-index.ts';

let now = 0;
const clock = () => new Date(now);
const newId = () => newObjectId(clock());
const SHIPPING = 'How long does shipping take?';
const RETURNS = 'Where do I send an item back?';

let store: Store;
let site: SiteRecord;
let shipping: FaqRecord;
let conversation: ConversationRecord;
beforeEach(async () => {
  now = Date.parse('2026-11-23T10:00:00Z');
  store = openSqliteStore({ file: ':memory:', clock });
  questions = [];
  site = await addSite();
  shipping = await addFaq(SHIPPING, 'Two to four working days.');
  conversation = await addConversation('');
});
afterEach(() => store.close());

async function addSite(): Promise<SiteRecord> {
  const record = complete(siteRecord, {
    _id: newId(),
    name: 'Shop',
    domain: 'shop.example',
    allowedDomains: [],
    siteKey: 'sc_key',
    userId: newId(),
    widgetSettings: DEFAULT_WIDGET_SETTINGS,
    aiSettings: { enabled: true, fallbackToHuman: true, threshold: 0.5 },
    isActive: true,
    widgetSeenAt: null,
    widgetSeenOn: null,
    createdAt: clock(),
    updatedAt: clock(),
  });
  await store.sites.add(record);
  return record;
}

async function addFaq(question: string, answer: string, pageSpecific = ''): Promise<FaqRecord> {
  const counts = { viewCount: 0, helpfulCount: 0 };
  const faq = {
    _id: newId(),
    siteId: site._id,
    question,
    answer,
    category: '',
    keywords: [],
    pageSpecific,
    isActive: true,
    ...counts,
    createdAt: clock(),
    updatedAt: clock(),
  };
  await store.faqs.add(faq);
  return faq;
}

function addConversation(currentPage: string): Promise<ConversationRecord> {
  const visitor = { visitorId: newId(), visitorName: '', visitorEmail: '', metadata: { userAgent: '', ip: '', referrer: '', language: '' } };
  return store.conversations.add({ _id: newId(), siteId: site._id, ...visitor, currentPage, createdAt: clock() });
}

function add(message: Partial<NewMessage> & Pick<NewMessage, 'senderType' | 'content'>): Promise<AddedMessage> {
  const rest = { senderId: message.senderType, senderName: '', clientMessageId: null, messageType: 'text' as const, answer: null };
  return addMessage(store, { _id: newId(), conversationId: conversation._id, ...rest, createdAt: clock(), ...message });
}
let questions: AddedMessage[] = [];
async function ask(content: string): Promise<AddedMessage> {
  const _id = newId();
  const job = { _id: newId(), kind: 'answer', key: _id, siteId: site._id, conversationId: conversation._id, payload: {} };
  const added = await add({ _id, senderType: 'visitor', content, jobs: [job] });
  questions.push(added);
  return added;
}
/** Sends as the product does, without notifying anyone. */
function sendBotMessage(conversationId: string, answer: BotAnswer): Promise<AddedMessage> {
  const jobs = { runOfMessage: () => {}, wake: () => {} };
  const deps = { store, clock, newId, broadcast: { messageAdded: async () => {} }, reactions: createReactions(newId, []), jobs };
  return sendAsBot(deps as unknown as ConversationDeps, conversationId, answer);
}

/** A fresh reaction, as after a restart. */
function reaction(send = sendBotMessage) {
  const answer = createAnswerFromFaqs({ store, index: createFaqIndex({ store, clock }), sendBotMessage: send });
  const jobs = createJobRunner({ store, log: pino({ level: 'silent' }) }, [answer]);
  return async (...asked: AddedMessage[]) => {
    for (const added of asked) jobs.runOfMessage(added);
    await jobs.idle();
  };
}
const answersIn = async (id = conversation._id): Promise<MessageRecord[]> =>
  (await store.messages.list(id, { limit: 100 })).messages.filter(({ senderType }) => senderType === 'bot');
const viewsOf = async (faq: FaqRecord) => (await store.faqs.get(faq._id))?.viewCount;
/** What the bot will try again. A first try that did not end counts as one. */
async function pending(): Promise<(string | undefined)[]> {
  // Ends that may reach the disk later do so with the next write.
  await store.checkWritable();
  await Promise.all(questions.splice(0).flatMap(({ jobs }) => jobs.map((job) => store.jobs.end(job, { retryAfterMs: 0, error: 'not ended' }))));
  const { items } = await store.jobs.list({ limit: 10, state: 'waiting' });
  return Promise.all(items.map(async ({ key }) => (await store.messages.get(key))?.content));
}

/** A conversation in which the bot stayed silent and will not try again. */
const SILENCE = { answers: [], pending: [] };
async function reactTo(asked: AddedMessage) {
  await reaction()(asked);
  return { answers: (await answersIn()).map(({ content }) => content), pending: await pending() };
}

test('[FAQ1] at or above the site’s probability the bot answers with the FAQ’s text and names it', async () => {
  const asked = await ask(SHIPPING);
  await reaction()(asked);
  expect(await answersIn()).toMatchObject([
    {
      content: 'Two to four working days.',
      clientMessageId: `answer:${asked.message._id}`,
      answer: { faqId: shipping._id, question: SHIPPING, helpful: null },
    },
  ]);
  expect(await pending()).toEqual([]);
});

test('[FAQ1] below it, the bot is silent', async () => {
  expect(await reactTo(await ask('Tell me a joke about penguins'))).toEqual(SILENCE);
});

test('[FAQ1] the site’s probability decides', async () => {
  const [best] = await createFaqIndex({ store, clock }).rank(site._id, SHIPPING, '');
  const above = (best?.probability ?? 0) + 0.001;
  await store.sites.update(site._id, { aiSettings: { ...site.aiSettings, threshold: above } }, clock());
  expect(await reactTo(await ask(SHIPPING))).toEqual(SILENCE);
});

test('[FAQ2] silent where the bot or the site is switched off', async () => {
  await store.sites.update(site._id, { aiSettings: { ...site.aiSettings, enabled: false } }, clock());
  expect(await reactTo(await ask(SHIPPING))).toEqual(SILENCE);
  await store.sites.update(site._id, { aiSettings: site.aiSettings, isActive: false }, clock());
  expect(await reactTo(await ask(SHIPPING))).toEqual(SILENCE);
});

test('[FAQ2] silent once an agent has joined', async () => {
  await add({ senderType: 'visitor', content: 'Hello?' });
  await add({ senderType: 'agent', content: 'Hi, I am here.' });
  expect(await reactTo(await ask(SHIPPING))).toEqual(SILENCE);
});

test('[FAQ2] silent once the conversation is assigned to an agent', async () => {
  await store.conversations.change(conversation._id, 0, { status: 'assigned', assignedAgent: newId() }, [], clock());
  expect(await reactTo(await ask(SHIPPING))).toEqual(SILENCE);
});

test('[FAQ2] silent once the visitor asked for a person', async () => {
  const activity = {
    _id: newId(),
    conversationId: conversation._id,
    type: 'human-requested' as const,
    actorName: '',
    agentName: null,
    actor: null,
    data: {},
    createdAt: clock(),
  };
  await store.conversations.requestHuman(conversation._id, activity, clock());
  expect(await reactTo(await ask(SHIPPING))).toEqual(SILENCE);
});

test('[FAQ2] silent if an agent joined during the lookup', async () => {
  const asked = await ask(SHIPPING);
  await add({ senderType: 'agent', content: 'Hi, I am here.' });
  expect(asked.conversation.firstResponseAt).toBeNull();
  expect(await reactTo(asked)).toEqual(SILENCE);
});

test('[FAQ2] silent if the conversation was closed in the meantime', async () => {
  const asked = await ask(SHIPPING);
  await store.conversations.change(conversation._id, 0, { status: 'closed', assignedAgent: null }, [], clock());
  expect(await reactTo(asked)).toEqual(SILENCE);
});

test('[FAQ3] FAQs of other pages are not considered', async () => {
  const returns = await addFaq(RETURNS, 'To our warehouse.', '/orders/*');
  expect(await reactTo(await ask(RETURNS))).toEqual(SILENCE);
  conversation = await addConversation('https://shop.example/orders/17');
  await reaction()(await ask(RETURNS));
  expect(await answersIn()).toMatchObject([{ answer: { faqId: returns._id } }]);
});

test('[FAQ4] each answer counts as one view', async () => {
  await addFaq(RETURNS, 'To our warehouse.');
  const react = reaction();
  for (const question of [SHIPPING, RETURNS, SHIPPING]) await react(await ask(question));
  expect(await answersIn()).toHaveLength(3);
  expect(await viewsOf(shipping)).toBe(2);
});

test('[FAQ5] the same FAQ is not given twice in a row, even if both questions arrive at once', async () => {
  const react = reaction();
  const [one, two] = [await ask(SHIPPING), await ask('how long does the shipping take')];
  await react(one, two);
  expect(await answersIn()).toHaveLength(1);
  expect(await viewsOf(shipping)).toBe(1);
  expect(await pending()).toEqual([]);
});

test('[FAQ5] another visitor’s conversation is tracked separately', async () => {
  const react = reaction();
  await react(await ask(SHIPPING));
  conversation = await addConversation('');
  await react(await ask(SHIPPING));
  expect(await answersIn()).toHaveLength(1);
});

test('[FAQ9] a failure keeps the job for another try, and delays no other question', async () => {
  const react = reaction((to, answer) => (answer.content.startsWith('Two') ? Promise.reject(new Error('no disk')) : sendBotMessage(to, answer)));
  await addFaq(RETURNS, 'To our warehouse.');
  const [one, two] = [await ask(SHIPPING), await ask(RETURNS)];
  await react(one, two);
  await store.checkWritable();
  expect((await store.jobs.list({ limit: 10 })).items).toMatchObject([{ state: 'waiting', attempts: 1, lastError: 'no disk', leaseId: null }]);
  expect(await pending()).toEqual([SHIPPING]);
  expect(await answersIn()).toMatchObject([{ content: 'To our warehouse.' }]);
});

/** A server that answered, and crashed before it settled the question. */
const answerBeforeCrash = ({ message }: AddedMessage, answer: BotAnswer['answer'], content: string) =>
  add({ senderType: 'bot', senderId: 'bot', senderName: 'Bot', content, answer, clientMessageId: `answer:${message._id}` });

test('[FAQ9] an answer lost in a crash is given once: after a crash between answer and mark nothing is duplicated', async () => {
  const asked = await ask(SHIPPING);
  const answer = { faqId: shipping._id, question: SHIPPING, probability: 0.9, helpful: null };
  await answerBeforeCrash(asked, answer, 'Two to four working days.');
  await reaction()(asked);
  expect(await answersIn()).toHaveLength(1);
  expect(await viewsOf(shipping)).toBe(0);
  expect(await pending()).toEqual([]);
});

test("[FAQ9] the same if the FAQ's text has changed since", async () => {
  const asked = await ask(SHIPPING);
  const answer = { faqId: shipping._id, question: SHIPPING, probability: 0.9, helpful: null };
  await answerBeforeCrash(asked, answer, 'A former text.');
  await reaction()(asked);
  expect(await answersIn()).toMatchObject([{ content: 'A former text.' }]);
  expect(await pending()).toEqual([]);
});
