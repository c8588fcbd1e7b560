import type { Document } from 'mongodb';
import { isUnreadBy } from '../agent-read-mark-changes.ts';
import type { AgentReadMarkRecord } from '../port/agent-read-marks.ts';
import type { ConversationStore, InboxCounts } from '../port/conversations.ts';
import { agentReadMarks } from './collections.ts';
import { toQuery } from './conversation-queries.ts';
import { fromId, toId } from './documents.ts';
import type { Engine } from './engine.ts';

const countIf = (condition: Document): Document => ({ $sum: { $cond: [condition, 1, 0] } });
const NONE: InboxCounts = { open: 0, assigned: 0, mine: 0, unassigned: 0, waiting: 0, oldestWaitingSince: null, unreadMessages: 0, attention: 0 };

/** Adds up all counts of the inbox in one pass over its open and assigned conversations. */
export async function countInbox(engine: Engine, { siteIds, agentId }: Parameters<ConversationStore['countInbox']>[0]): Promise<InboxCounts> {
  const isMine = { $eq: ['$assignedAgent', agentId === null ? '' : toId(agentId)] };
  const isUnassigned = { $eq: ['$assignedAgent', null] };
  const totals = {
    _id: null,
    open: countIf({ $eq: ['$status', 'open'] }),
    assigned: countIf({ $eq: ['$status', 'assigned'] }),
    mine: countIf(isMine),
    unassigned: countIf(isUnassigned),
    waiting: countIf({ $ne: ['$waitingSince', null] }),
    oldestWaitingSince: { $min: '$waitingSince' },
    unreadMessages: { $sum: '$unreadCount' },
    attention: countIf({ $and: [{ $or: [{ $gt: ['$unreadCount', 0] }, { $ne: ['$waitingSince', null] }] }, { $or: [isMine, isUnassigned] }] }),
  };
  const pipeline = [{ $match: toQuery({ siteIds, status: ['open', 'assigned'] }) }, { $group: totals }, { $project: { _id: 0 } }];
  const [counts] = await engine.collection('conversations').aggregate<InboxCounts>(pipeline).toArray();
  if (!counts || agentId === null) return counts ?? NONE;
  return { ...counts, attention: Math.max(0, counts.attention + (await countByOwnMarks(engine, { siteIds, agentId }))) };
}

/**
 * How many more conversations the agent's own marks make unread than the team's do, or fewer. An agent has few marks, so they are looked up
 * one by one instead of joining every conversation.
 */
async function countByOwnMarks(engine: Engine, { siteIds, agentId }: { siteIds?: string[] | undefined; agentId: string }): Promise<number> {
  const found = await engine
    .collection('agentReadMarks')
    .find({ agentId: toId(agentId) }, { projection: agentReadMarks.projection })
    .toArray();
  const marks = new Map<string, AgentReadMarkRecord>(found.map((document) => [fromId(document.conversationId), agentReadMarks.toRecord(document)]));
  if (marks.size === 0) return 0;
  const ofAgent = { _id: { $in: [...marks.keys()].map(toId) }, assignedAgent: { $in: [null, toId(agentId)] } };
  const conversations = await engine
    .collection('conversations')
    .find({ ...toQuery({ siteIds, status: ['open', 'assigned'] }), ...ofAgent }, { projection: { unreadCount: 1, waitingSince: 1, agentReadSeq: 1 } })
    .toArray();
  return conversations.reduce((sum, { _id, unreadCount, waitingSince, agentReadSeq }) => {
    const conversation = { unreadCount, waitingSince, agentReadSeq };
    return sum + Number(isUnreadBy(conversation, marks.get(fromId(_id)) ?? null)) - Number(isUnreadBy(conversation, null));
  }, 0);
}
