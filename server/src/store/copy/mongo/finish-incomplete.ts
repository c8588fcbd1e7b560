import type { Document } from 'mongodb';
import { loadHealed } from '../../mongo/conversation-documents.ts';
import { fromId } from '../../mongo/documents.ts';
import type { Engine } from '../../mongo/engine.ts';
import { moveAllJobs } from '../../mongo/jobs-of-acts.ts';
import { finishMoves } from '../../mongo/ratings.ts';
import { finishRemovals, removeConversation, removeSite } from '../../mongo/removals.ts';

const BATCH = 2000;
const NO_DEADLINE = { hasPassed: false };

/** Finishes what dead processes left incomplete, in the whole database. Returns one sentence per repair. */
export async function finishHalfDone(engine: Engine): Promise<string[]> {
  const removals = await engine.collection('removals').countDocuments();
  await finishRemovals(engine);
  await finishMoves(engine);
  const sites = await removeSitesLeftovers(engine);
  const { behind, leftovers } = await healConversations(engine);
  // A job is where it was stored until it is moved, which is no repair.
  await moveAllJobs(engine);
  const done: [number, string][] = [
    [removals, 'interrupted removals'],
    [sites, 'sites whose removal had left something'],
    [leftovers, 'conversations whose removal had left messages'],
    [behind, 'conversations that were behind their messages'],
  ];
  return done.filter(([count]) => count > 0).map(([count, what]) => `Finished in the source what a crash had left half done: ${count} ${what}.`);
}

/** Rows of a site that is gone were written during its removal. Sites are queried last: one added meanwhile is not orphaned. */
async function removeSitesLeftovers(engine: Engine): Promise<number> {
  const named = new Set<string>();
  for (const part of ['conversations', 'visitors', 'faqs'])
    for (const { _id } of await engine
      .collection(part)
      .aggregate([{ $group: { _id: '$siteId' } }])
      .toArray())
      named.add(fromId(_id));
  const sites = await engine
    .collection('sites')
    .find({}, { projection: { _id: 1 } })
    .toArray();
  for (const { _id } of sites) named.delete(fromId(_id));
  for (const id of named) await removeSite(engine, id);
  return named.size;
}

/** Checks the newest message of every conversation. */
async function healConversations(engine: Engine): Promise<{ behind: number; leftovers: number }> {
  const counts = { behind: 0, leftovers: 0 };
  const heads = engine
    .collection('messages')
    .aggregate([{ $group: { _id: '$conversationId', head: { $max: '$seq' } } }], { allowDiskUse: true, batchSize: BATCH });
  for await (const batch of inBatches(heads)) {
    const found = await engine
      .collection('conversations')
      .find({ _id: { $in: batch.map(({ _id }) => _id) } }, { projection: { lastSeq: 1 }, batchSize: BATCH })
      .toArray();
    const lastSeqOf = new Map(found.map(({ _id, lastSeq }) => [fromId(_id), Number(lastSeq)]));
    for (const { _id, head } of batch) {
      const id = fromId(_id);
      const lastSeq = lastSeqOf.get(id);
      if (lastSeq === undefined) {
        await removeConversation(engine, id);
        counts.leftovers++;
      } else if (lastSeq < head) {
        await loadHealed(engine, id, NO_DEADLINE);
        counts.behind++;
      }
    }
  }
  return counts;
}

async function* inBatches(documents: AsyncIterable<Document>): AsyncGenerator<Document[]> {
  let batch: Document[] = [];
  for await (const document of documents) {
    batch.push(document);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
