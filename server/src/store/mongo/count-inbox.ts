import type { Document } from 'mongodb';
import type { ConversationStore, InboxCounts } from '../store.ts';
import { toQuery } from './conversation-queries.ts';
import { toId } from './documents.ts';
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
    attention: countIf({ $and: [{ $gt: ['$unreadCount', 0] }, { $or: [isMine, isUnassigned] }] }),
  };
  const pipeline = [{ $match: toQuery({ siteIds, status: ['open', 'assigned'] }) }, { $group: totals }, { $project: { _id: 0 } }];
  const [counts] = await engine.collection('conversations').aggregate<InboxCounts>(pipeline).toArray();
  return counts ?? NONE;
}
