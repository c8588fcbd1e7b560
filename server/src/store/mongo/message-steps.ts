import type { Document } from 'mongodb';
import type { ConversationRecord } from '../port/conversations.ts';
import type { MessageRecord, NewMessage } from '../port/messages.ts';
import type { ThreadEntryRecord } from '../port/thread-entries.ts';
import { applyMessage, toMessageDocument } from './conversation-documents.ts';
import type { ComposedAdd } from './lanes.ts';
import { type ReadMark, readMarkOf } from './read-marks.ts';

/** A message with its number, and the conversation once it is applied. */
export type Step = {
  add: ComposedAdd;
  record: MessageRecord;
  document: Document;
  mark: ReadMark | null;
  conversation: ConversationRecord;
  activity: ThreadEntryRecord | null;
};

/** The message as the next one of the conversation. */
export function toStep(before: ConversationRecord, add: ComposedAdd): Step {
  const after = applyMessage(before, add.message);
  return { add, ...toMessageDocument(add.message, after.conversation.lastSeq, before.siteId), mark: readMarkOf(before, add.message), ...after };
}

/** The key that must be stored only once; null when the sender gave no id. */
export function keyOf(message: Pick<NewMessage, 'conversationId' | 'senderType' | 'senderId' | 'clientMessageId'>): string | null {
  const { conversationId, senderType, senderId, clientMessageId } = message;
  return clientMessageId === null ? null : JSON.stringify([conversationId, senderType, senderId, clientMessageId]);
}
