import type { Document, WithId } from 'mongodb';
import { MARK_KEPT_MS } from '../agent-read-mark-changes.ts';
import { DEAD_KEPT_MS, KEY_KEPT_MS } from '../new-jobs.ts';
import { serverTime } from './add-jobs.ts';
import { loadRepaired } from './conversation-documents.ts';
import { fromId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import { removeEmptyConversation } from './removals.ts';

/** How long a conversation without a message is kept. */
const EMPTY_FOR_MS = 24 * 3600 * 1000;
const SLICE = 100;
/** Slices per maintenance; the next one continues. */
const MAX_SLICES = 20;

/** Removes conversations that never got a message, and expired visitors without a conversation, in slices. */
export function createPurgeExpired(engine: Engine): (now: Date, deadline: Deadline) => Promise<string[]> {
  /** Up to when visitors with expired tokens were checked. */
  let expiredUpTo = new Date(0);

  async function removeExpired(now: Date): Promise<boolean> {
    const visitors = await engine
      .collection('visitors')
      .find({ tokenExpiresAt: { $gt: expiredUpTo, $lte: now } })
      .sort({ tokenExpiresAt: 1 })
      .limit(SLICE)
      .toArray();
    const expired = await withoutConversation(engine, visitors);
    if (expired.length > 0) await engine.collection('visitors').deleteMany({ _id: { $in: expired }, tokenExpiresAt: { $lte: now } });
    const isAll = visitors.length < SLICE;
    const last: Date = visitors.at(-1)?.tokenExpiresAt ?? now;
    // Several may expire in the same millisecond: the last one is checked again.
    const upTo = new Date(last.getTime() - (isAll ? 0 : 1));
    expiredUpTo = upTo > expiredUpTo ? upTo : last;
    return isAll;
  }
  return async (now, deadline) => {
    const before = new Date(now.getTime() - EMPTY_FOR_MS);
    const removed: string[] = [];
    for (let slice = 0; slice < MAX_SLICES && !deadline.hasPassed && !(await removeEmpty(engine, { before, deadline, removed })); slice++);
    for (let slice = 0; slice < MAX_SLICES && !deadline.hasPassed && !(await removeExpired(now)); slice++);
    // They ended by the server's clock. By that of a process which is ahead, their keys would be forgotten at once.
    const endedBefore = (await serverTime(engine)).getTime();
    await engine.collection('jobs').deleteMany({ state: 'done', endedAt: { $lt: new Date(endedBefore - KEY_KEPT_MS) } });
    await engine.collection('jobs').deleteMany({ state: 'dead', endedAt: { $lt: new Date(endedBefore - DEAD_KEPT_MS) } });
    await engine.collection('agentReadMarks').deleteMany({ updatedAt: { $lt: new Date(now.getTime() - MARK_KEPT_MS) } });
    return removed;
  };
}

/** Removes a slice of them; true when there are no more. */
async function removeEmpty(engine: Engine, { before, deadline, removed }: { before: Date; deadline: Deadline; removed: string[] }): Promise<boolean> {
  const empty = await engine
    .collection('conversations')
    .find({ lastSeq: 0, createdAt: { $lt: before } }, { projection: { _id: 1 } })
    .sort({ createdAt: 1 })
    .limit(SLICE)
    .toArray();
  for (const { _id } of empty) {
    // It may have a message that is not applied yet.
    const repaired = await loadRepaired(engine, fromId(_id), deadline);
    if (repaired?.conversation.lastSeq === 0 && (await removeEmptyConversation(engine, fromId(_id)))) removed.push(fromId(_id));
  }
  return empty.length < SLICE;
}

async function withoutConversation(engine: Engine, visitors: WithId<Document>[]): Promise<WithId<Document>['_id'][]> {
  if (visitors.length === 0) return [];
  const found = await engine
    .collection('conversations')
    .find({ $or: visitors.map(({ siteId, visitorId }) => ({ siteId, visitorId })) }, { projection: { siteId: 1, visitorId: 1 } })
    .toArray();
  const nameOf = ({ siteId, visitorId }: Document) => `${fromId(siteId)} ${visitorId}`;
  const needed = new Set(found.map(nameOf));
  return visitors.filter((visitor) => !needed.has(nameOf(visitor))).map(({ _id }) => _id);
}
