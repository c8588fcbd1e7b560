import { setTimeout as wait } from 'node:timers/promises';
import { type Document, MongoBulkWriteError } from 'mongodb';
import { AppError } from '../../failure.ts';
import { endHeld } from './add-jobs.ts';
import { answerStored, resolveAsFound } from './append-answers.ts';
import { type Loaded, loadAllRepaired, loadConversations, saveOperation } from './conversation-documents.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { endInMessages, heldJobsOf, moveJobs } from './jobs-of-acts.ts';
import type { ComposedAdd, PendingAdd, Run } from './lanes.ts';
import { keyOf, type Step, toStep } from './message-steps.ts';
import { describeMongoError, isDuplicateKey, isUnavailable, isWriteConflict, unavailable } from './mongo-errors.ts';
import { markRead } from './read-marks.ts';

type Plan = { run: Run<ComposedAdd>; before: Loaded; steps: Step[]; rest: ComposedAdd[] };
/** The messages still to be stored; `suspects` are the conversations that need a closer check. */
type Remaining = { runs: Run[]; suspects: Set<string> };
/** How many documents were inserted, and why the next one never can be, if so. */
type Inserted = { count: number; refusal?: unknown };

/** Delay before retrying a batch that the database did not accept, in milliseconds, as long as a caller is waiting. */
const RETRY_MS = 50;

/**
 * Stores the messages of many conversations, each in order: the message is the commit, the conversation follows. The first pass assumes no
 * concurrent writer; where a number or clientMessageId turns out to be taken, or a reply was lost, it checks more closely and retries. Settles
 * every add and does not reject. `onUncertain` receives conversations with a write of unknown outcome.
 */
export async function append(engine: Engine, runs: Run[], onUncertain: (conversationIds: string[]) => void): Promise<void> {
  const uncertain = new Set<string>();
  for (let remaining: Remaining = dropSettled({ runs, suspects: new Set() }); remaining.runs.length > 0; remaining = dropSettled(remaining)) {
    try {
      remaining = await appendOnce(engine, remaining);
    } catch (failure) {
      const error = describeMongoError(failure);
      for (const { conversationId } of remaining.runs) uncertain.add(conversationId);
      for (const add of remaining.runs.flatMap(({ adds }) => adds)) {
        if (!isUnavailable(error)) add.reject(error);
        add.mayBeStored = true;
        add.deadline.cause = error instanceof Error ? error.cause : error;
      }
      remaining = { ...remaining, suspects: uncertain };
      await wait(RETRY_MS);
    }
  }
  if (uncertain.size > 0) onUncertain([...uncertain]);
}

/** Drops adds that are settled or have waited too long: their sender was notified, and may have resent the message. */
function dropSettled({ runs, suspects }: Remaining): Remaining {
  const isWaiting = (add: PendingAdd) => {
    if (!add.isSettled && add.deadline.hasPassed) add.reject(unavailable(add.deadline.cause ?? 'its turn came too late'));
    return !add.isSettled;
  };
  return { runs: runs.map((run) => ({ ...run, adds: run.adds.filter(isWaiting) })).filter(({ adds }) => adds.length > 0), suspects };
}

/** Stores what can be stored in one pass; returns what needs another. */
async function appendOnce(engine: Engine, { runs, suspects }: Remaining): Promise<Remaining> {
  const isSuspect = ({ conversationId }: Run) => suspects.has(conversationId);
  const suspected = runs.filter(isSuspect);
  const plain = runs.filter((run) => !isSuspect(run));
  const loaded = new Map([
    ...(plain.length > 0 ? await loadConversations(engine, { _id: { $in: plain.map(({ conversationId }) => toId(conversationId)) } }) : []),
    ...(await loadAllRepaired(engine, suspected)),
  ]);
  const composed = composeAll(suspected, loaded);
  const unanswered = [...composeAll(plain, loaded), ...(composed.length > 0 ? await answerStored(engine, composed, loaded) : [])];
  const plans: Plan[] = [];
  const refused: string[] = [];
  for (const run of unanswered) {
    const before = loaded.get(run.conversationId);
    if (!before) continue;
    if (before.conversation.status !== 'closed') plans.push(plan(run, before));
    else if (isSuspect(run)) rejectAll(run.adds, 'CONVERSATION_CLOSED');
    // A message that is already stored is still answered.
    else refused.push(run.conversationId);
  }
  const { stored, conflicting } = await insert(engine, plans.toSorted(byConversation));
  await applyAll(engine, stored);
  return { runs, suspects: new Set([...refused, ...conflicting]) };
}

/** Composes each message once, and rejects those that fail; returns the ones to store. */
function composeAll(runs: Run[], loaded: Map<string, Loaded>): Run<ComposedAdd>[] {
  return runs
    .map(({ conversationId, adds }) => {
      const conversation = loaded.get(conversationId)?.conversation;
      if (!conversation) rejectAll(adds, 'NOT_FOUND');
      for (const add of adds) {
        try {
          if (conversation) add.message ??= add.compose(conversation);
        } catch (refusal) {
          add.reject(refusal);
        }
      }
      return { conversationId, adds: adds.filter((add): add is ComposedAdd => add.message !== null && !add.isSettled) };
    })
    .filter(({ adds }) => adds.length > 0);
}

