import { type Document, MongoBulkWriteError } from 'mongodb';
import { AppError } from '../../failure.ts';
import type { ActivityRecord, AddedMessage, ConversationRecord, MessageRecord, NewMessage } from '../store.ts';
import { messages } from './collections.ts';
import { countIn, type Loaded, loadConversations, loadHealed, saveOperation, toMessageDocument } from './conversation-documents.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';
import type { Add, Run } from './lanes.ts';
import { describeMongoError, isDuplicateKey, isWriteConflict, unavailable } from './mongo-errors.ts';
import { markRead, type ReadMark, readMarkOf } from './read-marks.ts';

/** A message with its number, and the conversation once it is counted in. */
type Step = { add: Add; record: MessageRecord; document: Document; mark: ReadMark | null; conversation: ConversationRecord; activity: ActivityRecord | null };
type Plan = { run: Run; before: Loaded; steps: Step[]; rest: Add[] };

/**
 * Stores the messages of many conversations, each in order: the message is the commit, the conversation follows it. First as if nobody else
 * wrote; where a number or a clientMessageId turns out to be taken, again with a closer look. Settles every add and does not reject.
 * `onBehind` hears of conversations that may now be behind their messages.
 */
export async function append(engine: Engine, runs: Run[], onBehind: (conversationIds: string[]) => void): Promise<void> {
  let left = runs;
  try {
    for (let isFirst = true; left.length > 0; isFirst = false) {
      left = left.map((run) => ({ ...run, adds: run.adds.filter(isInTime) })).filter(({ adds }) => adds.length > 0);
      if (left.length > 0) left = await appendOnce(engine, left, isFirst);
    }
  } catch (failure) {
    const told = describeMongoError(failure);
    for (const { reject } of runs.flatMap(({ adds }) => adds)) reject(told);
    onBehind(runs.map(({ conversationId }) => conversationId));
  }
}

/** Stores what can be stored in one go; returns what needs another. */
async function appendOnce(engine: Engine, runs: Run[], isFirst: boolean): Promise<Run[]> {
  const loaded = isFirst
    ? await loadConversations(engine, { _id: { $in: runs.map(({ conversationId }) => toId(conversationId)) } })
    : await loadAllHealed(engine, runs);
  const unanswered = isFirst ? runs : await answerRepeated(engine, runs, loaded);
  const again: Run[] = [];
  const plans: Plan[] = [];
  for (const run of unanswered) {
    const before = loaded.get(run.conversationId);
    if (!before) rejectAll(run.adds, 'NOT_FOUND');
    else if (before.conversation.status !== 'closed') plans.push(plan(run, before));
    else if (isFirst) again.push(run);
    else rejectAll(run.adds, 'CONVERSATION_CLOSED');
  }
  const stored = await insert(engine, plans);
  await countAllIn(engine, stored);
  const leftOf = ({ run, steps, rest }: Plan) => ({
    ...run,
    adds: [...steps.slice(stored.find((done) => done.run === run)?.steps.length ?? 0).map(({ add }) => add), ...rest],
  });
  return [...again, ...plans.map(leftOf)].filter(({ adds }) => adds.length > 0);
}

/** Numbers the messages; stops before one that repeats another of the run. */
function plan(run: Run, before: Loaded): Plan {
  const keys = new Set<string>();
  const steps: Step[] = [];
  let { conversation } = before;
  for (const add of run.adds) {
    const key = keyOf(add.message);
    if (key !== null && keys.has(key)) break;
    if (key !== null) keys.add(key);
    const mark = readMarkOf(conversation, add.message);
    const after = countIn(conversation, add.message);
    steps.push({ add, ...toMessageDocument(add.message, after.conversation.lastSeq, conversation.siteId), mark, ...after });
    conversation = after.conversation;
  }
  return { run, before, steps, rest: run.adds.slice(steps.length) };
}

/** Inserts the messages in order; gives the plans with the steps that are stored. */
async function insert(engine: Engine, plans: Plan[]): Promise<Plan[]> {
  const documents = plans.flatMap(({ steps }) => steps.map(({ document }) => document));
  if (documents.length === 0) return [];
  const count = await insertInOrder(engine, documents);
  let before = 0;
  return plans.flatMap((planned) => {
    const steps = planned.steps.slice(0, Math.max(0, count - before));
    before += planned.steps.length;
    return steps.length > 0 ? [{ ...planned, steps }] : [];
  });
}

/** How many were inserted before one was refused, as a duplicate or because another instance writes the same. */
async function insertInOrder(engine: Engine, documents: Document[]): Promise<number> {
  try {
    await engine.collection('messages').insertMany(documents, { ordered: true });
    return documents.length;
  } catch (failure) {
    if (!(failure instanceof MongoBulkWriteError) || !(isDuplicateKey(failure) || isWriteConflict(failure))) throw failure;
    // What was inserted before it may not stay.
    if (failure.result.getWriteConcernError()) throw unavailable(failure);
    const [refused] = Array.isArray(failure.writeErrors) ? failure.writeErrors : [failure.writeErrors];
    if (!refused) throw failure;
    return refused.index;
  }
}

