import type { ConversationStatus, SenderType } from '@supportchat/protocol';
import type { NewJob } from './jobs.ts';
import type { MessageRecord } from './messages.ts';
import type { Page, PageRequest } from './page.ts';
import { added, date, flag, id, list, number, object, oneOf, orNull, type RecordOf, record, text, type ValuesOf } from './record.ts';
import type { ThreadEntryRecord } from './thread-entries.ts';

/** `at` in milliseconds since 1970. */
export type PageVisit = { url: string; at: number };

/**
 * Fields that features add to a conversation, each `added(<schema>, …)`. They are set with an entry of the thread (`addEntry`), and by nothing
 * else. Agents see them as `Conversation.fields`; visitors do not.
 */
export const featureFields = {};
export type FeatureFields = ValuesOf<typeof featureFields>;

export const conversationRecord = record('conversations', {
  _id: id(),
  siteId: id(),
  visitorId: text(),
  visitorName: text(),
  visitorEmail: text(),
  assignedAgent: orNull(id()),
  status: oneOf<ConversationStatus>({ open: true, assigned: true, resolved: true, closed: true }),
  currentPage: text(),
  metadata: object<{ userAgent: string; ip: string; referrer: string; language: string }>(),
  lastMessageAt: orNull(date()),
  /** The newest message, its content cut to 200 characters; version 0.1 stored no `senderId`. */
  lastMessage: orNull(object<{ content: string; senderType: SenderType; senderId?: string; senderName: string }>()),
  lastSeq: number(),
  unreadCount: number(),
  agentReadSeq: number(),
  visitorReadSeq: number(),
  agentReadAt: orNull(date()),
  visitorReadAt: orNull(date()),
  waitingSince: orNull(date()),
  humanRequestedAt: orNull(date()),
  firstVisitorMessageAt: orNull(date()),
  firstResponseAt: orNull(date()),
  resolvedAt: orNull(date()),
  botAnswered: flag(),
  revision: number(),
  createdAt: date(),
  updatedAt: date(),
  /** The pages that the visitor has been on, oldest first: the newest 20 [ST99]. */
  pages: added(6, list<PageVisit>(), []),
  /** How many entries its thread has had since schema 8. */
  entryCount: added(8, number(), 0),
  ...featureFields,
});
export type ConversationRecord = RecordOf<typeof conversationRecord>;
/** A new conversation: everything else starts empty, `status` as open, `revision` as 0. */
export type NewConversation = Pick<
  ConversationRecord,
  '_id' | 'siteId' | 'visitorId' | 'visitorName' | 'visitorEmail' | 'currentPage' | 'metadata' | 'createdAt'
