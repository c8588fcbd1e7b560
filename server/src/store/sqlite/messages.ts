import { AppError } from '../../failure.ts';
import { afterMessage } from '../conversation-changes.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { AddedMessage, ComposeMessage, MessageRecord, MessageStore, NewMessage, StoredMessage } from '../port/messages.ts';
import { addActivity } from './activity.ts';
import type { Sql } from './connection.ts';
import type { ConversationCache } from './conversation-cache.ts';
import { markMessagesRead } from './conversations.ts';
import { countView } from './faqs.ts';
import type { Engine } from './group-commit.ts';
import { type JobWrites, splitJobs } from './jobs.ts';
import { findById, findOne, save } from './table.ts';
import { messages, storedMessages } from './tables.ts';

const ADD = `${storedMessages.insert}
ON CONFLICT (conversationId, senderType, senderId, clientMessageId) WHERE clientMessageId IS NOT NULL DO NOTHING`;
const FIRST_SENT = `
SELECT ${messages.columns()} FROM messages
WHERE conversationId = ? AND senderType = ? AND senderId = ? AND clientMessageId = ?`;
const AFTER = `SELECT ${messages.columns()} FROM messages WHERE conversationId = @conversationId AND seq > @seq ORDER BY seq LIMIT @limit + 1`;
const BEFORE = `SELECT ${messages.columns()} FROM messages WHERE conversationId = @conversationId AND seq < @seq ORDER BY seq DESC LIMIT @limit + 1`;
const SENT_BY_VISITOR = `
SELECT ${messages.columns('m')} FROM conversations c
CROSS JOIN messages m ON m.conversationId = c._id AND m.senderType = 'visitor' AND m.senderId = @visitorId AND m.clientMessageId = @clientMessageId
WHERE c.siteId = @siteId AND c.visitorId = @visitorId ORDER BY m.createdAt LIMIT 1`;
const MOVE_HELPFUL_COUNT = 'UPDATE faqs SET helpfulCount = helpfulCount + @by WHERE _id = @faqId';

type Parts = { cache: ConversationCache; jobs: JobWrites };

export function createMessageStore({ sql, read, write }: Engine, { cache, jobs }: Parts): MessageStore {
  return {
    add: (conversationId, compose) => write(() => addMessage(sql, { cache, jobs }, conversationId, compose)),
    get: (id) => read(() => findById(sql, messages, id)),
    list: (conversationId, { afterSeq, beforeSeq = Number.MAX_SAFE_INTEGER, limit }) =>
      read(() => {
        const forward = afterSeq !== undefined;
        const rows = sql.all(forward ? AFTER : BEFORE, { conversationId, seq: forward ? afterSeq : beforeSeq, limit });
        const page = rows.slice(0, limit).map(messages.toRecord);
        return { messages: forward ? page : page.reverse(), hasMore: rows.length > limit };
      }),
    findSentByVisitor: (siteId, visitorId, clientMessageId) => read(() => findOne(sql, messages, SENT_BY_VISITOR, { siteId, visitorId, clientMessageId })),
    rateAnswer: (id, helpful) => write(() => rateAnswer(sql, id, helpful)),
  };
}

function addMessage(sql: Sql, { cache, jobs }: Parts, conversationId: string, compose: ComposeMessage): AddedMessage {
  const before = cache.find(conversationId);
  if (!before) throw new AppError('NOT_FOUND');
  const message = compose(before);
  if (before.status === 'closed') return repeatOf(sql, before, message, 'CONVERSATION_CLOSED');
  const { conversation, activity } = afterMessage(before, message);
  const { row, held, others } = splitJobs(message);
  const stored = insert(sql, message, { seq: conversation.lastSeq, siteId: before.siteId, jobs: row });
  if (!stored) return repeatOf(sql, before, message, 'CONFLICT');
  cache.save(before, conversation);
  if (message.senderType !== 'bot') markMessagesRead(sql, before, { side: message.senderType, upTo: conversation.lastSeq, at: message.createdAt });
  if (activity) addActivity(sql, activity);
  if (message.ends) {
    jobs.end(message.ends);
    if (message.answer) countView(sql, message.answer.faqId);
  }
  jobs.add(others);
  return { message: stored, conversation, duplicate: false, activity, jobs: held };
}

/** The message that was already stored with this clientMessageId; throws `otherwise` when there is none. */
function repeatOf(sql: Sql, conversation: ConversationRecord, message: NewMessage, otherwise: 'CONVERSATION_CLOSED' | 'CONFLICT'): AddedMessage {
  const { senderType, senderId, clientMessageId, content } = message;
  const first = clientMessageId === null ? null : findOne(sql, messages, FIRST_SENT, [conversation._id, senderType, senderId, clientMessageId]);
  if (!first) throw new AppError(otherwise);
  if (first.content !== content) throw new AppError('CONFLICT');
  return { message: first, conversation, duplicate: true, activity: null, jobs: [] };
}

/** Null when the sender has already sent this clientMessageId: the unique index detects that without a prior read. */
function insert(sql: Sql, message: NewMessage, { seq, siteId, jobs }: Pick<StoredMessage, 'seq' | 'siteId' | 'jobs'>): MessageRecord | null {
  const { assignIfUnassigned: _assignIfUnassigned, reopenActivity: _reopenActivity, jobs: _jobs, ends: _ends, ...fields } = message;
  const stored: MessageRecord = { ...fields, seq, isRead: false, readAt: null };
  return sql.run(ADD, storedMessages.toValues({ ...stored, siteId, jobs })) > 0 ? stored : null;
}

function rateAnswer(sql: Sql, id: string, helpful: boolean): MessageRecord | null {
  const message = findById(sql, messages, id);
  if (!message?.answer) return null;
  const by = Number(helpful) - Number(message.answer.helpful ?? false);
  if (by !== 0) sql.run(MOVE_HELPFUL_COUNT, { by, faqId: message.answer.faqId });
  return save(sql, messages, message, { ...message, answer: { ...message.answer, helpful } });
}
