import { type Document, ObjectId } from 'mongodb';
import { afterMessage } from '../conversation-changes.ts';
import type { ActivityRecord, ConversationRecord, MessageRecord, NewMessage } from '../store.ts';
import { conversations, messages } from './collections.ts';
import { fromId, toId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import { isWriteConflict, unavailable } from './mongo-errors.ts';
import { markRead, type ReadMark, readMarkOf } from './read-marks.ts';

/** A conversation as it stands in the database; `stamp` names that state. */
export type Loaded = { conversation: ConversationRecord; stamp: ObjectId };
/** A conversation's next state, and what happened on the way. */
export type Next = { conversation: ConversationRecord; activity: ActivityRecord[] };

/** A conversation keeps the newest of its activity. */
const KEPT_ACTIVITY = 500;
/** Part of every write of a conversation: when it was, by the clock of the server. */
const NOTE_CHANGE = { $currentDate: { changedAt: true } } as const;
const PROJECTION: Document = { ...conversations.projection, stamp: 1 };

/** The conversations as they stand, which may be behind their messages. */
export async function loadConversations(engine: Engine, filter: Document): Promise<Map<string, Loaded>> {
  const found = await engine.collection('conversations').find(filter, { projection: PROJECTION }).toArray();
  return new Map(found.map((document) => [fromId(document._id), toLoaded(document)]));
}

export function toLoaded(document: Document): Loaded {
  return { conversation: conversations.toRecord(document), stamp: document.stamp };
}

/** The operation that brings a conversation from one state to the next, unless someone else did something to it meanwhile. */
export function saveOperation({ conversation: before, stamp }: Loaded, { conversation, activity }: Next) {
  const update: Document = { $set: { ...conversations.changes(before, conversation), stamp: new ObjectId() }, ...NOTE_CHANGE };
  if (activity.length > 0) update.$push = { activity: { $each: activity, $slice: -KEPT_ACTIVITY } };
  return { filter: { _id: toId(before._id), stamp }, update };
}

/** Adds a conversation as it begins; false when its id is taken. Rejects as a duplicate when the visitor has a current one. */
export async function insertConversation(engine: Engine, begun: ConversationRecord): Promise<boolean> {
  const { _id, ...document } = conversations.toDocument(begun);
  // An insert cannot ask the server for the time.
  const added = await engine
    .collection('conversations')
    .updateOne({ _id }, { $setOnInsert: { ...document, stamp: new ObjectId(), activity: [] }, ...NOTE_CHANGE }, { upsert: true });
  return added.upsertedCount === 1;
}

/** Lets the conversations count as changed now, as they stand. */
export async function noteChanges(engine: Engine, ids: string[]): Promise<void> {
  if (ids.length > 0) await engine.collection('conversations').updateMany({ _id: { $in: ids.map(toId) } }, NOTE_CHANGE);
}

/** Saves the next state; false when someone else was faster. */
async function save(engine: Engine, before: Loaded, next: Next): Promise<boolean> {
  if (next.conversation === before.conversation) return true;
  const { filter, update } = saveOperation(before, next);
  const { matchedCount } = await engine.collection('conversations').updateOne(filter, update);
  if (matchedCount === 1) return true;
  // The first of two tries may have done it, its answer lost.
  return (await engine.collection('conversations').countDocuments({ _id: filter._id, stamp: update.$set.stamp }, { limit: 1 })) === 1;
}

/** The conversation with all its messages counted in: what a crash left behind is made up for. Null when there is none. */
export async function loadHealed(engine: Engine, id: string, deadline: Deadline): Promise<Loaded | null> {
  while (!deadline.hasPassed) {
    const [loaded, head] = await Promise.all([loadOne(engine, id), readHead(engine, id)]);
    if (!loaded || head <= loaded.conversation.lastSeq) return loaded;
    // A message that is not acknowledged by the majority yet is nothing to count in.
    if (!(await heal(engine, loaded))) return loaded;
  }
  throw unavailable('too many changes at once');
}

/** The same for several conversations, each with its own deadline; those that there are none of are left out. */
export async function loadAllHealed(engine: Engine, wanted: { conversationId: string; adds: { deadline: Deadline }[] }[]): Promise<Map<string, Loaded>> {
  const loaded = await Promise.all(
    wanted.map(
      async ({ conversationId, adds }) => [conversationId, await loadHealed(engine, conversationId, adds[0]?.deadline ?? { hasPassed: false })] as const,
    ),
  );
  return new Map(loaded.flatMap(([id, found]) => (found ? [[id, found]] : [])));
}

/**
 * Changes a conversation: `change` gives its next state, or null to leave it. Tried again as long as someone else is faster.
 * Resolves with the conversation after it and what `change` gave; null when there is no conversation.
 */
export async function changeConversation<C extends Partial<Next>>(
  engine: Engine,
  { id, deadline }: { id: string; deadline: Deadline },
  change: (before: ConversationRecord) => Promise<C> | C,
): Promise<{ conversation: ConversationRecord; change: C } | null> {
  while (!deadline.hasPassed) {
    const before = await loadHealed(engine, id, deadline);
    if (!before) return null;
    const changed = await change(before.conversation);
    const next = { conversation: changed.conversation ?? before.conversation, activity: changed.activity ?? [] };
    if (await save(engine, before, next)) return { conversation: next.conversation, change: changed };
  }
  throw unavailable('too many changes at once');
}

/** Counts the messages in that the conversation does not know of, with what they bring about; false when there are none. */
async function heal(engine: Engine, before: Loaded): Promise<boolean> {
  const { _id, lastSeq } = before.conversation;
  const missing = await engine
    .collection('messages')
    .find({ conversationId: toId(_id), seq: { $gt: lastSeq } })
    .sort({ seq: 1 })
    .toArray();
  const next: Next = { conversation: before.conversation, activity: [] };
  const marks: ReadMark[] = [];
  for (const message of missing.map(toNewMessage)) {
    const { conversation, activity } = countIn(next.conversation, message);
    const mark = readMarkOf(next.conversation, message);
    if (mark) marks.push(mark);
    if (activity) next.activity.push(activity);
    next.conversation = conversation;
  }
  try {
    await markRead(engine, marks);
    await save(engine, before, next);
  } catch (failure) {
    // Someone else is at it: the next look tells.
    if (!isWriteConflict(failure)) throw failure;
  }
  return missing.length > 0;
}

/** The conversation once the message is its newest. A message that was on its way when the conversation was closed counts as written before. */
export function countIn(before: ConversationRecord, message: NewMessage): { conversation: ConversationRecord; activity: ActivityRecord | null } {
  if (before.status !== 'closed') return afterMessage(before, message);
  const { conversation } = afterMessage(before, { ...message, claimFor: undefined });
  return { conversation: { ...conversation, waitingSince: null }, activity: null };
}

/** The document of a message. What it brings about stands in it, so that whoever finds it can carry that out. */
export function toMessageDocument(
  { claimFor, reopenActivity, pending, answers: _answers, ...message }: NewMessage,
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
      ...(claimFor && { claimFor }),
      ...(reopenActivity && { reopenActivity }),
      ...(pending && { pending: [pending] }),
    },
  };
}

function toNewMessage(document: Document): NewMessage {
  return { ...messages.toRecord(document), claimFor: document.claimFor, reopenActivity: document.reopenActivity };
}

async function loadOne(engine: Engine, id: string): Promise<Loaded | null> {
  const document = await engine.collection('conversations').findOne({ _id: toId(id) }, { projection: PROJECTION });
  return document && toLoaded(document);
}

/**
 * The newest `seq`, 0 without a message. Read from what the primary has, acknowledged by the others or not: the number after it can be written
 * nowhere else, and that write is acknowledged after it.
 */
async function readHead(engine: Engine, id: string): Promise<number> {
  const head = await engine
    .collection('messages')
    .findOne({ conversationId: toId(id) }, { sort: { seq: -1 }, projection: { seq: 1 }, readConcern: { level: 'local' } });
  return head?.seq ?? 0;
}
