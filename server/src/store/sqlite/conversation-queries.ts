import type { ConversationFilter, ConversationRecord, Status } from '../store.ts';
import { matchWords } from './full-text.ts';
import { defineTable } from './table.ts';

export const conversations = defineTable<ConversationRecord>('conversations', {
  _id: 'plain',
  siteId: 'plain',
  visitorId: 'plain',
  visitorName: 'plain',
  visitorEmail: 'plain',
  assignedAgent: 'plain',
  status: 'plain',
  currentPage: 'plain',
  metadata: 'json',
  lastMessageAt: 'date',
  lastMessage: 'json',
  lastSeq: 'plain',
  unreadCount: 'plain',
  agentReadSeq: 'plain',
  visitorReadSeq: 'plain',
  agentReadAt: 'date',
  visitorReadAt: 'date',
  waitingSince: 'date',
  humanRequestedAt: 'date',
  firstVisitorMessageAt: 'date',
  firstResponseAt: 'date',
  resolvedAt: 'date',
  botAnswered: 'flag',
  revision: 'plain',
  createdAt: 'date',
  updatedAt: 'date',
});

/** A search looks at this many of the newest names and of the newest messages that hold its words, so that a common word stays cheap. */
const SEARCHED = 10_000;
const ALL_STATUSES: Status[] = ['open', 'assigned', 'resolved', 'closed'];

/** Each site and status that is asked for. An inbox index holds the conversations of such a pair in the order of the list. */
const SCOPES = `
WITH scopes AS MATERIALIZED (
  SELECT sites._id AS siteId, statuses.value AS status FROM sites, json_each(@statuses) AS statuses
  WHERE @siteIds IS NULL OR sites._id IN (SELECT value FROM json_each(@siteIds))
)`;
const IN_SCOPE = 'c.siteId = scopes.siteId AND c.status = scopes.status AND c.lastMessageAt IS NOT NULL';
const FOUND = `
, found AS MATERIALIZED (
  SELECT id FROM (SELECT rowid AS id FROM conversationSearch WHERE conversationSearch MATCH @inNames ORDER BY rowid DESC LIMIT ${SEARCHED})
  UNION
  SELECT conversations.number FROM (SELECT rowid AS id FROM messageSearch WHERE messageSearch MATCH @inMessages ORDER BY rowid DESC LIMIT ${SEARCHED}) AS hits
  CROSS JOIN messages ON messages.number = hits.id CROSS JOIN conversations ON conversations._id = messages.conversationId
)`;
const NEWEST_FIRST = 'ORDER BY c.lastMessageAt DESC, c._id DESC LIMIT @limit + 1';
const TOTALS = 'count(*) AS conversations, coalesce(sum(c.unreadCount), 0) AS unreadMessages, min(c.waitingSince) AS oldestWaitingSince';

/** A statement that lists a page of what fits the filter: takes the newest of each scope, then the newest of all. */
export function listStatement(filter: ConversationFilter): string {
  const fits = `${IN_SCOPE}${conditions(filter)} AND (c.lastMessageAt, c._id) < (@at, @id)`;
  if (isSearch(filter))
    return `${SCOPES}${FOUND} SELECT ${conversations.columns('c')} FROM found CROSS JOIN conversations c ON c.number = found.id JOIN scopes ON ${fits} ${NEWEST_FIRST}`;
  return `${SCOPES}
SELECT ${conversations.columns('page')} FROM scopes CROSS JOIN conversations page
ON page.number IN (SELECT c.number FROM conversations c WHERE ${fits} ${NEWEST_FIRST})
${NEWEST_FIRST.replaceAll('c.', 'page.')}`;
}

/** A statement that counts what fits the filter. */
export function countStatement(filter: ConversationFilter): string {
  const fits = `${IN_SCOPE}${conditions(filter)}`;
  if (isSearch(filter)) return `${SCOPES}${FOUND} SELECT ${TOTALS} FROM found CROSS JOIN conversations c ON c.number = found.id JOIN scopes ON ${fits}`;
  return `${SCOPES} SELECT ${TOTALS} FROM scopes CROSS JOIN conversations c ON ${fits}`;
}

/** The parameters of both statements; null when nothing can fit. */
export function filterParameters(filter: ConversationFilter): object | null {
  const { siteIds, status = ALL_STATUSES, assignedAgent = null, search = '' } = filter;
  const scope = { siteIds: siteIds ? JSON.stringify(siteIds) : null, statuses: JSON.stringify([...new Set(status)]), assignedAgent };
  if (!isSearch(filter)) return scope;
  const inNames = matchWords(search, ['visitorName', 'visitorEmail'], siteIds ?? null);
  const inMessages = matchWords(search, ['content'], siteIds ?? null);
  return inNames && inMessages ? { ...scope, inNames, inMessages } : null;
}

function conditions({ assignedAgent, waiting }: ConversationFilter): string {
  const ofAgent = assignedAgent === undefined ? '' : ` AND c.assignedAgent ${assignedAgent === null ? 'IS NULL' : '= @assignedAgent'}`;
  const isWaiting = waiting === undefined ? '' : ` AND c.waitingSince IS ${waiting ? 'NOT ' : ''}NULL`;
  return ofAgent + isWaiting;
}

function isSearch({ search }: ConversationFilter): boolean {
  return Boolean(search?.trim());
}
