import { loadHealed } from './conversation-documents.ts';
import { fromId } from './documents.ts';
import type { Engine } from './engine.ts';
import type { Lanes } from './lanes.ts';
import { finishMoves } from './ratings.ts';
import { finishRemovals } from './removals.ts';

/** A sweep looks at conversations that got one of so many newest messages. */
const SWEPT_MESSAGES = 10_000;
const RETRY_MS = 1000;

/** Conversations that a failure has left behind their messages: brought up to date as soon as the database answers again. */
export type Healing = { add(conversationIds: string[]): void; close(): void };

export function createHealing(engine: Engine, lanes: () => Lanes): Healing {
  const behind = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    timer ??= setTimeout(() => void healAll(), RETRY_MS).unref();
  };
  async function healAll(): Promise<void> {
    for (const id of behind) {
      try {
        await engine.run((deadline) => lanes().run(id, () => loadHealed(engine, id, deadline)));
        behind.delete(id);
      } catch {
        // The engine has told of it; the others would fare no better now.
        break;
      }
    }
    timer = undefined;
    if (behind.size > 0) start();
  }
  return {
    add: (conversationIds) => {
      for (const id of conversationIds) behind.add(id);
      start();
    },
    close: () => {
      clearTimeout(timer);
      behind.clear();
    },
  };
}

/**
 * Makes up for what a crash may have left half done: conversations behind their newest messages, removals and counts that were broken off. Looks at the
 * messages since the time that is given, if any.
 */
export async function sweep(engine: Engine, since?: Date): Promise<void> {
  await finishRemovals(engine);
  await finishMoves(engine);
  const newest = [...(since ? [{ $match: { createdAt: { $gte: since } } }] : []), { $sort: { createdAt: -1 } }, { $limit: SWEPT_MESSAGES }];
  const heads = await engine
    .collection('messages')
    .aggregate([...newest, { $group: { _id: '$conversationId', head: { $max: '$seq' } } }])
    .toArray();
  const known = await engine
    .collection('conversations')
    .find({ _id: { $in: heads.map(({ _id }) => _id) } }, { projection: { lastSeq: 1 } })
    .toArray();
  const lastSeqOf = new Map(known.map(({ _id, lastSeq }) => [fromId(_id), Number(lastSeq)]));
  const behind = heads.filter(({ _id, head }) => head > (lastSeqOf.get(fromId(_id)) ?? Number.POSITIVE_INFINITY));
  for (const { _id } of behind) await loadHealed(engine, fromId(_id), { hasPassed: false });
}
