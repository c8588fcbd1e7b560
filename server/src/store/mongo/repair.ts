import { loadConversations, loadRepaired, markChanged } from './conversation-documents.ts';
import { findStale } from './conversation-queries.ts';
import { fromId, toId } from './documents.ts';
import { type Deadline, type Engine, LONG_MS } from './engine.ts';
import type { Lanes } from './lanes.ts';
import { isUnavailable } from './mongo-errors.ts';
import { finishCountUpdates } from './ratings.ts';
import { finishRemovals } from './removals.ts';

/** At startup, the conversations of at most this many of the newest messages are checked. */
const MAX_MESSAGES = 10_000;
const RETRY_MS = 500;
/** A write whose reply was lost may arrive late: this many checks follow the first one that reaches the database. */
const MAX_CHECKS = 6;
/** At most this many conversations are checked together. */
const BATCH_SIZE = 500;

/**
 * Handles conversations with a write of unknown outcome: stale ones are repaired as soon as the database answers again, and
 * all of them then count as changed, so that every process is notified of what was written.
 */
export type Repairs = { add(conversationIds: string[]): void; close(): void };

export function createRepairs(engine: Engine, lanes: () => Lanes): Repairs {
  const uncertain = new Map<string, { checks: number }>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const start = () => {
    timer ??= setTimeout(() => void checkAll(), RETRY_MS).unref();
  };
  async function checkAll(): Promise<void> {
    try {
      const entries = [...uncertain];
      for (let from = 0; from < entries.length; from += BATCH_SIZE) {
        const batch = entries.slice(from, from + BATCH_SIZE);
        await engine.run((deadline) => check(batch, deadline), LONG_MS);
        for (const [id, entry] of batch) {
          entry.checks++;
          if (entry.checks >= MAX_CHECKS && uncertain.get(id) === entry) uncertain.delete(id);
        }
      }
    } catch (failure) {
      // The engine has reported the unavailable database; the remaining checks would fail too.
      if (!isUnavailable(failure)) engine.report(failure);
    }
    timer = undefined;
    if (uncertain.size > 0 && !isClosed) start();
  }
  async function check(batch: [string, { checks: number }][], deadline: Deadline): Promise<void> {
    const ids = batch.map(([id]) => id);
    const loaded = await loadConversations(engine, { _id: { $in: ids.map(toId) } });
    const stale = await findStale(
      engine,
      [...loaded.values()].map(({ conversation }) => conversation),
    );
    await Promise.all(stale.map((id) => lanes().run(id, () => loadRepaired(engine, id, deadline))));
    await markChanged(
      engine,
      batch.flatMap(([id, { checks }]) => (checks === 0 ? id : [])),
    );
  }
  return {
    add: (conversationIds) => {
      if (isClosed) return;
      for (const id of conversationIds) uncertain.set(id, { checks: 0 });
      start();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      uncertain.clear();
    },
  };
}

/**
 * Repairs what a crash may have left incomplete: conversations behind their newest messages, interrupted removals and counts. Checks the
 * messages since the given time, or by default the newest ones.
 */
export async function repairAll(engine: Engine, deadline: Deadline, since?: Date): Promise<void> {
  await finishRemovals(engine);
  await finishCountUpdates(engine);
  const newest = since ? [{ $match: { createdAt: { $gte: since } } }] : [{ $sort: { createdAt: -1 } }, { $limit: MAX_MESSAGES }];
  const heads = await engine
    .collection('messages')
    .aggregate([...newest, { $group: { _id: '$conversationId', head: { $max: '$seq' } } }])
    .toArray();
  for (let from = 0; from < heads.length; from += BATCH_SIZE) {
    const batch = new Map(heads.slice(from, from + BATCH_SIZE).map(({ _id, head }) => [fromId(_id), Number(head)]));
    const known = await engine
      .collection('conversations')
      .find({ _id: { $in: [...batch.keys()].map(toId) } }, { projection: { lastSeq: 1 } })
      .toArray();
    const stale = known.filter(({ _id, lastSeq }) => (batch.get(fromId(_id)) ?? 0) > lastSeq);
    for (const { _id } of stale) await loadRepaired(engine, fromId(_id), deadline);
  }
}
