import type { ConversationStatus } from '@supportchat/protocol';
import type { ConversationFilter, ConversationRecord } from '../port/conversations.ts';
import { isKept } from './removals.ts';
import { conversations } from './tables.ts';

export const CONVERSATION_BY_ID = `${conversations.byId} AND ${isKept('conversations._id', 'conversations.siteId')}`;

/** A search examines this many of the newest names and of the newest messages that contain its words, so that a common word stays cheap. */
const SEARCHED = 10_000;
const ALL_STATUSES: ConversationStatus[] = ['open', 'assigned', 'resolved', 'closed'];

/** Each requested pair of site and status. An inbox index holds the conversations of such a pair in list order. */
const SCOPES = `
WITH scopes AS MATERIALIZED (
  SELECT sites._id AS siteId, statuses.value AS status FROM sites, json_each(@statuses) AS statuses
  WHERE (@siteIds IS NULL OR sites._id IN (SELECT value FROM json_each(@siteIds))) AND ${isKept('sites._id')}
)`;
const IN_SCOPE = 'c.siteId = scopes.siteId AND c.status = scopes.status AND c.lastMessageAt IS NOT NULL';
/** The conversations that a search matches, and the newest matching message of each. */
const FOUND = `
, found AS MATERIALIZED (
  SELECT id, max(hit) AS hit FROM (
    SELECT id, NULL AS hit FROM (SELECT rowid AS id FROM conversationTerms WHERE conversationTerms MATCH @match ORDER BY rowid DESC LIMIT ${SEARCHED})
    UNION ALL
    SELECT conversations.number, hits.id FROM (SELECT rowid AS id FROM messageTerms WHERE messageTerms MATCH @match ORDER BY rowid DESC LIMIT ${SEARCHED}) AS hits
    CROSS JOIN messages ON messages.number = hits.id CROSS JOIN conversations ON conversations._id = messages.conversationId
  ) GROUP BY id
)`;

type Order = { name: string; top: [number, string]; after: string; by: string; positionOf(conversation: ConversationRecord): [number, string] };
const NEWEST_FIRST: Order = {
  name: 'conversations',
  top: [Number.MAX_SAFE_INTEGER, ''],
  after: '(c.lastMessageAt, c._id) < (@at, @id)',
  by: 'ORDER BY c.lastMessageAt DESC, c._id DESC LIMIT @limit + 1',
  positionOf: ({ lastMessageAt, _id }) => [Number(lastMessageAt), _id],
};
const LONGEST_WAIT_FIRST: Order = {
  name: 'waiting conversations',
  top: [0, ''],
  after: '(c.waitingSince, c._id) > (@at, @id)',
  by: 'ORDER BY c.waitingSince, c._id LIMIT @limit + 1',
  positionOf: ({ waitingSince, _id }) => [Number(waitingSince), _id],
};

/** The sort order of a list with this filter. */
export function orderOf({ waiting }: ConversationFilter): Order {
  return waiting ? LONGEST_WAIT_FIRST : NEWEST_FIRST;
}

/** Lists a page of the conversations that match the filter: the first rows of each scope, then the first of all. */
export function listStatement(filter: ConversationFilter): string {
  const { after, by } = orderOf(filter);
  return `${SCOPES}
SELECT ${conversations.columns('page')} FROM scopes CROSS JOIN conversations page
ON page.number IN (SELECT c.number FROM conversations c WHERE ${IN_SCOPE}${conditions(filter)} AND ${after} ${by})
${by.replaceAll('c.', 'page.')}`;
}

/** The same for a search; `hit` is the number of the matching message. */
export function searchStatement(filter: ConversationFilter): string {
  const { after, by } = orderOf(filter);
  return `${SCOPES}${FOUND}
SELECT ${conversations.columns('c')}, found.hit FROM found CROSS JOIN conversations c ON c.number = found.id
JOIN scopes ON ${IN_SCOPE}${conditions(filter)} AND ${after} ${by}`;
}

const IS_FOR_AGENT = '(c.assignedAgent IS NULL OR c.assignedAgent = @agentId)';
/** Unread by the team's mark: what agents without a mark see. */
const IS_UNREAD = '(c.unreadCount > 0 OR c.waitingSince IS NOT NULL)';
/**
 * How many more conversations the agent's own marks make unread than the team's do, or fewer. An agent has few marks, so the count over all
 * conversations reads only its index.
 */
const BY_OWN_MARKS = `
SELECT coalesce(sum((m.isUnread OR c.unreadCount > 0 OR (c.waitingSince IS NOT NULL AND m.seq < c.agentReadSeq)) - ${IS_UNREAD}), 0)
FROM agentReadMarks m CROSS JOIN conversations c ON c._id = m.conversationId CROSS JOIN scopes ON ${IN_SCOPE}
WHERE m.agentId = @agentId AND ${IS_FOR_AGENT}`;

export const COUNT_INBOX = `${SCOPES}
SELECT
  count(*) FILTER (WHERE c.status = 'open') AS open,
  count(*) FILTER (WHERE c.status = 'assigned') AS assigned,
  count(*) FILTER (WHERE c.assignedAgent = @agentId) AS mine,
  count(*) FILTER (WHERE c.assignedAgent IS NULL) AS unassigned,
  count(c.waitingSince) AS waiting,
  min(c.waitingSince) AS oldestWaitingSince,
  coalesce(sum(c.unreadCount), 0) AS unreadMessages,
  count(*) FILTER (WHERE ${IS_UNREAD} AND ${IS_FOR_AGENT}) + (${BY_OWN_MARKS}) AS attention
FROM scopes CROSS JOIN conversations c ON ${IN_SCOPE}`;

/** The parameters that these statements share. */
export function scopeParameters({ siteIds, status = ALL_STATUSES }: Pick<ConversationFilter, 'siteIds' | 'status'>) {
  return { siteIds: siteIds ? JSON.stringify(siteIds) : null, statuses: JSON.stringify([...new Set(status)]) };
}

function conditions({ assignedAgent, waiting }: ConversationFilter): string {
  const ofAgent = assignedAgent === undefined ? '' : ` AND c.assignedAgent ${assignedAgent === null ? 'IS NULL' : '= @assignedAgent'}`;
  const isWaiting = waiting === undefined ? '' : ` AND c.waitingSince IS ${waiting ? 'NOT ' : ''}NULL`;
  return ofAgent + isWaiting;
}
