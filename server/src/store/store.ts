/**
 * The port for data: what SupportChat requires of a storage engine. Methods are acts: each is atomic and, when its promise resolves, durable.
 * `contract/` tests the rules that both engines keep; the ids in brackets name them.
 *
 * Every method rejects with `AppError('UNAVAILABLE')` when the engine cannot read or commit, and nothing of the act is kept [ST1]. Pages use
 * cursors, never offsets; a cursor that this store did not create rejects with `AppError('VALIDATION')` [ST2].
 */
export type Store = {
  sites: SiteStore;
  agents: AgentStore;
  sessions: SessionStore;
  visitors: VisitorStore;
  conversations: ConversationStore;
  messages: MessageStore;
  faqs: FaqStore;
  analytics: AnalyticsStore;
  /** Changes that other processes make in the same database; null for an engine that serves a single process. */
  changes: ChangeStore | null;
  /** The secrets shared by every process on this database: the first to be stored are kept and returned to all [ST5]. */
  shareSecrets(own: SecretsRecord): Promise<SecretsRecord>;
  /**
   * Runs the act unless another process, or another call here, is running one of the same name: then it resolves with false and nothing was run
   * [ST6]. A process that dies holds the name for at most 10 seconds. Rejects as the act does.
   */
  runAlone(name: string, act: () => Promise<void>): Promise<boolean>;
  /**
   * Repairs what a process that died left incomplete, and keeps the engine in shape. May run at any time [ST7]. Removes conversations that had
   * no message for a day [ST96], whose ids it returns, and visitors without a conversation whose token has expired [ST97].
   */
  maintain(): Promise<{ removed: string[] }>;
  /** Resolves when a write could be committed right now; rejects with UNAVAILABLE. */
  checkWritable(): Promise<void>;
  /** Finishes work in flight, then releases the engine. */
  close(): Promise<void>;
};

export type Page<T> = { items: T[]; nextCursor: string | null };
export type PageRequest = { limit: number; cursor?: string | undefined };

// ── several processes on one database ────────────────────────────────────────────────────────────────────────────────
export type SecretsRecord = {
  /** Signs access tokens (HS256, 256 bits). */
  accessTokenKey: string;
};
export type ChangeStore = {
  /**
   * Conversations that any process changed after the mark (`null`: from now on), in their current state, oldest change first, and the mark to
   * continue from. Within a second of being acknowledged, every change is in the next list of every process, whatever their clocks say; changes
   * from the previous list may repeat. At most 1,000; `isAll` is false when there are more: call again immediately [ST8].
   */
  list(after: string | null): Promise<{ conversations: ConversationRecord[]; mark: string; isAll: boolean }>;
};

// ── sites ────────────────────────────────────────────────────────────────────────────────────────────────────────────
export type WidgetSettingsRecord = {
  position: 'bottom-right' | 'bottom-left';
  primaryColor: string;
  autoOpen: boolean;
  autoOpenDelay: number;
  welcomeMessage: string;
  placeholderText: string;
  showOnPages: string[];
  hideOnPages: string[];
  locale: string;
  customCSS: string;
};
export type SiteRecord = {
  _id: string;
  name: string;
  domain: string;
  allowedDomains: string[];
  siteKey: string;
  userId: string;
  widgetSettings: WidgetSettingsRecord;
  aiSettings: { enabled: boolean; fallbackToHuman: boolean; threshold: number };
  isActive: boolean;
  widgetSeenAt: Date | null;
  widgetSeenOn: string | null;
  createdAt: Date;
  updatedAt: Date;
};
export type SiteChanges = Partial<Pick<SiteRecord, 'name' | 'domain' | 'allowedDomains' | 'widgetSettings' | 'aiSettings' | 'isActive'>>;
export type SiteStore = {
  /** An existing siteKey rejects with CONFLICT [ST10]. */
  add(site: SiteRecord): Promise<void>;
  get(id: string): Promise<SiteRecord | null>;
  getByKey(siteKey: string): Promise<SiteRecord | null>;
  /** Sorted by name (ignoring case), then id; `ids` limits the list to those sites. `search` is a part of the name or domain, ignoring case. */
  list(request: PageRequest & { ids?: string[] | undefined; search?: string | undefined; isActive?: boolean | undefined }): Promise<Page<SiteRecord>>;
  /** Null when there is no such site. */
  update(id: string, changes: SiteChanges, at: Date): Promise<SiteRecord | null>;
  markSeen(id: string, on: string, at: Date): Promise<void>;
  /**
   * Removes the site with its FAQs, visitors, conversations, messages and activity, and from every agent's sites [ST11]. Gone for all clients
   * immediately, whatever its size [ST95]. False when there was none.
   */
  remove(id: string): Promise<boolean>;
};

