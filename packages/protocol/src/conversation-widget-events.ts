import { z } from 'zod';
import type { VisitorConversation } from './conversations.ts';
import { Email, Id, LooseEmail, lineOf, nameOf, PageAddress } from './fields.ts';
import { ClientMessageId, Content, type Message } from './messages.ts';

const ConversationId = z.strictObject({ conversationId: Id });
const Seq = z.number().int().min(0);

/** Client → server on `/widget`, about conversations: each event's payload. */
export const ConversationWidgetEvents = {
  /** Join the visitor's conversation, or create it. Only `visitorToken` proves who a known visitor is. */
  'join-conversation': z.strictObject({
    siteKey: z.string().min(1).max(100),
    /** Public id from localStorage `sc_visitor_id`; if omitted, or known but without its token, the server creates a new visitor. */
    visitorId: z
      .string()
      .regex(/^[\w.:@-]{1,100}$/, 'may have letters, digits and . : @ _ -, at most 100')
      .nullish(),
    /** Secret that an earlier `conversation-joined` returned. */
    visitorToken: z.string().max(200).nullish(),
    /** A conversation of this visitor; by default the newest that is not closed. */
    conversationId: Id.optional(),
    visitorName: nameOf(z.string().max(120)).nullish(),
    visitorEmail: LooseEmail.nullish(),
    currentPage: PageAddress.optional(),
    metadata: z
      .strictObject({ userAgent: lineOf(1000), ip: lineOf(100), referrer: PageAddress, language: lineOf(35) })
      .partial()
      .optional(),
    /** Resume: only messages after this `seq`, oldest first; without it the newest messages. */
    afterSeq: Seq.optional(),
  }),
  'send-message': z.strictObject({ conversationId: Id, content: Content, clientMessageId: ClientMessageId.optional() }),
  typing: z.strictObject({ conversationId: Id, isTyping: z.boolean() }),
  /** All messages of the other side up to `seq` have been seen. */
  'mark-read': z.strictObject({ conversationId: Id, seq: Seq }),
  /** A page of history: older than `beforeSeq`, or newer than `afterSeq`; at most 100. */
  'load-messages': z.strictObject({
    conversationId: Id,
    beforeSeq: z.number().int().min(1).optional(),
    afterSeq: Seq.optional(),
    limit: z.number().int().min(1).max(100).default(30),
  }),
  /** The end of the visitor's previous conversation. */
  'load-earlier': z.strictObject({ conversationId: Id, limit: z.number().int().min(1).max(100).default(30) }),
  /** The visitor moved to another page. */
  'visit-page': z.strictObject({ conversationId: Id, currentPage: PageAddress }),
  /** The address that the visitor left in the conversation. It proves nothing about who they are. */
  'leave-email': z.strictObject({ conversationId: Id, visitorEmail: Email }),
  /** "Talk to a person": the bot stops answering and agents are notified. */
  'request-human': ConversationId,
  /** "Did this help?" under an automatic answer. */
  'rate-answer': z.strictObject({ conversationId: Id, messageId: Id, helpful: z.boolean() }),
} as const;

/** Fields of each ack, along with `ok: true`. */
export type ConversationWidgetAcks = {
  'join-conversation': ConversationJoined;
  'send-message': MessageStored;
  typing: object;
  'mark-read': object;
  'load-messages': MessagePage;
  'load-earlier': EarlierConversation;
  'visit-page': object;
  'leave-email': object;
  'request-human': object;
  'rate-answer': object;
};

/** The message is durably stored; nothing is acked before that. */
export type MessageStored = {
  _id: string;
  seq: number;
  /** Differs from the requested one if that was closed: the message then started a new conversation. */
  conversationId: string;
  clientMessageId: string | null;
  createdAt: string;
  /** True when this clientMessageId was already stored: this is the first one's ack. */
  duplicate: boolean;
};

/** Messages ordered by `seq`; `hasMore` in the requested direction. */
export type MessagePage = { messages: Message[]; hasMore: boolean };

/** `conversationId` is null when there was none. */
export type EarlierConversation = MessagePage & { conversationId: string | null };

/** Who answers on a site, and how quickly. */
export type Team = {
  /** Agents with a connected panel who may see this site. */
  agentsOnline: number;
  /** First names of at most three of them. */
  names: string[];
  /** Median time to an agent's first answer in the last 28 days; null when there are fewer than five. */
  typicalReplyMs: number | null;
};

export type ConversationJoined = MessagePage & {
  conversation: VisitorConversation;
  visitorId: string;
  /** Store it and send it with the next join. Absent when the token that was sent is still valid. */
  visitorToken?: string;
  /** The name of the site, for the panel's header. */
  siteName: string;
  team: Team;
  /** The server's current time, to show days correctly when a device's clock is wrong. */
  serverTime: string;
};

/** Server → client on `/widget`, about conversations. */
export type ConversationWidgetServerEvents = {
  'conversation-joined': (joined: ConversationJoined) => void;
  'new-message': (message: Message) => void;
  'agent-typing': (typing: { conversationId: string; isTyping: boolean; agentName: string }) => void;
  /** The conversation's state changed: status, agent, read marks. */
  'conversation-update': (conversation: VisitorConversation) => void;
  /** The team changed since it was last sent on this connection; sent after the ack of a message. */
  'team-updated': (team: Team) => void;
};