/** Numbers the messages; stops before one that repeats an earlier one of the run. */
function plan(run: Run<ComposedAdd>, before: Loaded): Plan {
  const keys = new Set<string>();
  const steps: Step[] = [];
  let { conversation } = before;
  for (const add of run.adds) {
    const key = keyOf(add.message);
    if (key !== null && keys.has(key)) break;
    if (key !== null) keys.add(key);
    const step = toStep(conversation, add);
    steps.push(step);
    conversation = step.conversation;
  }
  return { run, before, steps, rest: run.adds.slice(steps.length) };
}

/** All batches visit the conversations in the same order: where a database locks what a batch has written, this prevents a deadlock. */
const byConversation = (a: Plan, b: Plan) => (a.run.conversationId < b.run.conversationId ? -1 : 1);

/** Inserts the messages in order; returns the plans with their stored steps, and the conversations with a conflict. */
async function insert(engine: Engine, plans: Plan[]): Promise<{ stored: Plan[]; conflicting: string[] }> {
  const stored: Plan[] = [];
  const conflicting = plans.flatMap(({ run, rest }) => (rest.length > 0 ? [run.conversationId] : []));
  const remaining = [...plans];
  while (remaining.length > 0) {
    const documents = remaining.flatMap(({ steps }) => steps.map(({ document }) => document));
    const inserted = await insertUntilRefused(engine, documents);
    let { count } = inserted;
    let planned = remaining.shift();
    for (; planned && planned.steps.length <= count; planned = remaining.shift()) {
      stored.push(planned);
      count -= planned.steps.length;
    }
    if (!planned) break;
    if (count > 0) stored.push({ ...planned, steps: planned.steps.slice(0, count) });
    if (inserted.refusal === undefined) conflicting.push(planned.run.conversationId);
    else planned.steps[count]?.add.reject(describeMongoError(inserted.refusal));
    // Inserts into other conversations do not wait for this one.
  }
  return { stored, conflicting };
}

/** How many were inserted before one was rejected: as a duplicate, because another instance wrote the same, or permanently. */
async function insertUntilRefused(engine: Engine, documents: Document[]): Promise<Inserted> {
  try {
    await engine.collection('messages').insertMany(documents, { ordered: true });
    return { count: documents.length };
  } catch (failure) {
    if (!(failure instanceof MongoBulkWriteError)) throw failure;
    // The inserts before it may not persist.
    if (failure.result.getWriteConcernError()) throw unavailable(failure);
    const [refused] = Array.isArray(failure.writeErrors) ? failure.writeErrors : [failure.writeErrors];
    if (isDuplicateKey(failure) || isWriteConflict(failure)) return { count: refused?.index ?? 0 };
    if (!refused || isUnavailable(describeMongoError(failure))) throw failure;
    return { count: refused.index, refusal: failure };
  }
}

/** Updates the conversations to match their messages, and notifies the waiting callers. */
async function applyAll(engine: Engine, plans: Plan[]): Promise<void> {
  if (plans.length === 0) return;
  const [saved] = await Promise.all([saveAll(engine, plans), settleJobs(engine, plans)]);
  for (const { steps } of saved)
    for (const { add, record, conversation, activity } of steps)
      add.resolve({ message: record, conversation, duplicate: false, activity, jobs: heldJobsOf(add.message) });
  const others = plans.filter((planned) => !saved.includes(planned));
  await Promise.all(others.map(({ run, steps }) => resolveAsFound(engine, run, steps)));
}

/** Ends the jobs that these messages complete, counts the views of the FAQs, and moves the jobs that are for others. */
async function settleJobs(engine: Engine, plans: Plan[]): Promise<void> {
  const added = plans.flatMap(({ steps }) => steps.map(({ add }) => add.message));
  const ended = added.flatMap(({ ends }) => ends ?? []);
  await endInMessages(
    engine,
    ended.filter(({ lease }) => lease.messageId),
  );
  for (const { _id, lease } of ended.filter(({ lease: { messageId } }) => !messageId)) await endHeld(engine, _id, lease.id);
  const views = added.flatMap(({ ends, answer }) =>
    ends && answer ? [{ updateOne: { filter: { _id: toId(answer.faqId) }, update: { $inc: { viewCount: 1 } } } }] : [],
  );
  if (views.length > 0) await engine.collection('faqs').bulkWrite(views, { ordered: false });
  for (const { _id, jobs } of added) void moveJobs(engine, { collection: 'messages', id: _id }, jobs).catch(engine.report);
}

/** Returns the saved ones; the others' conversations were changed concurrently. */
async function saveAll(engine: Engine, plans: Plan[]): Promise<Plan[]> {
  const marks = plans.flatMap(({ steps }) => steps.flatMap(({ mark }) => mark ?? []));
  const operations = plans.map(({ before, steps }) => {
    const activity = steps.flatMap((step) => step.activity ?? []);
    return saveOperation(before, { conversation: steps.at(-1)?.conversation ?? before.conversation, activity });
  });
  try {
    await markRead(engine, marks);
    const { matchedCount } = await engine.collection('conversations').bulkWrite(
      operations.map((operation) => ({ updateOne: operation })),
      { ordered: false },
    );
    if (matchedCount === operations.length) return plans;
  } catch (failure) {
    if (!isWriteConflict(failure)) throw failure;
  }
  const found = await loadConversations(engine, { _id: { $in: operations.map(({ filter }) => filter._id) } });
  return plans.filter(({ run }, index) => found.get(run.conversationId)?.stamp.equals(operations[index]?.update.$set.stamp));
}

function rejectAll(adds: PendingAdd[], code: 'NOT_FOUND' | 'CONVERSATION_CLOSED'): void {
  for (const { reject } of adds) reject(new AppError(code));
}
