import type { Conversation, Message, ThreadEntry, VisitorConversation } from '@supportchat/protocol';
import { type ConversationRecord, type FeatureFields, featureFields } from '../store/port/conversations.ts';
import type { MessageRecord } from '../store/port/messages.ts';
import type { ThreadEntryRecord } from '../store/port/thread-entries.ts';

const FEATURE_FIELDS = Object.keys(featureFields) as (keyof FeatureFields)[];
const iso = (date: Date | null) => date?.toISOString() ?? null;

/**
 * The fields of a record that are neither shown nor named as hidden. A presenter asserts that there are none, so that a new field does not
 * compile until someone has decided who sees it.
 */
type Undecided<Record, Shown, Hidden extends keyof Record> = Exclude<keyof Record, keyof Shown | Hidden>;
type None<T extends never> = T;

type HiddenFromAgents = 'firstVisitorMessageAt' | 'firstResponseAt' | 'resolvedAt' | 'botAnswered' | 'pages' | 'entryCount' | keyof FeatureFields;
/** @public An assertion for the compiler. */
export type AgentsSee = None<Undecided<ConversationRecord, Conversation, HiddenFromAgents>>;

/** A conversation as agents see it. */
export function forAgent(conversation: ConversationRecord): Conversation {
  return {
    _id: conversation._id,
    siteId: conversation.siteId,
    visitorId: conversation.visitorId,
    visitorName: conversation.visitorName,
    visitorEmail: conversation.visitorEmail,
    assignedAgent: conversation.assignedAgent,
    status: conversation.status,
    currentPage: conversation.currentPage,
    metadata: conversation.metadata,
    lastMessageAt: iso(conversation.lastMessageAt),
    lastMessage: conversation.lastMessage,
    lastSeq: conversation.lastSeq,
    unreadCount: conversation.unreadCount,
    agentReadSeq: conversation.agentReadSeq,
    visitorReadSeq: conversation.visitorReadSeq,
    agentReadAt: iso(conversation.agentReadAt),
    visitorReadAt: iso(conversation.visitorReadAt),
    waitingSince: iso(conversation.waitingSince),
    humanRequestedAt: iso(conversation.humanRequestedAt),
    revision: conversation.revision,
    createdAt: conversation.createdAt.toISOString(),
    updatedAt: conversation.updatedAt.toISOString(),
    ...(FEATURE_FIELDS.length > 0 && { fields: Object.fromEntries(FEATURE_FIELDS.map((field) => [field, conversation[field]])) }),
  };
}

type HiddenFromVisitors = HiddenFromAgents | 'siteId' | 'assignedAgent' | 'metadata' | 'lastMessage' | 'unreadCount' | 'visitorReadAt' | 'waitingSince';
/** @public An assertion for the compiler. */
export type VisitorsSee = None<Undecided<ConversationRecord, VisitorConversation, HiddenFromVisitors>>;

/** A conversation as its visitor sees it. */
export function forVisitor(conversation: ConversationRecord, agentName: string | null): VisitorConversation {
  return {
    _id: conversation._id,
    visitorId: conversation.visitorId,
    visitorName: conversation.visitorName,
    visitorEmail: conversation.visitorEmail,
    currentPage: conversation.currentPage,
    status: conversation.status,
    agentName,
    lastSeq: conversation.lastSeq,
    agentReadSeq: conversation.agentReadSeq,
    visitorReadSeq: conversation.visitorReadSeq,
    agentReadAt: iso(conversation.agentReadAt),
    humanRequestedAt: iso(conversation.humanRequestedAt),
    revision: conversation.revision,
    lastMessageAt: iso(conversation.lastMessageAt),
    createdAt: conversation.createdAt.toISOString(),
    updatedAt: conversation.updatedAt.toISOString(),
  };
}

/** @public An assertion for the compiler. */
export type BothSee = None<Undecided<MessageRecord, Message, never>>;

/** A message; visitors and agents see the same. */
export function presentMessage(message: MessageRecord): Message {
  return {
    _id: message._id,
    conversationId: message.conversationId,
    seq: message.seq,
    clientMessageId: message.clientMessageId,
    senderType: message.senderType,
    senderId: message.senderId,
    senderName: message.senderName,
    content: message.content,
    messageType: message.messageType,
    isRead: message.isRead,
    readAt: iso(message.readAt),
    answer: message.answer,
    createdAt: message.createdAt.toISOString(),
  };
}

/** @public An assertion for the compiler. */
export type AgentsSeeOfEntries = None<Undecided<ThreadEntryRecord, ThreadEntry, never>>;

/** An entry between the messages; agents only. */
export function presentEntry({ _id, conversationId, type, actorName, agentName, actor, data, createdAt }: ThreadEntryRecord): ThreadEntry {
  const at = createdAt.toISOString();
  return {
    _id,
    conversationId,
    at,
    kind: type,
    actor: actor ?? { kind: type === 'human-requested' ? 'visitor' : 'agent', id: null, name: actorName },
    data: { ...data, ...(agentName !== null && { agentName }) },
    type,
    actorName,
    agentName,
    createdAt: at,
  };
}
