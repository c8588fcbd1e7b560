import type { Document } from 'mongodb';
import { loadRepaired } from '../../mongo/conversation-documents.ts';
import { fromId } from '../../mongo/documents.ts';
import type { Engine } from '../../mongo/engine.ts';
import { moveAllJobs } from '../../mongo/jobs-of-acts.ts';
import { finishCountUpdates } from '../../mongo/ratings.ts';
import { finishRemovals, removeConversation, removeSite } from '../../mongo/removals.ts';

const BATCH = 2000;
const NO_DEADLINE = { hasPassed: false };

/** Finishes what dead processes left incomplete, in the whole database. Returns one sentence per repair. */
export async function finishIncomplete(engine: Engine): Promise<string[]> {
  const removals = await engine.collection('removals').countDocuments();
  await finishRemovals(engine);
  await finishCountUpdates(engine);
  const sites = await removeOrphansOfSites(engine);
  const { stale, orphaned } = await repairConversations(engine);
  // A job is where it was stored until it is moved, which is no repair.
  await moveAllJobs(engine);
  const done: [number, string][] = [
    [removals, 'interrupted removals'],
    [sites, 'sites whose removal left records'],
    [orphaned, 'conversations whose removal left messages'],
    [stale, 'conversations that lagged behind their messages'],
  ];
  return done.filter(([count]) => count > 0).map(([count, what]) => `Repaired in the source what a crash left incomplete: ${count} ${what}.`);
}

/** Rows of a site that is gone were written during its removal. Sites are queried last: one added meanwhile is not orphaned. */
async function removeOrphansOfSites(engine: Engine): Promise<number> {
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
async function repairConversations(engine: Engine): Promise<{ stale: number; orphaned: number }> {
  const counts = { stale: 0, orphaned: 0 };
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
        counts.orphaned++;
      } else if (lastSeq < head) {
        await loadRepaired(engine, id, NO_DEADLINE);
        counts.stale++;
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
