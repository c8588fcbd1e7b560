import type { Activity, Conversation, Message, VisitorConversation } from '@supportchat/protocol';
import type { ActivityRecord, ConversationRecord, MessageRecord } from '../store/store.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** A conversation as agents see it. */
export function forAgent(conversation: ConversationRecord): Conversation {
  const { firstVisitorMessageAt: _a, firstResponseAt: _b, resolvedAt: _c, botAnswered: _d, ...shown } = conversation;
  return {
    ...shown,
    lastMessageAt: iso(conversation.lastMessageAt),
    agentReadAt: iso(conversation.agentReadAt),
    visitorReadAt: iso(conversation.visitorReadAt),
    waitingSince: iso(conversation.waitingSince),
    humanRequestedAt: iso(conversation.humanRequestedAt),
    createdAt: conversation.createdAt.toISOString(),
    updatedAt: conversation.updatedAt.toISOString(),
  };
}

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

/** A message; visitors and agents see the same. */
export function presentMessage(message: MessageRecord): Message {
  return { ...message, readAt: iso(message.readAt), createdAt: message.createdAt.toISOString() };
}

export function presentActivity(activity: ActivityRecord): Activity {
  return { ...activity, createdAt: activity.createdAt.toISOString() };
}