// ── agents (collection `users`) and their sessions ───────────────────────────────────────────────────────────────────
export type AgentRole = 'owner' | 'admin' | 'agent';
export type AgentRecord = {
  _id: string;
  email: string;
  name: string;
  role: AgentRole;
  siteIds: string[];
  isActive: boolean;
  /** Null until the invitation is accepted. */
  passwordHash: string | null;
  /** SHA-256 of the invitation's token, hex. */
  inviteHash: string | null;
  inviteExpiresAt: Date | null;
  lastSeenAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};
export type AgentChanges = Partial<Pick<AgentRecord, 'name' | 'role' | 'siteIds' | 'isActive' | 'inviteHash' | 'inviteExpiresAt' | 'lastSeenAt'>>;
export type AgentStore = {
  /** An existing e-mail rejects with EMAIL_TAKEN [ST20]. */
  add(agent: AgentRecord): Promise<void>;
  /** Adds the very first user; false, and nothing added, when any user exists [ST21]. */
  addFirst(agent: AgentRecord): Promise<boolean>;
  get(id: string): Promise<AgentRecord | null>;
  getByEmail(email: string): Promise<AgentRecord | null>;
  getByInviteHash(inviteHash: string): Promise<AgentRecord | null>;
  /**
   * Sorted by name (ignoring case), then id. `siteId` keeps those who may see that site (owners and admins see all). `search` is a part of the
   * name or e-mail.
   */
  list(request: PageRequest & { search?: string | undefined; isActive?: boolean | undefined; siteId?: string | undefined }): Promise<Page<AgentRecord>>;
  /**
   * Null when there is no such user; LAST_OWNER when no active owner with a password would be left [ST22]. A change of `isActive` ends the user's
   * sessions: none from before a deactivation is left once the user is active again, wherever a crash falls [ST28].
   */
  update(id: string, changes: AgentChanges, at: Date): Promise<AgentRecord | null>;
  /**
   * Sets a new password and ends the user's sessions except `keptSession`; returns the ended ids. Null, and nothing changed, unless the user is active
   * and `from` is still their hash [ST26]. Once the password has changed, no other session is left, wherever a crash falls [ST28].
   */
  replacePassword(id: string, change: { from: string; to: string; keptSession: string }, at: Date): Promise<string[] | null>;
  /** Replaces the invitation; null, and nothing changed, unless the user is active and has no password yet [ST27]. */
  renewInvite(id: string, invite: { inviteHash: string; inviteExpiresAt: Date }, at: Date): Promise<AgentRecord | null>;
  /** Accepts an invitation: sets name and password and clears the hash, once; null when the hash is unknown or expired at `at` [ST23]. */
  acceptInvite(inviteHash: string, account: { name: string; passwordHash: string }, at: Date): Promise<AgentRecord | null>;
  count(): Promise<number>;
};

export type SessionRecord = {
  _id: string;
  userId: string;
  /** SHA-256 in hex of the current refresh token, and of the previous one. */
  tokenHash: string;
  previousHash: string | null;
  rotatedAt: Date;
  expiresAt: Date;
  userAgent: string;
  createdAt: Date;
};
export type SessionStore = {
  /** False, and nothing added, unless its user is active and `passwordHash`, which was checked before the session, is still current [ST25]. */
  add(session: SessionRecord, passwordHash: string): Promise<boolean>;
  get(id: string): Promise<SessionRecord | null>;
  /** Replaces `currentHash` with the next token; false when it is no longer current (another call was faster) [ST24]. */
  rotate(id: string, currentHash: string, next: Pick<SessionRecord, 'tokenHash' | 'previousHash' | 'rotatedAt' | 'expiresAt'>): Promise<boolean>;
  remove(id: string): Promise<void>;
  removeExpired(at: Date): Promise<void>;
};

