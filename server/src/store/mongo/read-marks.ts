import type { AnyBulkWriteOperation, Document } from 'mongodb';
import { readSeqOf } from '../conversation-changes.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { NewMessage } from '../port/messages.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';

/** One side has read what the other wrote after `after` up to `upTo`. */
export type ReadMark = { conversationId: string; side: 'agent' | 'visitor'; after: number; upTo: number; at: Date };

/** What the sender has read by writing this message, with `before` as the previous state; null when that is nothing new. */
export function readMarkOf(before: ConversationRecord, { senderType: side, createdAt: at }: NewMessage): ReadMark | null {
  if (side === 'bot') return null;
  const after = readSeqOf(before, side);
  const isNothingNew = side === 'agent' ? before.unreadCount === 0 : after === before.lastSeq;
  return isNothingNew ? null : { conversationId: before._id, side, after, upTo: before.lastSeq, at };
}

/**
 * Sets `isRead` and `readAt` of the messages. Done before the conversation records the same: interrupted in between, it is repeated and
 * changes nothing, since read messages stay read. Unordered, which is cheaper for the database.
 */
export async function markRead(engine: Engine, marks: ReadMark[]): Promise<void> {
  if (marks.length > 0) await engine.collection('messages').bulkWrite(marks.map(operationOf), { ordered: false });
}

/** The messages that such a mark covers. */
export function coveredBy({ conversationId, side, after, upTo }: Omit<ReadMark, 'at'>): Document {
  return { conversationId: toId(conversationId), seq: { $gt: after, $lte: upTo }, senderType: side === 'agent' ? 'visitor' : { $ne: 'visitor' } };
}

function operationOf(mark: ReadMark): AnyBulkWriteOperation {
  return { updateMany: { filter: { ...coveredBy(mark), isRead: false }, update: { $set: { isRead: true, readAt: mark.at } } } };
}
