import { type Document, ObjectId } from 'mongodb';
import type { MessageRecord } from '../port/messages.ts';
import { messages } from './collections.ts';
import { toId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import { unavailable } from './mongo-errors.ts';

/** An FAQ remembers the newest updates of its count, so that none is applied twice. */
const MAX_REMEMBERED_UPDATES = 100;

/** A rating's outstanding update of the FAQ's count; stored in the message until it is applied. */
type CountUpdate = { _id: ObjectId; by: number };

/** Records the rating in the message, together with its effect on the FAQ's count, and then applies it. */
export async function rateAnswer(
  engine: Engine,
  { id, helpful, deadline }: { id: string; helpful: boolean; deadline: Deadline },
): Promise<MessageRecord | null> {
  const collection = engine.collection('messages');
  while (!deadline.hasPassed) {
    const before = await collection.findOne({ _id: toId(id) });
    if (!before?.answer) return null;
    if (before.countMove) await finishCountUpdate(engine, before);
    const by = Number(helpful) - Number(before.answer.helpful ?? false);
    const change: Document = { 'answer.helpful': helpful, ...(by !== 0 && { countMove: { _id: new ObjectId(), by } satisfies CountUpdate }) };
    const isUnchanged = { _id: before._id, 'answer.helpful': before.answer.helpful, countMove: { $exists: false } };
    const rated = await collection.findOneAndUpdate(isUnchanged, { $set: change }, { returnDocument: 'after' });
    // The answer was rated concurrently: retry on top of that.
    if (!rated) continue;
    if (rated.countMove) await finishCountUpdate(engine, rated);
    return messages.toRecord(rated);
  }
  throw unavailable('too many ratings at once');
}

/** Finishes interrupted count updates. */
export async function finishCountUpdates(engine: Engine): Promise<void> {
  for (const message of await engine
    .collection('messages')
    .find({ countMove: { $exists: true } })
    .toArray())
    await finishCountUpdate(engine, message);
}

async function finishCountUpdate(engine: Engine, { _id, answer, countMove }: Document): Promise<void> {
  const countUpdate: CountUpdate = countMove;
  await engine.collection('faqs').updateOne({ _id: toId(answer.faqId), countMoves: { $ne: countUpdate._id } }, {
    $inc: { helpfulCount: countUpdate.by },
    $push: { countMoves: { $each: [countUpdate._id], $slice: -MAX_REMEMBERED_UPDATES } },
  } as Document);
  await engine.collection('messages').updateOne({ _id, 'countMove._id': countUpdate._id }, { $unset: { countMove: 1 } });
}
