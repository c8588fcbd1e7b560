/**
 * Migration 1. Never edit a released migration: add one.
 *
 * Ids are 24 hexadecimal digits, dates are milliseconds since 1970, flags are 0 or 1, nested values are JSON. `number` is the search indexes'
 * key of a row; without it, VACUUM could give rows other rowids. The inbox's indexes end in the columns that its filters test and its counts
 * add up, so that these read only the index.
 */
export const SCHEMA = `
CREATE TABLE sites (
  _id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  allowedDomains TEXT NOT NULL,
  siteKey TEXT NOT NULL UNIQUE,
  userId TEXT NOT NULL,
  widgetSettings TEXT NOT NULL,
  aiSettings TEXT NOT NULL,
  isActive INTEGER NOT NULL,
  widgetSeenAt INTEGER,
  widgetSeenOn TEXT,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
  _id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'agent')),
  siteIds TEXT NOT NULL,
  isActive INTEGER NOT NULL,
  passwordHash TEXT,
  inviteHash TEXT,
  inviteExpiresAt INTEGER,
  lastSeenAt INTEGER,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_inviteHash ON users (inviteHash) WHERE inviteHash IS NOT NULL;

CREATE TABLE sessions (
  _id TEXT PRIMARY KEY,
  userId TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  tokenHash TEXT NOT NULL,
  previousHash TEXT,
  rotatedAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  userAgent TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_userId ON sessions (userId);
CREATE INDEX sessions_expiresAt ON sessions (expiresAt);

CREATE TABLE visitors (
  siteId TEXT NOT NULL REFERENCES sites ON DELETE CASCADE,
  visitorId TEXT NOT NULL,
  tokenHash TEXT NOT NULL,
  tokenExpiresAt INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  lastSeenAt INTEGER NOT NULL,
  PRIMARY KEY (siteId, visitorId)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
  number INTEGER PRIMARY KEY,
  _id TEXT NOT NULL UNIQUE,
  siteId TEXT NOT NULL REFERENCES sites ON DELETE CASCADE,
  visitorId TEXT NOT NULL,
  visitorName TEXT NOT NULL,
  visitorEmail TEXT NOT NULL,
  assignedAgent TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'assigned', 'resolved', 'closed')),
  currentPage TEXT NOT NULL,
  metadata TEXT NOT NULL,
  lastMessageAt INTEGER,
  lastMessage TEXT,
  lastSeq INTEGER NOT NULL,
  unreadCount INTEGER NOT NULL,
  agentReadSeq INTEGER NOT NULL,
  visitorReadSeq INTEGER NOT NULL,
  agentReadAt INTEGER,
  visitorReadAt INTEGER,
  waitingSince INTEGER,
  humanRequestedAt INTEGER,
  firstVisitorMessageAt INTEGER,
  firstResponseAt INTEGER,
  resolvedAt INTEGER,
  botAnswered INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX conversations_inbox ON conversations (siteId, status, lastMessageAt DESC, _id DESC, assignedAgent, unreadCount, waitingSince);
CREATE INDEX conversations_inbox_of_agent ON conversations (assignedAgent, siteId, status, lastMessageAt DESC, _id DESC, unreadCount, waitingSince)
  WHERE assignedAgent IS NOT NULL;
CREATE INDEX conversations_visitor ON conversations (siteId, visitorId);
CREATE UNIQUE INDEX conversations_current ON conversations (siteId, visitorId) WHERE status <> 'closed';
CREATE INDEX conversations_begun ON conversations (firstVisitorMessageAt, siteId) WHERE firstVisitorMessageAt IS NOT NULL;
CREATE INDEX conversations_resolved ON conversations (resolvedAt, siteId) WHERE resolvedAt IS NOT NULL;

CREATE TABLE activity (
  _id TEXT PRIMARY KEY,
  conversationId TEXT NOT NULL REFERENCES conversations (_id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  actorName TEXT NOT NULL,
  agentName TEXT,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_conversationId ON activity (conversationId, createdAt);

CREATE TABLE messages (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  _id TEXT NOT NULL UNIQUE,
  conversationId TEXT NOT NULL REFERENCES conversations (_id) ON DELETE CASCADE,
  siteId TEXT NOT NULL,
  seq INTEGER NOT NULL,
  clientMessageId TEXT,
  senderType TEXT NOT NULL CHECK (senderType IN ('visitor', 'agent', 'bot')),
  senderId TEXT NOT NULL,
  senderName TEXT NOT NULL,
  content TEXT NOT NULL,
  messageType TEXT NOT NULL CHECK (messageType IN ('text', 'image', 'file')),
  isRead INTEGER NOT NULL,
  readAt INTEGER,
  answer TEXT,
  pending TEXT,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX messages_seq ON messages (conversationId, seq);
CREATE UNIQUE INDEX messages_clientMessageId ON messages (conversationId, senderType, senderId, clientMessageId) WHERE clientMessageId IS NOT NULL;
-- Part of the agreed schema, for whoever reads a conversation by time; our own pages go by seq.
CREATE INDEX messages_conversationId_createdAt ON messages (conversationId, createdAt);
CREATE INDEX messages_traffic ON messages (createdAt, siteId, senderType);
CREATE INDEX messages_pending ON messages (createdAt) WHERE pending IS NOT NULL;

CREATE TABLE faqs (
  number INTEGER PRIMARY KEY,
  _id TEXT NOT NULL UNIQUE,
  siteId TEXT NOT NULL REFERENCES sites ON DELETE CASCADE,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  category TEXT NOT NULL,
  keywords TEXT NOT NULL,
  pageSpecific TEXT NOT NULL,
  isActive INTEGER NOT NULL,
  viewCount INTEGER NOT NULL,
  helpfulCount INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX faqs_siteId ON faqs (siteId, isActive);
CREATE INDEX faqs_updatedAt ON faqs (updatedAt DESC, _id DESC);

CREATE TABLE writeChecks (number INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
INSERT INTO writeChecks VALUES (1, 0);
`;

/** Migration 3: our own pages of messages use `seq`, and nothing read this index. It accounted for a fifth of the bytes that a message writes. */
export const WITHOUT_TIME_INDEX = `
DROP INDEX messages_conversationId_createdAt;
`;

/** Migration 2: the list of waiting conversations, longest wait first. A conversation is in it from a visitor's message until the answer. */
export const WAITING_INDEX = `
CREATE INDEX conversations_waiting ON conversations (siteId, status, waitingSince, _id, assignedAgent) WHERE waitingSince IS NOT NULL;
`;
