import type { ConversationStatus } from '@supportchat/protocol';
import {
  type ConversationChange,
  type ConversationRecord,
  conversationRecord,
  type FeatureFields,
  type NewConversation,
  type PageVisit,
  type VisitorDetails,
} from './port/conversations.ts';
import type { NewMessage } from './port/messages.ts';
import { complete } from './port/record.ts';
import type { ThreadEntryRecord } from './port/thread-entries.ts';
import { withChanges } from './with-changes.ts';

const PREVIEW_LENGTH = 200;
/** Pages of the visitor that a conversation keeps. */
const MAX_PAGES = 20;

/** A conversation before its first message. */
export function initialConversation(conversation: NewConversation): ConversationRecord {
  return complete(conversationRecord, {
    ...conversation,
    assignedAgent: null,
    status: 'open',
    lastMessageAt: null,
    lastMessage: null,
    lastSeq: 0,
    unreadCount: 0,
    agentReadSeq: 0,
    visitorReadSeq: 0,
    agentReadAt: null,
    visitorReadAt: null,
    waitingSince: null,
    humanRequestedAt: null,
    firstVisitorMessageAt: null,
    firstResponseAt: null,
    resolvedAt: null,
    botAnswered: false,
    revision: 0,
    updatedAt: conversation.createdAt,
    pages: withVisit([], conversation.currentPage, conversation.createdAt),
  });
}

/** The conversation once the visitor's page has reported these details. */
export function afterVisit(before: ConversationRecord, details: VisitorDetails, at: Date): ConversationRecord {
  const after = { ...withChanges(before, details), updatedAt: at };
  return after.currentPage === before.currentPage ? after : { ...after, pages: withVisit(before.pages, after.currentPage, at) };
}

function withVisit(pages: PageVisit[], url: string, at: Date): PageVisit[] {
  return url === '' ? pages : [...pages, { url, at: at.getTime() }].slice(-MAX_PAGES);
}

/** The conversation once the message is its newest, and the activity to write with it. */
export function afterMessage(before: ConversationRecord, message: NewMessage): { conversation: ConversationRecord; activity: ThreadEntryRecord | null } {
  const { content, senderType, senderId, senderName, createdAt } = message;
  const common: ConversationRecord = {
    ...before,
    lastSeq: before.lastSeq + 1,
    lastMessageAt: createdAt,
    lastMessage: { content: cut(content), senderType, senderId, senderName },
    updatedAt: createdAt,
  };
  if (senderType === 'visitor') return afterVisitorMessage(common, message);
  if (senderType === 'agent') return afterAgentMessage(common, message);
  return { conversation: { ...common, botAnswered: true, waitingSince: before.humanRequestedAt ? before.waitingSince : null }, activity: null };
}

function afterVisitorMessage(common: ConversationRecord, { createdAt, reopenActivity }: NewMessage) {
  const conversation: ConversationRecord = {
    ...common,
    unreadCount: common.unreadCount + 1,
    visitorReadSeq: common.lastSeq,
    visitorReadAt: createdAt,
    waitingSince: common.waitingSince ?? createdAt,
    firstVisitorMessageAt: common.firstVisitorMessageAt ?? createdAt,
  };
  if (common.status !== 'resolved') return { conversation, activity: null };
  const status: ConversationStatus = common.assignedAgent ? 'assigned' : 'open';
  return {
    conversation: { ...conversation, status, resolvedAt: null, revision: common.revision + 1, entryCount: common.entryCount + 1 },
    activity: reopenActivity ?? null,
  };
}

function afterAgentMessage(common: ConversationRecord, { createdAt, assignIfUnassigned }: NewMessage) {
  const conversation: ConversationRecord = {
    ...common,
    unreadCount: 0,
    agentReadSeq: common.lastSeq,
    agentReadAt: createdAt,
    waitingSince: null,
    firstResponseAt: common.firstResponseAt ?? (common.firstVisitorMessageAt ? createdAt : null),
  };
  if (!assignIfUnassigned || common.assignedAgent) return { conversation, activity: null };
  const status: ConversationStatus = common.status === 'open' ? 'assigned' : common.status;
  return {
    conversation: { ...conversation, status, assignedAgent: assignIfUnassigned.agentId, revision: common.revision + 1, entryCount: common.entryCount + 1 },
    activity: assignIfUnassigned.activity,
  };
}

/** The conversation with another status and agent. */
export function afterChange(before: ConversationRecord, changes: ConversationChange, { entries, at }: { entries: number; at: Date }): ConversationRecord {
  const { status, assignedAgent } = changes;
  const done = status === 'resolved' || status === 'closed';
  const resolvedAt = status === 'resolved' ? (before.resolvedAt ?? at) : status === 'closed' ? before.resolvedAt : null;
  const waitingSince = done ? null : before.status === 'resolved' ? waitOfReopened(before) : before.waitingSince;
  return { ...before, status, assignedAgent, resolvedAt, waitingSince, revision: before.revision + 1, entryCount: before.entryCount + entries, updatedAt: at };
}

/** Resolving cleared the wait. A visitor who wrote last, or whose request for a person is unanswered, waits again. */
function waitOfReopened({
  lastMessage,
  lastMessageAt,
  firstVisitorMessageAt,
  firstResponseAt,
  humanRequestedAt,
  botAnswered,
}: ConversationRecord): Date | null {
  if (lastMessage === null || lastMessage.senderType === 'agent') return null;
  if (firstResponseAt === null && humanRequestedAt !== null) return humanRequestedAt;
  if (lastMessage.senderType === 'bot') return null;
  return firstResponseAt === null && !botAnswered ? firstVisitorMessageAt : lastMessageAt;
}

/** The conversation once an entry was added to its thread, and fields of its feature were set. */
export function afterEntry(before: ConversationRecord, { createdAt }: ThreadEntryRecord, set: Partial<FeatureFields> = {}): ConversationRecord {
  return { ...before, ...set, entryCount: before.entryCount + 1, updatedAt: createdAt };
}

/** One side marks everything of the other up to `upTo` as read. */
export type Reading = { side: 'agent' | 'visitor'; upTo: number; at: Date };

/** The conversation after `newlyRead` messages were marked as read; unchanged if there is nothing new. */
export function afterRead(before: ConversationRecord, { side, upTo, at }: Reading, newlyRead: number): ConversationRecord {
  if (upTo <= readSeqOf(before, side)) return before;
  if (side === 'visitor') return { ...before, visitorReadSeq: upTo, visitorReadAt: at };
  return { ...before, agentReadSeq: upTo, agentReadAt: at, unreadCount: before.unreadCount - newlyRead };
}

/** The newest `seq` that this side has read. */
export function readSeqOf(conversation: ConversationRecord, side: 'agent' | 'visitor'): number {
  return side === 'agent' ? conversation.agentReadSeq : conversation.visitorReadSeq;
}

/** The start of a text, without splitting its last character. */
function cut(content: string): string {
  return content.length <= PREVIEW_LENGTH ? content : content.slice(0, PREVIEW_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}
