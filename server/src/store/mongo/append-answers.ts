import type { Document } from 'mongodb';
import { AppError } from '../../failure.ts';
import type { MessageRecord, NewMessage } from '../port/messages.ts';
import type { ThreadEntryRecord } from '../port/thread-entries.ts';
import { messages } from './collections.ts';
import { type Loaded, loadRepaired } from './conversation-documents.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { heldJobsOf } from './jobs-of-acts.ts';
import type { ComposedAdd, Run } from './lanes.ts';
import { keyOf } from './message-steps.ts';

/** A stored message, and the caller waiting for it. */
type Stored = { add: ComposedAdd; record: MessageRecord };

/** Answers the adds whose message is already stored, by an earlier call or by an attempt whose reply was lost; returns the others. */
export async function answerStored(engine: Engine, runs: Run<ComposedAdd>[], loaded: Map<string, Loaded>): Promise<Run<ComposedAdd>[]> {
  const found = await findStored(
    engine,
    runs.flatMap(({ adds }) => adds),
  );
  const byId = new Map(found.map((record) => [record._id, record]));
  const byKey = new Map(found.map((record) => [keyOf(record), record]));
  const unanswered: Run<ComposedAdd>[] = [];
  for (const run of runs) {
    const conversation = loaded.get(run.conversationId)?.conversation;
    const own: Stored[] = [];
    const isUnanswered = (add: ComposedAdd) => {
      const record = (add.mayBeStored ? byId.get(add.message._id) : undefined) ?? (keyOf(add.message) === null ? undefined : byKey.get(keyOf(add.message)));
      if (!record || !conversation) return true;
      if (add.mayBeStored && record._id === add.message._id) own.push({ add, record });
      else if (record.content !== add.message.content) add.reject(new AppError('CONFLICT'));
      else add.resolve({ message: record, conversation, duplicate: true, activity: null, jobs: [] });
      return false;
    };
    unanswered.push({ ...run, adds: run.adds.filter(isUnanswered) });
    if (own.length > 0) await resolveAsFound(engine, run, own);
  }
  return unanswered.filter(({ adds }) => adds.length > 0);
}

/** Answers with the conversation's current state, with these messages applied. */
export async function resolveAsFound(engine: Engine, { conversationId, adds }: Run<ComposedAdd>, stored: Stored[]): Promise<void> {
  const found = await loadRepaired(engine, conversationId, adds[0]?.deadline ?? { hasPassed: false });
  if (!found) return void (await rollBack(engine, stored));
  const happened = await engine.collection('conversations').findOne({ _id: toId(conversationId) }, { projection: { activity: 1 } });
  const ids = new Set((happened?.activity ?? []).map(({ _id }: ThreadEntryRecord) => _id));
  for (const { add, record } of stored) {
    const activity = [add.message.assignIfUnassigned?.activity, add.message.reopenActivity].find((candidate) => candidate && ids.has(candidate._id)) ?? null;
    add.resolve({ message: record, conversation: found.conversation, duplicate: false, activity, jobs: heldJobsOf(add.message) });
  }
}

/** The conversation was removed while its messages were in flight. */
async function rollBack(engine: Engine, stored: Stored[]): Promise<void> {
  await engine.collection('messages').deleteMany({ _id: { $in: stored.map(({ record }) => toId(record._id)) } });
  for (const { add } of stored) add.reject(new AppError('NOT_FOUND'));
}

async function findStored(engine: Engine, adds: ComposedAdd[]): Promise<MessageRecord[]> {
  const conditions = adds.flatMap(({ message, mayBeStored }) => [
    ...(message.clientMessageId === null ? [] : [sentFilter(message)]),
    ...(mayBeStored ? [{ _id: toId(message._id) }] : []),
  ]);
  if (conditions.length === 0) return [];
  const found = await engine.collection('messages').find({ $or: conditions }, { projection: messages.projection }).toArray();
  return found.map(messages.toRecord);
}

function sentFilter({ conversationId, senderType, senderId, clientMessageId }: NewMessage): Document {
  return { conversationId: toId(conversationId), senderType, senderId, clientMessageId: { $eq: clientMessageId, $type: 'string' } };
}
