import type { Document } from 'mongodb';
import { afterMarking } from '../agent-read-mark-changes.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { AgentReadMarkRecord, AgentReadMarkStore } from '../port/agent-read-marks.ts';
import { serverTime } from './add-jobs.ts';
import { agentReadMarks } from './collections.ts';
import { toId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import { isDuplicateKey } from './mongo-errors.ts';

/** A change may become visible this long after its time. */
const OVERLAP_MS = 2000;
const MAX_CHANGES = 1000;

export function createAgentReadMarkStore(engine: Engine): AgentReadMarkStore {
  return {
    set: (mark) => engine.run((deadline) => set(engine, mark, deadline)),
    listOf: (agentId, conversationIds) =>
      engine.run(async () => {
        const query = { agentId: toId(agentId), conversationId: { $in: conversationIds.map(toId) } };
        const found = await engine.collection('agentReadMarks').find(query, { projection: agentReadMarks.projection }).toArray();
        return found.map(agentReadMarks.toRecord);
      }),
  };
}

/** Two tabs may set it at the same time: whoever was slower starts again from the other's mark. */
async function set(engine: Engine, mark: AgentReadMarkRecord, deadline: Deadline): Promise<AgentReadMarkRecord | null> {
  const collection = engine.collection('agentReadMarks');
  const ofMark = { agentId: toId(mark.agentId), conversationId: toId(mark.conversationId) };
  for (;;) {
    const found = await collection.findOne(ofMark, { projection: agentReadMarks.projection });
    const before = found && agentReadMarks.toRecord(found);
    const after = afterMarking(before, mark);
    if (!after || deadline.hasPassed) return null;
    // `changedAt` is the server's time, by which other processes find changes.
    const write = { $set: agentReadMarks.toDocument(after), $currentDate: { changedAt: true as const } };
    const isNow = before ? { ...ofMark, updatedAt: before.updatedAt } : { ...ofMark, _id: toId(after._id) };
    try {
      const { matchedCount, upsertedCount } = await collection.updateOne(isNow, write, { upsert: !before });
      if (matchedCount + upsertedCount > 0) return after;
    } catch (failure) {
      if (!isDuplicateKey(failure)) throw failure;
    }
  }
}

/** The marks of these agents that changed after the cursor, some of them again, and the cursor to continue from. */
export async function listChangedMarks(engine: Engine, agentIds: string[], after: string | null): Promise<{ marks: AgentReadMarkRecord[]; mark: string }> {
  const now = (await serverTime(engine)).getTime();
  const from = after === null ? now : Math.min(readCursor<[number]>('read marks', after, [0])[0], now);
  const query: Document = { agentId: { $in: agentIds.map(toId) }, changedAt: { $gt: new Date(from - OVERLAP_MS) } };
  const projection = { ...agentReadMarks.projection, changedAt: 1 };
  const found = await engine.collection('agentReadMarks').find(query, { projection }).sort({ changedAt: 1 }).limit(MAX_CHANGES).toArray();
  // A full page goes on after it; as more than 1,000 changes within the overlap would repeat it, it goes on behind the overlap.
  const upTo = found.length < MAX_CHANGES ? now : Number(found.at(-1)?.changedAt) + OVERLAP_MS;
  return { marks: found.map(agentReadMarks.toRecord), mark: writeCursor('read marks', [upTo]) };
}