/** Brings the conversations to where their messages are, and tells who waits. */
async function countAllIn(engine: Engine, plans: Plan[]): Promise<void> {
  if (plans.length === 0) return;
  if (await saveAll(engine, plans)) return plans.forEach(({ steps }) => steps.forEach(resolve));
  for (const { run, steps } of plans) await resolveAsFound(engine, run, steps);
}

/** False when somebody else did something to one of the conversations meanwhile. */
async function saveAll(engine: Engine, plans: Plan[]): Promise<boolean> {
  const marks = plans.flatMap(({ steps }) => steps.flatMap(({ mark }) => mark ?? []));
  const operations = plans.map(({ before, steps }) => {
    const activity = steps.flatMap((step) => step.activity ?? []);
    return { updateOne: saveOperation(before, { conversation: steps.at(-1)?.conversation ?? before.conversation, activity }) };
  });
  try {
    await markRead(engine, marks);
    const { matchedCount } = await engine.collection('conversations').bulkWrite(operations, { ordered: false });
    return matchedCount === operations.length;
  } catch (failure) {
    if (isWriteConflict(failure)) return false;
    throw failure;
  }
}

function resolve({ add, record, conversation, activity }: Step): void {
  add.resolve({ message: record, conversation, duplicate: false, activity });
}

/** Looks where it stands now, with these messages counted in. */
async function resolveAsFound(engine: Engine, { conversationId, adds }: Run, steps: Step[]): Promise<void> {
  const found = await loadHealed(engine, conversationId, adds[0]?.deadline ?? { hasPassed: false });
  if (!found) return void (await takeBack(engine, steps));
  const happened = await engine.collection('conversations').findOne({ _id: toId(conversationId) }, { projection: { activity: 1 } });
  const ids = new Set((happened?.activity ?? []).map(({ _id }: ActivityRecord) => _id));
  for (const { add, record } of steps) {
    const activity = [add.message.claimFor?.activity, add.message.reopenActivity].find((candidate) => candidate && ids.has(candidate._id)) ?? null;
    add.resolve({ message: record, conversation: found.conversation, duplicate: false, activity });
  }
}

/** The conversation was removed while its messages were on their way. */
async function takeBack(engine: Engine, steps: Step[]): Promise<void> {
  await engine.collection('messages').deleteMany({ _id: { $in: steps.map(({ document }) => document._id) } });
  rejectAll(
    steps.map(({ add }) => add),
    'NOT_FOUND',
  );
}

async function loadAllHealed(engine: Engine, runs: Run[]): Promise<Map<string, Loaded>> {
  const loaded = await Promise.all(
    runs.map(
      async ({ conversationId, adds }) => [conversationId, await loadHealed(engine, conversationId, adds[0]?.deadline ?? { hasPassed: false })] as const,
    ),
  );
  return new Map(loaded.flatMap(([id, found]) => (found ? [[id, found]] : [])));
}

/** Answers those whose clientMessageId is stored already; returns the others. */
async function answerRepeated(engine: Engine, runs: Run[], loaded: Map<string, Loaded>): Promise<Run[]> {
  const asked = runs.flatMap(({ adds }) => adds.flatMap(({ message }) => (message.clientMessageId === null ? [] : [sentFilter(message)])));
  const stored = asked.length === 0 ? [] : await engine.collection('messages').find({ $or: asked }, { projection: messages.projection }).toArray();
  const first = new Map(stored.map((document) => messages.toRecord(document)).map((record) => [keyOf(record), record]));
  return runs.map((run) => ({
    ...run,
    adds: run.adds.filter((add) => {
      const message = first.get(keyOf(add.message));
      const conversation = loaded.get(run.conversationId)?.conversation;
      if (!message || !conversation || keyOf(add.message) === null) return true;
      if (message.content !== add.message.content) add.reject(new AppError('CONFLICT'));
      else add.resolve({ message, conversation, duplicate: true, activity: null } satisfies AddedMessage);
      return false;
    }),
  }));
}

function sentFilter({ conversationId, senderType, senderId, clientMessageId }: NewMessage): Document {
  return { conversationId: toId(conversationId), senderType, senderId, clientMessageId: { $eq: clientMessageId, $type: 'string' } };
}

/** Names what must be stored once; null when the sender gave no id. */
function keyOf({
  conversationId,
  senderType,
  senderId,
  clientMessageId,
}: Pick<NewMessage, 'conversationId' | 'senderType' | 'senderId' | 'clientMessageId'>): string | null {
  return clientMessageId === null ? null : JSON.stringify([conversationId, senderType, senderId, clientMessageId]);
}

function rejectAll(adds: Add[], code: 'NOT_FOUND' | 'CONVERSATION_CLOSED'): void {
  for (const { reject } of adds) reject(new AppError(code));
}

/** What has waited too long is not begun: its sender was told so, and may have sent it again. */
function isInTime({ deadline, reject }: Add): boolean {
  if (deadline.hasPassed) reject(unavailable('its turn came too late'));
  return !deadline.hasPassed;
}
