import type { AgentReadMarkRecord } from '../port/agent-read-marks.ts';
import type { AgentRecord } from '../port/agents.ts';
import type { ConversationRecord, NewConversation } from '../port/conversations.ts';
import type { FaqRecord } from '../port/faqs.ts';
import type { NewJob } from '../port/jobs.ts';
import type { AddedMessage, NewMessage } from '../port/messages.ts';
import type { Page } from '../port/page.ts';
import { complete } from '../port/record.ts';
import type { SessionRecord } from '../port/sessions.ts';
import { type SiteRecord, siteRecord } from '../port/sites.ts';
import type { ThreadEntryRecord } from '../port/thread-entries.ts';
import type { VisitorRecord } from '../port/visitors.ts';
import type { Store } from '../store.ts';

/** Opens an empty store whose clock is at 0; the contract closes it. */
export type OpenStore = () => Promise<Store>;

let lastId = 0;
/** Ids in the order they were created. */
export function newId(): string {
  lastId++;
  return lastId.toString(16).padStart(24, '0');
}

/** A time on the test day: this many seconds after ten o'clock. */
export function at(seconds: number): Date {
  return new Date(Date.UTC(2026, 10, 23, 10, 0, seconds));
}

export function aSite(changes: Partial<SiteRecord> = {}): SiteRecord {
  const _id = newId();
  return complete(siteRecord, {
    _id,
    name: 'Shop',
    domain: 'shop.example',
    allowedDomains: ['*.shop.example'],
    siteKey: `key-${_id}`,
    userId: newId(),
    widgetSettings: {
      position: 'bottom-left',
      primaryColor: '#112233',
      autoOpen: false,
      autoOpenDelay: 5000,
      welcomeMessage: 'Hi',
      placeholderText: 'Write',
      showOnPages: ['/pricing'],
      hideOnPages: [],
      locale: 'en',
      customCSS: '',
    },
    aiSettings: { enabled: true, fallbackToHuman: false, threshold: 0.75 },
    isActive: true,
    widgetSeenAt: null,
    widgetSeenOn: null,
    createdAt: at(0),
    updatedAt: at(0),
    ...changes,
  });
}

export function anAgent(changes: Partial<AgentRecord> = {}): AgentRecord {
  const _id = newId();
  return {
    _id,
    email: `${_id}@agents.example`,
    name: 'Ann',
    role: 'agent',
    siteIds: [],
    isActive: true,
    passwordHash: 'hash',
    inviteHash: null,
    inviteExpiresAt: null,
    lastSeenAt: null,
    createdAt: at(0),
    updatedAt: at(0),
    ...changes,
  };
}

export function aSession(userId: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  return {
    _id: newId(),
    userId,
    tokenHash: 'first',
    previousHash: null,
    rotatedAt: at(0),
    expiresAt: at(60),
    userAgent: 'Firefox',
    createdAt: at(0),
    ...changes,
  };
}

export function aVisitor(siteId: string, changes: Partial<VisitorRecord> = {}): VisitorRecord {
  return { siteId, visitorId: 'visitor', tokenHash: 'hash', tokenExpiresAt: at(60), createdAt: at(0), lastSeenAt: at(0), ...changes };
}

export function aFaq(siteId: string, changes: Partial<FaqRecord> = {}): FaqRecord {
  return {
    _id: newId(),
    siteId,
    question: 'How long does delivery take?',
    answer: 'Two days.',
    category: 'Shipping',
    keywords: ['parcel', 'post'],
    pageSpecific: '',
    isActive: true,
    viewCount: 0,
    helpfulCount: 0,
    createdAt: at(0),
    updatedAt: at(0),
    ...changes,
  };
}

export function aConversation(siteId: string, changes: Partial<NewConversation> = {}): NewConversation {
  const _id = newId();
  return {
    _id,
    siteId,
    visitorId: `visitor-${_id}`,
    visitorName: 'Vera',
    visitorEmail: 'vera@visitors.example',
    currentPage: 'https://shop.example/',
    metadata: { userAgent: 'Firefox', ip: '192.0.2.0', referrer: '', language: 'en' },
    createdAt: at(0),
    ...changes,
  };
}

export function anActivity(conversationId: string, changes: Partial<ThreadEntryRecord> = {}): ThreadEntryRecord {
  return {
    _id: newId(),
    conversationId,
    type: 'resolved',
    actorName: 'Ann',
    agentName: null,
    createdAt: at(0),
    actor: { kind: 'agent', id: newId(), name: 'Ann' },
    data: { some: ['data'] },
    ...changes,
  };
}

export function aReadMark({ _id, siteId }: Pick<ConversationRecord, '_id' | 'siteId'>, changes: Partial<AgentReadMarkRecord> = {}): AgentReadMarkRecord {
  return { _id: newId(), agentId: newId(), siteId, conversationId: _id, seq: 0, isUnread: false, updatedAt: at(0), ...changes };
}

export function aJob(changes: Partial<NewJob> = {}): NewJob {
  const _id = newId();
  return { _id, kind: 'answer', key: `job-${_id}`, siteId: null, conversationId: null, payload: { some: ['data'] }, ...changes };
}

/** A message of the conversation's visitor, unless the changes say otherwise. */
export function aMessage({ _id: conversationId, visitorId }: ConversationRecord, changes: Partial<NewMessage> = {}): NewMessage {
  const _id = newId();
  return {
    _id,
    conversationId,
    clientMessageId: `sent-${_id}`,
    senderType: 'visitor',
    senderId: visitorId,
    senderName: 'Vera',
    content: 'Hello',
    messageType: 'text',
    answer: null,
    createdAt: at(1),
    ...changes,
  };
}

export const ofAgent = { senderType: 'agent', senderId: 'agent', senderName: 'Ann' } as const;
export const ofBot = { senderType: 'bot', senderId: 'bot', senderName: 'Bot' } as const;

/** Adds a site and returns it. */
export async function addSite(store: Store, changes: Partial<SiteRecord> = {}): Promise<SiteRecord> {
  const site = aSite(changes);
  await store.sites.add(site);
  return site;
}

/** Adds a conversation without a message, on a new site by default. */
export async function addConversation(store: Store, changes: Partial<NewConversation> = {}): Promise<ConversationRecord> {
  return store.conversations.add(aConversation(changes.siteId ?? (await addSite(store))._id, changes));
}

/** Adds a conversation with one visitor message, and returns its resulting state. */
export async function addTalk(store: Store, changes: Partial<NewConversation> = {}, message: Partial<NewMessage> = {}): Promise<ConversationRecord> {
  const conversation = await addConversation(store, changes);
  return (await addMessage(store, aMessage(conversation, message))).conversation;
}

/** Adds the message as it is, whatever the conversation's state. */
export function addMessage(store: Store, message: NewMessage): Promise<AddedMessage> {
  return store.messages.add(message.conversationId, () => message);
}

/** Adds messages one after another. */
export async function say(store: Store, conversation: ConversationRecord, ...messages: Partial<NewMessage>[]): Promise<AddedMessage[]> {
  const added: AddedMessage[] = [];
  for (const message of messages) added.push(await addMessage(store, aMessage(conversation, message)));
  return added;
}

/** Reads a list to its end; `between` runs after each page. */
export async function readPages<T>(readPage: (cursor: string | undefined) => Promise<Page<T>>, between?: () => Promise<unknown>): Promise<T[]> {
  const read: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    read.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    await between?.();
  } while (cursor !== undefined);
  return read;
}

export const idsOf = (records: { _id: string }[]): string[] => records.map(({ _id }) => _id);
