import { type Document, ObjectId } from 'mongodb';
import { afterMessage } from '../conversation-changes.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { NewJob } from '../port/jobs.ts';
import type { MessageRecord, NewMessage } from '../port/messages.ts';
import type { ThreadEntryRecord } from '../port/thread-entries.ts';
import { conversations, messages } from './collections.ts';
import { fromId, toId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import { moveJobs, toOpenJobs } from './jobs-of-acts.ts';
import { isWriteConflict, unavailable } from './mongo-errors.ts';
import { markRead, type ReadMark, readMarkOf } from './read-marks.ts';

/** A conversation's current state in the database; `stamp` identifies that state. */
export type Loaded = { conversation: ConversationRecord; stamp: ObjectId };
/** A conversation's next state, and the activity on the way there. */
export type Next = { conversation: ConversationRecord; activity: ThreadEntryRecord[]; jobs?: NewJob[] };

/** How much of its newest activity a conversation keeps. */
const MAX_ACTIVITY = 500;
/** Part of every write of a conversation: its time, by the server's clock. */
const CHANGED_NOW = { $currentDate: { changedAt: true } } as const;
const PROJECTION: Document = { ...conversations.projection, stamp: 1 };

/** The conversations in their stored state, which may be stale: behind their messages. */
export async function loadConversations(engine: Engine, filter: Document): Promise<Map<string, Loaded>> {
  const found = await engine.collection('conversations').find(filter, { projection: PROJECTION }).toArray();
  return new Map(found.map((document) => [fromId(document._id), toLoaded(document)]));
}

export function toLoaded(document: Document): Loaded {
  return { conversation: conversations.toRecord(document), stamp: document.stamp };
}

/** The operation that moves a conversation from one state to the next, unless it was changed concurrently. */
export function saveOperation({ conversation: before, stamp }: Loaded, { conversation, activity, jobs = [] }: Next) {
  const update: Document = { $set: { ...conversations.changes(before, conversation), stamp: new ObjectId() }, ...CHANGED_NOW };
  if (activity.length > 0) update.$push = { activity: { $each: activity, $slice: -MAX_ACTIVITY } };
  if (jobs.length > 0) {
    update.$push = { ...update.$push, jobs: { $each: toOpenJobs(jobs, null) } };
    update.$inc = { openJobs: jobs.length };
  }
  return { filter: { _id: toId(before._id), stamp }, update };
}

/** Adds a new conversation; false when its id is taken. Rejects as a duplicate when the visitor already has a current one. */
export async function insertConversation(engine: Engine, conversation: ConversationRecord): Promise<boolean> {
  const { _id, ...document } = conversations.toDocument(conversation);
  // An insert cannot use the server's time.
  const added = await engine
    .collection('conversations')
    .updateOne({ _id }, { $setOnInsert: { ...document, stamp: new ObjectId(), activity: [] }, ...CHANGED_NOW }, { upsert: true });
  return added.upsertedCount === 1;
}

/** Marks the conversations as changed now, without changing their state. */
export async function markChanged(engine: Engine, ids: string[]): Promise<void> {
  if (ids.length > 0) await engine.collection('conversations').updateMany({ _id: { $in: ids.map(toId) } }, CHANGED_NOW);
}

/** Saves the next state; false when a concurrent write was faster. */
async function save(engine: Engine, before: Loaded, next: Next): Promise<boolean> {
  if (next.conversation === before.conversation) return true;
  const { filter, update } = saveOperation(before, next);
  const { matchedCount } = await engine.collection('conversations').updateOne(filter, update);
  if (matchedCount === 1) return true;
  // The first of two attempts may have succeeded with its reply lost.
  return (await engine.collection('conversations').countDocuments({ _id: filter._id, stamp: update.$set.stamp }, { limit: 1 })) === 1;
}

/** The conversation with all its messages applied, repaired if a crash left it stale. Null when there is none. */
export async function loadRepaired(engine: Engine, id: string, deadline: Deadline): Promise<Loaded | null> {
  while (!deadline.hasPassed) {
    const [loaded, head] = await Promise.all([loadOne(engine, id), readHead(engine, id)]);
    if (!loaded || head <= loaded.conversation.lastSeq) return loaded;
    // A message that the majority has not acknowledged yet must not be counted.
    if (!(await repair(engine, loaded))) return loaded;
  }
  throw unavailable('too many changes at once');
}

/** The same for several conversations, each with its own deadline; unknown ones are left out. */
export async function loadAllRepaired(engine: Engine, wanted: { conversationId: string; adds: { deadline: Deadline }[] }[]): Promise<Map<string, Loaded>> {
  const loaded = await Promise.all(
    wanted.map(
      async ({ conversationId, adds }) => [conversationId, await loadRepaired(engine, conversationId, adds[0]?.deadline ?? { hasPassed: false })] as const,
    ),
  );
  return new Map(loaded.flatMap(([id, found]) => (found ? [[id, found]] : [])));
}

/**
 * Changes a conversation: `change` returns its next state, or null to leave it. Retried as long as concurrent writes are faster. Resolves with
 * the updated conversation and the result of `change`; null when there is no conversation.
 */
export async function changeConversation<C extends Partial<Next>>(
  engine: Engine,
  { id, deadline }: { id: string; deadline: Deadline },
  change: (before: ConversationRecord) => Promise<C> | C,
): Promise<{ conversation: ConversationRecord; change: C } | null> {
  while (!deadline.hasPassed) {
    const before = await loadRepaired(engine, id, deadline);
    if (!before) return null;
    const changed = await change(before.conversation);
    const next = { conversation: changed.conversation ?? before.conversation, activity: changed.activity ?? [], jobs: changed.jobs ?? [] };
    if (!(await save(engine, before, next))) continue;
    // The change is stored, its jobs with it: a failure leaves them for later.
    await moveJobs(engine, { collection: 'conversations', id }, next.jobs, true).catch(engine.report);
    return { conversation: next.conversation, change: changed };
  }
  throw unavailable('too many changes at once');
}

/** Applies the messages that the conversation is missing, with their effects; false when there are none. */
async function repair(engine: Engine, before: Loaded): Promise<boolean> {
  const { _id, lastSeq } = before.conversation;
  const missing = await engine
    .collection('messages')
    .find({ conversationId: toId(_id), seq: { $gt: lastSeq } })
    .sort({ seq: 1 })
    .toArray();
  const next: Next = { conversation: before.conversation, activity: [] };
  const marks: ReadMark[] = [];
  for (const message of missing.map(toNewMessage)) {
    const { conversation, activity } = applyMessage(next.conversation, message);
    const mark = readMarkOf(next.conversation, message);
    if (mark) marks.push(mark);
    if (activity) next.activity.push(activity);
    next.conversation = conversation;
  }
  try {
    await markRead(engine, marks);
    await save(engine, before, next);
  } catch (failure) {
    // A concurrent repair is running: the next read shows the result.
    if (!isWriteConflict(failure)) throw failure;
  }
  return missing.length > 0;
}

/** The conversation once the message is its newest. A message that was in flight when the conversation was closed counts as written before. */
export function applyMessage(before: ConversationRecord, message: NewMessage): { conversation: ConversationRecord; activity: ThreadEntryRecord | null } {
  if (before.status !== 'closed') return afterMessage(before, message);
  const { conversation } = afterMessage(before, { ...message, assignIfUnassigned: undefined });
  return { conversation: { ...conversation, waitingSince: null }, activity: null };
}

/** The document of a message. It contains the message's effects, so that any process that finds it can apply them. */
export function toMessageDocument(
  { assignIfUnassigned, reopenActivity, jobs, ends: _ends, ...message }: NewMessage,
  seq: number,
  siteId: string,
): { record: MessageRecord; document: Document } {
  const record: MessageRecord = { ...message, seq, isRead: false, readAt: null };
  const document = messages.toDocument(record);
  return {
    record,
    document: {
      ...document,
      siteId: toId(siteId),
      ...(assignIfUnassigned && { claimFor: assignIfUnassigned }),
      ...(reopenActivity && { reopenActivity }),
      ...(jobs && jobs.length > 0 && { jobs: toOpenJobs(jobs, message._id), openJobs: jobs.length }),
    },
  };
}

function toNewMessage(document: Document): NewMessage {
  return { ...messages.toRecord(document), assignIfUnassigned: document.claimFor, reopenActivity: document.reopenActivity };
}

async function loadOne(engine: Engine, id: string): Promise<Loaded | null> {
  const document = await engine.collection('conversations').findOne({ _id: toId(id) }, { projection: PROJECTION });
  return document && toLoaded(document);
}

/**
 * The newest `seq`, 0 without a message. Read from the primary's latest data, acknowledged by the others or not: the next number can be
 * written nowhere else, and that write is acknowledged after it.
 */
async function readHead(engine: Engine, id: string): Promise<number> {
  const head = await engine
    .collection('messages')
    .findOne({ conversationId: toId(id) }, { sort: { seq: -1 }, projection: { seq: 1 }, readConcern: { level: 'local' } });
  return head?.seq ?? 0;
}
