import type { ConversationRecord } from '../port/conversations.ts';
import { loadConversations, loadRepaired } from './conversation-documents.ts';
import { findStale } from './conversation-queries.ts';
import { toId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import type { Lanes } from './lanes.ts';

type PendingGet = { id: string; deadline: Deadline; resolve: (found: ConversationRecord | null) => void; reject: (failure: unknown) => void };

/** At most this many groups are read at once; later requests are grouped into the next. */
const MAX_GROUPS = 4;

/**
 * Reads single conversations, repaired if stale: all requests of one event-loop turn share two queries. One that `isBusy` here lags behind
 * the message that is just being added to it; it is not repaired, as that update is in flight.
 */
export function createGroupedGet(engine: Engine, { isBusy }: Pick<Lanes, 'isBusy'>): (id: string, deadline: Deadline) => Promise<ConversationRecord | null> {
  let waiting: PendingGet[] = [];
  let groups = 0;

  function startGroup(): void {
    if (groups >= MAX_GROUPS || waiting.length === 0) return;
    const group = waiting;
    waiting = [];
    groups += 1;
    void readGroup(engine, group, isBusy).finally(() => {
      groups -= 1;
      if (waiting.length > 0) setImmediate(startGroup);
    });
  }

  return (id, deadline) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ id, deadline, resolve, reject }) === 1) setImmediate(startGroup);
    });
}

/** Settles all requests; does not reject. */
async function readGroup(engine: Engine, group: PendingGet[], isBusy: Lanes['isBusy']): Promise<void> {
  try {
    const ids = [...new Set(group.map(({ id }) => id))];
    const loaded = await loadConversations(engine, { _id: { $in: ids.map(toId) } });
    const found = Array.from(loaded.values(), ({ conversation }) => conversation);
    const stale = new Set(await findStale(engine, found));
    for (const { id, deadline, resolve, reject } of group) {
      if (stale.has(id) && !isBusy(id)) loadRepaired(engine, id, deadline).then((repaired) => resolve(repaired?.conversation ?? null), reject);
      else resolve(loaded.get(id)?.conversation ?? null);
    }
  } catch (failure) {
    for (const { reject } of group) reject(failure);
  }
}