>;
/** What the visitor's page reports on each join. */
export type VisitorDetails = Partial<Pick<ConversationRecord, 'visitorName' | 'visitorEmail' | 'currentPage'>>;
export type ConversationFilter = {
  /** Only these sites; undefined = all. */
  siteIds?: string[] | undefined;
  status?: ConversationStatus[] | undefined;
  /** An agent's id; null = unassigned. */
  assignedAgent?: string | null | undefined;
  waiting?: boolean | undefined;
};
/** The newest message that contains all words of the search; null when only the name or e-mail matched. */
export type SearchMatch = Pick<MessageRecord, '_id' | 'seq' | 'senderType' | 'content' | 'createdAt'>;
export type FoundConversation = ConversationRecord & { match: SearchMatch | null };
/** Open and assigned conversations that have a message. */
export type InboxCounts = {
  open: number;
  assigned: number;
  mine: number;
  unassigned: number;
  waiting: number;
  oldestWaitingSince: Date | null;
  /** Visitor messages that no agent has read. */
  unreadMessages: number;
  /** Conversations that are the agent's or unassigned, and unread for the agent: by their own mark, otherwise while their visitor waits or has written what no agent has read. */
  attention: number;
};
/** `jobs`: what follows from the change, stored in its commit [ST73]. */
export type ConversationChange = { status: ConversationStatus; assignedAgent: string | null; jobs?: NewJob[] | undefined };
export type ConversationStore = {
  /**
   * Adds the conversation, or returns the visitor's current one: a visitor has at most one conversation that is not closed, even with two tabs
   * at once [ST44].
   */
  add(conversation: NewConversation): Promise<ConversationRecord>;
  get(id: string): Promise<ConversationRecord | null>;
  /** The visitor's conversation that is not closed. */
  getCurrentOf(siteId: string, visitorId: string): Promise<ConversationRecord | null>;
  /** The same visitor's conversations with a message before this one, newest first, at most `limit` [ST47]. */
  listEarlierThan(conversation: Pick<ConversationRecord, '_id' | 'siteId' | 'visitorId' | 'createdAt'>, limit: number): Promise<ConversationRecord[]>;
  /**
   * Sorted by `lastMessageAt` and id, newest first; with `waiting: true` by `waitingSince` and id, longest wait first [ST90]. Conversations
   * without a message are never listed [ST40].
   */
  list(request: PageRequest & ConversationFilter): Promise<Page<ConversationRecord>>;
  /**
   * The same list, limited to conversations where every word of `search` is found in the visitor's name and e-mail, or in one message; returns
   * the newest such message [ST92]. What a word matches is decided by server/src/search alone, and so the same on every engine [ST93]. A search
   * without a word finds nothing. An engine may stop at the newest 10,000 matching messages. Rejects with SEARCH_NOT_READY while rows stored by
   * an older version are being indexed [ST94].
   */
  search(request: PageRequest & ConversationFilter & { search: string }): Promise<Page<FoundConversation>>;
  /** Counts for the inbox views of one agent (null: no agent), in one pass [ST91]. */
  countInbox(scope: { siteIds?: string[] | undefined; agentId: string | null }): Promise<InboxCounts>;
  /** A new `currentPage` is added to `pages`. */
  updateVisitor(id: string, details: VisitorDetails, at: Date): Promise<ConversationRecord | null>;
  /**
   * Changes status and agent and writes the activity if the revision is still the expected one, and increments it. Null when it is not, or the
   * conversation is gone: nothing changed [ST41]. `resolvedAt` is set by resolved, cleared by open and assigned; resolved and closed clear
   * `waitingSince`; a reopened conversation waits again if the visitor wrote last.
   */
  change(id: string, expectedRevision: number, changes: ConversationChange, activity: ThreadEntryRecord[], at: Date): Promise<ConversationRecord | null>;
  /** The visitor asks for a person: sets `humanRequestedAt` and `waitingSince` where they are null and writes the activity, and the jobs, once [ST42]. */
  requestHuman(id: string, activity: ThreadEntryRecord, at: Date, jobs?: NewJob[]): Promise<{ conversation: ConversationRecord; first: boolean } | null>;
  /**
   * Marks everything of the other side up to `seq` as read. Never goes back; a `seq` beyond the head counts as the head [ST43]. Sets `isRead`
   * and `readAt` of those messages.
   */
  markRead(id: string, side: 'agent' | 'visitor', seq: number, at: Date): Promise<{ conversation: ConversationRecord; changed: boolean } | null>;
  /** Adds an entry to the thread, sets fields of its feature, and stores the jobs that follow; null when there is no such conversation [ST48]. */
  addEntry(entry: ThreadEntryRecord, what?: { set?: Partial<FeatureFields>; jobs?: NewJob[] }): Promise<ConversationRecord | null>;
  /** The newest `limit` entries, oldest first. */
  listEntries(id: string, limit: number): Promise<ThreadEntryRecord[]>;
  /**
   * Removes the conversation with its messages and activity, and its visitor with their last one. Gone for all clients immediately, whatever its
   * length [ST95]. False when there was none.
   */
  remove(id: string): Promise<boolean>;
};
