import { z } from 'zod';
import type { MessagePage, MessageStored } from './conversation-widget-events.ts';
import type { AgentReadMark, Conversation, ThreadEntry } from './conversations.ts';
import { Id } from './fields.ts';
import { ClientMessageId, Content, type Message } from './messages.ts';

const Seq = z.number().int().min(0);

/** Client → server on `/admin`, about conversations: each event's payload. */
export const ConversationAdminEvents = {
  /** Receive updates of every conversation of this site. */
  'join-site': z.strictObject({ siteId: Id }),
  /** Receive every message of this conversation; with `afterSeq`, first those that came after it, oldest first. */
  'join-conversation': z.strictObject({ conversationId: Id, afterSeq: Seq.optional() }),
  /** Stop receiving it. */
  'leave-conversation': z.strictObject({ conversationId: Id }),
  'send-message': z.strictObject({ conversationId: Id, content: Content, clientMessageId: ClientMessageId.optional() }),
  typing: z.strictObject({ conversationId: Id, isTyping: z.boolean() }),
  /** All visitor messages up to `seq` have been seen. */
  'mark-read': z.strictObject({ conversationId: Id, seq: Seq }),
  /** For this agent alone: the conversation is unread from the visitor's newest message on, until the agent reads that again. */
  'mark-unread': z.strictObject({ conversationId: Id }),
  'load-messages': z.strictObject({
    conversationId: Id,
    beforeSeq: z.number().int().min(1).optional(),
    afterSeq: Seq.optional(),
    limit: z.number().int().min(1).max(100).default(30),
  }),
} as const;

export type ConversationAdminAcks = {
  'join-site': object;
  'join-conversation': AdminConversationJoined;
  'leave-conversation': object;
  'send-message': MessageStored;
  typing: object;
  'mark-read': object;
  'mark-unread': object;
  'load-messages': MessagePage;
};

export type AdminConversationJoined = MessagePage & {
  conversation: Conversation & { ownMark: AgentReadMark | null };
  /** Newest 200, oldest first. */
  activity: ThreadEntry[];
};

/** Server → client on `/admin`, about conversations. */
export type ConversationAdminServerEvents = {
  'conversation-joined': (joined: AdminConversationJoined) => void;
  /** A conversation of a joined site is new or has changed; `activity` says what happened, unless it was just a message. */
  'conversation-update': (update: { conversation: Conversation; activity?: ThreadEntry }) => void;
  /** A conversation was permanently removed, with its messages: sent to everyone who joined the site. */
  'conversation-removed': (removed: { conversationId: string; siteId: string }) => void;
  'new-message': (message: Message) => void;
  /** This agent's own mark in a conversation has changed, at any of their panels: sent to all of them, and to no one else. */
  'read-mark-updated': (mark: AgentReadMark) => void;
  /** Agents who have this conversation open, each once: sent whenever a panel joins or leaves it. */
  'conversation-viewers': (update: { conversationId: string; viewers: { agentId: string; name: string }[] }) => void;
  /** Another agent is typing in a conversation that you have joined. */
  'agent-typing': (typing: { conversationId: string; isTyping: boolean; agentId: string; agentName: string }) => void;
  'visitor-typing': (typing: { conversationId: string; isTyping: boolean }) => void;
};
