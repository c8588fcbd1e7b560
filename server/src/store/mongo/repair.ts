import { loadConversations, loadHealed, noteChanges } from './conversation-documents.ts';
import { findBehind } from './conversation-queries.ts';
import { fromId, toId } from './documents.ts';
import { type Deadline, type Engine, LONG_MS } from './engine.ts';
import type { Lanes } from './lanes.ts';
import { isUnavailable } from './mongo-errors.ts';
import { finishMoves } from './ratings.ts';
import { finishRemovals } from './removals.ts';

/** At startup, the conversations of at most this many of the newest messages are checked. */
const SWEPT_MESSAGES = 10_000;
const RETRY_MS = 500;
/** A write whose reply was lost may arrive late: this many checks follow the first one that reaches the database. */
const LOOKS = 6;
/** At most this many conversations are checked together. */
const TOGETHER = 500;

/**
 * Handles conversations with a write of unknown outcome: those behind their messages are repaired as soon as the database answers again, and
 * all of them then count as changed, so that every process is notified of what was written.
 */
export type Healing = { add(conversationIds: string[]): void; close(): void };

export function createHealing(engine: Engine, lanes: () => Lanes): Healing {
  const uncertain = new Map<string, { looks: number }>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const start = () => {
    timer ??= setTimeout(() => void lookAtAll(), RETRY_MS).unref();
  };
  async function lookAtAll(): Promise<void> {
    try {
      const entries = [...uncertain];
      for (let from = 0; from < entries.length; from += TOGETHER) {
        const together = entries.slice(from, from + TOGETHER);
        await engine.run((deadline) => lookAt(together, deadline), LONG_MS);
        for (const [id, entry] of together) {
          entry.looks++;
          if (entry.looks >= LOOKS && uncertain.get(id) === entry) uncertain.delete(id);
        }
      }
    } catch (failure) {
      // The engine has reported the unavailable database; the remaining checks would fail too.
      if (!isUnavailable(failure)) engine.tell(failure);
    }
    timer = undefined;
    if (uncertain.size > 0 && !isClosed) start();
  }
  async function lookAt(together: [string, { looks: number }][], deadline: Deadline): Promise<void> {
    const ids = together.map(([id]) => id);
    const loaded = await loadConversations(engine, { _id: { $in: ids.map(toId) } });
    const behind = await findBehind(
      engine,
      [...loaded.values()].map(({ conversation }) => conversation),
    );
    await Promise.all(behind.map((id) => lanes().run(id, () => loadHealed(engine, id, deadline))));
    await noteChanges(
      engine,
      together.flatMap(([id, { looks }]) => (looks === 0 ? id : [])),
    );
  }
  return {
    add: (conversationIds) => {
      if (isClosed) return;
      for (const id of conversationIds) uncertain.set(id, { looks: 0 });
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
export async function sweep(engine: Engine, deadline: Deadline, since?: Date): Promise<void> {
  await finishRemovals(engine);
  await finishMoves(engine);
  const newest = since ? [{ $match: { createdAt: { $gte: since } } }] : [{ $sort: { createdAt: -1 } }, { $limit: SWEPT_MESSAGES }];
  const heads = await engine
    .collection('messages')
    .aggregate([...newest, { $group: { _id: '$conversationId', head: { $max: '$seq' } } }])
    .toArray();
  for (let from = 0; from < heads.length; from += TOGETHER) {
    const together = new Map(heads.slice(from, from + TOGETHER).map(({ _id, head }) => [fromId(_id), Number(head)]));
    const known = await engine
      .collection('conversations')
      .find({ _id: { $in: [...together.keys()].map(toId) } }, { projection: { lastSeq: 1 } })
      .toArray();
    const behind = known.filter(({ _id, lastSeq }) => (together.get(fromId(_id)) ?? 0) > lastSeq);
    for (const { _id } of behind) await loadHealed(engine, fromId(_id), deadline);
  }
}
