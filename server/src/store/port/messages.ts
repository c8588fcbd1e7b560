import type { SenderType } from '@supportchat/protocol';
import type { ConversationRecord } from './conversations.ts';
import type { HeldJob, NewJob } from './jobs.ts';
import { date, extended, flag, id, list, number, object, oneOf, orNull, type RecordOf, record, text } from './record.ts';
import type { ThreadEntryRecord } from './thread-entries.ts';

export const messageRecord = record('messages', {
  _id: id(),
  conversationId: id(),
  seq: number(),
  clientMessageId: orNull(text()),
  senderType: oneOf<SenderType>({ visitor: true, agent: true, bot: true }),
  senderId: text(),
  senderName: text(),
  content: text(),
  messageType: oneOf<'text' | 'image' | 'file'>({ text: true, image: true, file: true }),
  isRead: flag(),
  readAt: orNull(date()),
  answer: orNull(object<{ faqId: string; question: string; probability: number; helpful: boolean | null }>()),
  createdAt: date(),
});
export type MessageRecord = RecordOf<typeof messageRecord>;
/** With what the store keeps for itself: the site, for searches and reports, and the jobs whose first try is under way. */
export const storedMessageRecord = extended(messageRecord, { siteId: id(), jobs: orNull(list<NewJob>()) });
export type StoredMessage = RecordOf<typeof storedMessageRecord>;
export type NewMessage = Omit<MessageRecord, 'seq' | 'isRead' | 'readAt'> & {
  /** Agent messages: assign the conversation to this agent if it is unassigned. */
  assignIfUnassigned?: { agentId: string; activity: ThreadEntryRecord } | undefined;
  /** Visitor messages: the activity to write if the message reopens a resolved conversation. */
  reopenActivity?: ThreadEntryRecord | undefined;
  /** What follows from the message: stored in its commit [ST73]. */
  jobs?: NewJob[] | undefined;
  /** The job that this message completes: it ends in the same act. A view of the FAQ of `answer` is counted too [ST62]. */
  ends?: HeldJob | undefined;
};
/**
 * Composes the message from its conversation's state at the time of the add; concurrent messages may be missing from it. If it throws, the
 * message is rejected. Called once, and has no side effects.
 */
export type ComposeMessage = (conversation: ConversationRecord) => NewMessage;
export type AddedMessage = {
  message: MessageRecord;
  conversation: ConversationRecord;
  /** This clientMessageId was already stored: `message` is the first one and nothing changed. */
  duplicate: boolean;
  /** The activity written with the message. */
  activity: ThreadEntryRecord | null;
  /** Its jobs that are due now and have no lane: leased to the caller for 30 s. The others are for whoever claims them. */
  jobs: HeldJob[];
};
export type MessageStore = {
  /**
   * Stores the composed message with the next `seq` and updates the conversation, in one durable commit [ST50 ST51].
   * - The same (conversation, senderType, senderId, clientMessageId) again returns the first message, `duplicate: true` [ST52]; with different
   * content it rejects with CONFLICT [ST53].
   * - A closed conversation rejects with CONVERSATION_CLOSED (duplicates are still answered) [ST54]; an unknown one with NOT_FOUND.
   * - If `compose` throws, the act rejects with that error and nothing is stored [ST61].
   * - Visitor message: unreadCount + 1; waitingSince if null; firstVisitorMessageAt if null; resolved → assigned or open, revision + 1, activity
   * [ST55].
   * - Agent message: clears waitingSince; firstResponseAt if null (and the visitor wrote); claims if asked, revision + 1, activity, open →
   * assigned [ST56].
   * - Bot message: clears waitingSince unless a person was asked for; sets botAnswered [ST57].
   * - A sender's own message counts as read by the sender's side, with everything before it: agentReadSeq / visitorReadSeq rise to it,
   * agentReadAt / visitorReadAt follow, isRead and readAt of the other side's messages are set; agent: unreadCount = 0.
   */
  add(conversationId: string, compose: ComposeMessage): Promise<AddedMessage>;
  get(id: string): Promise<MessageRecord | null>;
  /** Ordered by `seq`. `afterSeq`: the oldest after it; otherwise the newest, before `beforeSeq` if given [ST58]. */
  list(
    conversationId: string,
    range: { afterSeq?: number | undefined; beforeSeq?: number | undefined; limit: number },
  ): Promise<{ messages: MessageRecord[]; hasMore: boolean }>;
  /** The message that this visitor sent with this clientMessageId in any of their conversations on the site. */
  findSentByVisitor(siteId: string, visitorId: string, clientMessageId: string): Promise<MessageRecord | null>;
  /**
   * Sets `answer.helpful` and updates the FAQ's helpfulCount: the latest rating counts, each answer at most once [ST59]. Null when it is not an
   * automatic answer.
   */
  rateAnswer(id: string, helpful: boolean): Promise<MessageRecord | null>;
};
