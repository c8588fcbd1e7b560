import { z } from 'zod';
import { Id, IsoDate, ListQuery, listOf, SearchText } from './fields.ts';
import { SenderType } from './messages.ts';

/** open = unassigned; assigned = an agent has it; resolved = done, a new visitor message reopens it; closed = final. */
export const ConversationStatus = z.enum(['open', 'assigned', 'resolved', 'closed']);
export type ConversationStatus = z.infer<typeof ConversationStatus>;

/** A conversation as agents see it. */
export const Conversation = z
  .object({
    _id: Id,
    siteId: Id,
    visitorId: z.string(),
    /** As typed by the visitor or passed by the page; never proof of identity. */
    visitorName: z.string(),
    visitorEmail: z.string(),
    assignedAgent: Id.nullable(),
    status: ConversationStatus,
    currentPage: z.string(),
    /** `ip` is stored shortened: /24 for IPv4, /48 for IPv6. */
    metadata: z.object({ userAgent: z.string(), ip: z.string(), referrer: z.string(), language: z.string() }),
    /** Null until the first message; such a conversation is in no list. */
    lastMessageAt: IsoDate.nullable(),
    /** `senderId` is missing where version 0.1 stored the message. */
    lastMessage: z.object({ content: z.string(), senderType: SenderType, senderId: z.string().optional(), senderName: z.string() }).nullable(),
    /** `seq` of the newest message; 0 = none. */
    lastSeq: z.number().int(),
    /** Visitor messages that no agent has read. */
    unreadCount: z.number().int(),
    /** The newest `seq` that any agent has read, and the visitor has read. */
    agentReadSeq: z.number().int(),
    visitorReadSeq: z.number().int(),
    /** When each side last read; null = never. */
    agentReadAt: IsoDate.nullable(),
    visitorReadAt: IsoDate.nullable(),
    /** When the visitor started waiting for an answer; null = not waiting. */
    waitingSince: IsoDate.nullable(),
    /** When the visitor asked for a person. */
    humanRequestedAt: IsoDate.nullable(),
    /** Incremented with each change of status or agent; send it back as `expectedRevision` to change only what you have seen. */
    revision: z.number().int(),
    createdAt: IsoDate,
    updatedAt: IsoDate,
    /** What features store about it, by field. */
    fields: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;

/**
 * What one agent has read of a conversation, known to that agent alone. Without a mark, a conversation is unread while its visitor waits or has
 * written what no agent has read.
 */
export const AgentReadMark = z
  .object({
    agentId: Id,
    conversationId: Id,
    /** Everything up to it is read. */
    seq: z.number().int(),
    /** The agent has marked the conversation as unread. */
    isUnread: z.boolean(),
    /** Later than that of the mark's previous state. */
    updatedAt: IsoDate,
  })
  .meta({ id: 'AgentReadMark' });
export type AgentReadMark = z.infer<typeof AgentReadMark>;

/** A page that the visitor has been on, as it was stored: an address from a stranger. */
export const PageVisit = z.object({ url: z.string(), at: IsoDate }).meta({ id: 'PageVisit' });
export type PageVisit = z.infer<typeof PageVisit>;
/** Newest first. */
export const PageHistory = z.object({ items: z.array(PageVisit) });

/** Whoever did something; `id` is null for entries that version 0.1 stored. */
export const EntryActor = z.object({ kind: z.enum(['agent', 'visitor', 'bot', 'token', 'system']), id: z.string().nullable(), name: z.string() });

/**
 * An entry of a conversation other than a message; agents see it between the messages. Kinds of the conversation itself: `assigned` and
 * `unassigned` (`data.agentName`: the new agent), `resolved`, `closed`, `reopened`, `human-requested`. Features have kinds of their own.
 */
export const ThreadEntry = z
  .object({
    _id: Id,
    conversationId: Id,
    at: IsoDate,
    kind: z.string(),
    actor: EntryActor,
    data: z.record(z.string(), z.unknown()),
    /** The same for panels of version 0.1, which an update finds open. */
    type: z.string(),
    actorName: z.string(),
    agentName: z.string().nullable(),
    createdAt: IsoDate,
  })
  .meta({ id: 'ThreadEntry' });
export type ThreadEntry = z.infer<typeof ThreadEntry>;

/** A conversation as its visitor sees it: what they said about themselves, and nothing about agents except the name of the assigned one. */
export const VisitorConversation = z.object({
  _id: Id,
  visitorId: z.string(),
  visitorName: z.string(),
  visitorEmail: z.string(),
  currentPage: z.string(),
  status: ConversationStatus,
  /** Name of the assigned agent; null = unassigned. */
  agentName: z.string().nullable(),
  lastSeq: z.number().int(),
  agentReadSeq: z.number().int(),
  visitorReadSeq: z.number().int(),
  agentReadAt: IsoDate.nullable(),
  humanRequestedAt: IsoDate.nullable(),
  /** Incremented with each change of status or agent. */
  revision: z.number().int(),
  /** Null until the first message. */
  lastMessageAt: IsoDate.nullable(),
  createdAt: IsoDate,
  updatedAt: IsoDate,
});
export type VisitorConversation = z.infer<typeof VisitorConversation>;

export const ConversationListQuery = ListQuery.extend({
  siteId: Id.optional(),
  status: ConversationStatus.optional(),
  /** `me`, `none` or an agent's id. */
  assignedAgent: z.union([z.enum(['me', 'none']), Id]).optional(),
  /** `active` = open and assigned, `waiting` = the visitor waits for an answer: longest wait first. */
  view: z.enum(['active', 'waiting']).optional(),
  /** Words in name, e-mail or messages. */
  search: SearchText.optional(),
});
export type ConversationListQuery = z.infer<typeof ConversationListQuery>;
/** Where a search matched: the newest message that contains all its words. */
export const SearchMatch = z
  .object({
    messageId: Id,
    seq: z.number().int(),
    senderType: SenderType,
    /** At most 200 characters of the message, around the first word that matches. */
    excerpt: z.string(),
    createdAt: IsoDate,
  })
  .meta({ id: 'SearchMatch' });
export type SearchMatch = z.infer<typeof SearchMatch>;
/** With the own mark of the agent who asks; null where there is none. */
export const MarkedConversation = Conversation.extend({ ownMark: AgentReadMark.nullable().optional() });
export type MarkedConversation = z.infer<typeof MarkedConversation>;
/** Only search results have `match`; it is null when the name or e-mail matched and no message did. */
export const ListedConversation = MarkedConversation.extend({ match: SearchMatch.nullable().optional() });
export type ListedConversation = z.infer<typeof ListedConversation>;
export const ConversationList = listOf(ListedConversation);

/**
 * `assignedAgent: null` unassigns it. `open` reopens a resolved conversation (it stays assigned if an agent has it); closed is final. With
 * `expectedRevision`, a concurrent change is a CONFLICT.
 */
export const UpdateConversation = z.strictObject({
  status: ConversationStatus.optional(),
  assignedAgent: z
    .union([z.literal('me'), Id])
    .nullable()
    .optional(),
  expectedRevision: z.number().int().min(0).optional(),
});
export type UpdateConversation = z.infer<typeof UpdateConversation>;

/** Counts for the inbox's views. */
export const ConversationCounts = z
  .object({
    mine: z.number().int(),
    unassigned: z.number().int(),
    active: z.number().int(),
    waiting: z.number().int(),
    unread: z.number().int(),
    /** Conversations with unread messages that are mine or unassigned, on all of my sites whatever `siteId` says. */
    attention: z.number().int(),
  })
  .meta({ id: 'ConversationCounts' });
export type ConversationCounts = z.infer<typeof ConversationCounts>;
export const ConversationCountsQuery = z.strictObject({ siteId: Id.optional() });