// ── visitors ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export type VisitorRecord = {
  siteId: string;
  /** Public id; unique within the site. */
  visitorId: string;
  /** SHA-256 of the visitor's secret token, hex. */
  tokenHash: string;
  tokenExpiresAt: Date;
  createdAt: Date;
  lastSeenAt: Date;
};
export type VisitorStore = {
  /** False, and nothing changed, when the site already has this visitorId [ST30]. */
  add(visitor: VisitorRecord): Promise<boolean>;
  get(siteId: string, visitorId: string): Promise<VisitorRecord | null>;
  touch(siteId: string, visitorId: string, seen: { lastSeenAt: Date; tokenExpiresAt: Date }): Promise<void>;
};

// ── conversations ────────────────────────────────────────────────────────────────────────────────────────────────────
export type Status = 'open' | 'assigned' | 'resolved' | 'closed';
export type Sender = 'visitor' | 'agent' | 'bot';
export type ConversationRecord = {
  _id: string;
  siteId: string;
  visitorId: string;
  visitorName: string;
  visitorEmail: string;
  assignedAgent: string | null;
  status: Status;
  currentPage: string;
  metadata: { userAgent: string; ip: string; referrer: string; language: string };
  lastMessageAt: Date | null;
  /** The newest message, its content cut to 200 characters; version 0.1 stored no `senderId`. */
  lastMessage: { content: string; senderType: Sender; senderId?: string; senderName: string } | null;
  lastSeq: number;
  unreadCount: number;
  agentReadSeq: number;
  visitorReadSeq: number;
  agentReadAt: Date | null;
  visitorReadAt: Date | null;
  waitingSince: Date | null;
  humanRequestedAt: Date | null;
  firstVisitorMessageAt: Date | null;
  firstResponseAt: Date | null;
  resolvedAt: Date | null;
  botAnswered: boolean;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
};
export type ActivityRecord = {
  _id: string;
  conversationId: string;
  type: 'assigned' | 'unassigned' | 'resolved' | 'closed' | 'reopened' | 'human-requested';
  actorName: string;
  agentName: string | null;
  createdAt: Date;
};
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
  status?: Status[] | undefined;
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
  /** Conversations with unread messages that are the agent's or unassigned. */
  attention: number;
};
export type ConversationStore = {
  /**
   * Adds the conversation, or returns the visitor's current one: a visitor has at most one conversation that is not closed, even with two tabs
   * at once [ST44].
   */
  add(conversation: NewConversation): Promise<ConversationRecord>;
  get(id: string): Promise<ConversationRecord | null>;
  /** The visitor's conversation that is not closed. */
  getCurrentOf(siteId: string, visitorId: string): Promise<ConversationRecord | null>;
  /** The same visitor's most recent conversation with a message before this one [ST47]. */
  getEarlierThan(conversation: Pick<ConversationRecord, '_id' | 'siteId' | 'visitorId' | 'createdAt'>): Promise<ConversationRecord | null>;
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
  updateVisitor(id: string, details: VisitorDetails, at: Date): Promise<ConversationRecord | null>;
  /**
   * Changes status and agent and writes the activity if the revision is still the expected one, and increments it. Null when it is not, or the
   * conversation is gone: nothing changed [ST41]. `resolvedAt` is set by resolved, cleared by open and assigned; resolved and closed clear
   * `waitingSince`; a reopened conversation waits again if the visitor wrote last.
   */
  change(
    id: string,
    expectedRevision: number,
    changes: { status: Status; assignedAgent: string | null },
    activity: ActivityRecord[],
    at: Date,
  ): Promise<ConversationRecord | null>;
  /** The visitor asks for a person: sets `humanRequestedAt` and `waitingSince` where they are null and writes the activity, once [ST42]. */
  requestHuman(id: string, activity: ActivityRecord, at: Date): Promise<{ conversation: ConversationRecord; first: boolean } | null>;
  /**
   * Marks everything of the other side up to `seq` as read. Never goes back; a `seq` beyond the head counts as the head [ST43]. Sets `isRead`
   * and `readAt` of those messages.
   */
  markRead(id: string, side: 'agent' | 'visitor', seq: number, at: Date): Promise<{ conversation: ConversationRecord; changed: boolean } | null>;
  /** The newest `limit` entries, oldest first. */
  listActivity(id: string, limit: number): Promise<ActivityRecord[]>;
  /**
   * Removes the conversation with its messages and activity, and its visitor with their last one. Gone for all clients immediately, whatever its
   * length [ST95]. False when there was none.
   */
  remove(id: string): Promise<boolean>;
};

// ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export type MessageRecord = {
  _id: string;
  conversationId: string;
  seq: number;
  clientMessageId: string | null;
  senderType: Sender;
  senderId: string;
  senderName: string;
  content: string;
  messageType: 'text' | 'image' | 'file';
  isRead: boolean;
  readAt: Date | null;
  answer: { faqId: string; question: string; probability: number; helpful: boolean | null } | null;
  createdAt: Date;
};
export type NewMessage = Omit<MessageRecord, 'seq' | 'isRead' | 'readAt'> & {
  /** Agent messages: assign the conversation to this agent if it is unassigned. */
  claimFor?: { agentId: string; activity: ActivityRecord } | undefined;
  /** Visitor messages: the activity to write if the message reopens a resolved conversation. */
  reopenActivity?: ActivityRecord | undefined;
  /** A reaction that must still run after a crash; `settle` removes the mark. */
  pending?: 'answer' | undefined;
  /** Bot messages: the id of the message that this one answers. The same act removes its mark and counts a view of the FAQ of `answer` [ST62]. */
  answers?: string | undefined;
};
/**
 * Composes the message from its conversation's state at the time of the add; concurrent messages may be missing from it. If it throws, the
 * message is rejected. Called once, and has no side effects.
 */
export type ComposeMessage = (conversation: ConversationRecord) => NewMessage;
export type AddedMessage = {
  message: MessageRecord;
  conversation: ConversationRecord /** This clientMessageId was already stored: `message` is the first one and nothing changed. */;
  duplicate: boolean /** The activity written with the message. */;
  activity: ActivityRecord | null;
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
  /** Messages with a pending reaction, oldest first. `settle` removes one: here immediately, on disk within a second. */
  listPending(limit: number): Promise<MessageRecord[]>;
  settle(id: string): Promise<void>;
  /**
   * Sets `answer.helpful` and updates the FAQ's helpfulCount: the latest rating counts, each answer at most once [ST59]. Null when it is not an
   * automatic answer.
   */
  rateAnswer(id: string, helpful: boolean): Promise<MessageRecord | null>;
};

// ── FAQs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export type FaqRecord = {
  _id: string;
  siteId: string;
  question: string;
  answer: string;
  category: string;
  keywords: string[];
  pageSpecific: string;
  isActive: boolean;
  viewCount: number;
  helpfulCount: number;
  createdAt: Date;
  updatedAt: Date;
};
export type FaqChanges = Partial<Pick<FaqRecord, 'question' | 'answer' | 'category' | 'keywords' | 'pageSpecific' | 'isActive'>>;
export type FaqStore = {
  add(faq: FaqRecord): Promise<void>;
  get(id: string): Promise<FaqRecord | null>;
  /** Most recent change first. `search`: every word is found in question, answer, keywords or category [ST93 ST94]. */
  list(
    request: PageRequest & { siteIds?: string[] | undefined; search?: string | undefined; category?: string | undefined; isActive?: boolean | undefined },
  ): Promise<Page<FaqRecord>>;
  listActive(siteId: string, request: PageRequest): Promise<Page<FaqRecord>>;
  /** Changes whenever any process adds, updates or removes an FAQ of the site [ST60]. */
  versionOf(siteId: string): Promise<string>;
  update(id: string, changes: FaqChanges, at: Date): Promise<FaqRecord | null>;
  countView(id: string): Promise<void>;
  remove(id: string): Promise<boolean>;
};

// ── analytics ────────────────────────────────────────────────────────────────────────────────────────────────────────
/** In milliseconds, exact: the median, and the 90th percentile by nearest rank. */
export type Durations = { count: number; median: number | null; p90: number | null };
export type Figures = {
  /** Conversations whose first visitor message fell in the span, and how they have been answered so far. */
  conversations: number;
  answeredByAgent: number;
  answeredByBotAlone: number;
  /** Of these conversations: first visitor message to first agent message. */
  firstResponse: Durations;
  /** Of conversations that were resolved in the span and still are: created to resolved. */
  resolution: Durations;
  messages: Record<Sender, number>;
};
export type ReportOf = { spans: Figures[]; all: Figures };
export type FiguresOf = 'conversations' | 'resolutions' | 'messages';
export type AnalyticsStore = {
  /**
   * The figures of each [boundaries[i], boundaries[i + 1]) and of all of them together. Only the figures that `of` names are counted; the others
   * are 0. Boundaries rise. Exact, and never delays messages, however long it takes [ST98]; rejects with TIMED_OUT when that is too long.
   */
  report(scope: { siteIds?: string[] | undefined; boundaries: Date[]; of: FiguresOf[] }): Promise<ReportOf>;
};
